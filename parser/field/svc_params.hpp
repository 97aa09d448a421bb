// SvcParams of SVCB and HTTPS: text to wire, wire checked, wire to text (RFC 9460 2.1, 2.2, 7, 8
// and appendix A).
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <cstddef>
#include <optional>
#include <string>

namespace zoneproof {

/// Appends the parameters that `rest` holds to the last token: key, key=value, key="value",
/// keyNNNNN=value, in any order; none is legal. On the wire they stand "in ascending numerical
/// order" (RFC 9460 2.2).
/// @returns false with wire.fault and *bad_token, an index into `rest`, the parameter at fault.
bool put_svc_params(const Tokens& rest, Wire& wire, std::size_t* bad_token);

struct SvcParamFault {
    Fault fault;
    std::size_t offset;  // of the parameter's key
};

/// Whether `params` are SvcParams in wire form that mean something. Keys out of order or twice set
/// *irregular: they are kept as given (V-CAN-6).
std::optional<SvcParamFault> check_svc_params(Octets params, bool* irregular);

/// Appends " key=value" for each parameter. @returns false, having appended anything, when the text
/// would not be read as the same octets: SvcParams that check_svc_params() refuses or calls
/// irregular.
bool print_svc_params(Octets params, std::string& text);

}  // namespace zoneproof
