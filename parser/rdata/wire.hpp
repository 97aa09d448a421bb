// RDATA in wire form: is it well formed for its type, and what does it say as text?
//
// Both follow one table of layouts (layout.hpp): a type's RDATA is a sequence of fields. Types
// without a row are opaque.
#pragma once

#include "parser/dns/types.hpp"
#include "parser/field/wire.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace zoneproof {

struct WireFault {
    Fault fault;
    std::size_t offset;    // into the RDATA
    const char* expected;  // the field's name, static
};

/// Checks `rdata` as data of `type` and appends its canonical form to `out` (names down-cased as
/// V-CAN-2 says, out.folded set when that changed a letter). Names must be uncompressed (RFC 3597
/// 4). A type bitmap that is not in canonical form and SvcParams out of order are kept as given,
/// with `irregular` set: the signature covers the octets given (V-CAN-6), a rule speaks about it.
std::optional<WireFault> check_rdata(RrType, Octets rdata, Wire& out, bool* irregular = nullptr);

/// Presentation form, parsed by parse_rdata() to the same octets: the type's own format where it
/// has one and the data fits it, else the generic form `\# length hex`.
std::string print_rdata(RrType, Octets rdata);

/// `\# length hex`
std::string print_generic(Octets rdata);

}  // namespace zoneproof
