// RDATA text to wire: the door to the X3 grammars, one line a type, in RFC order (basic.cpp,
// dnssec.cpp, ...).
#pragma once

#include "parser/dns/types.hpp"
#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <cstddef>
#include <optional>

namespace zoneproof {

struct RdataFault {
    Fault fault;
    std::size_t token;     // index into the tokens; their count when one is missing
    const char* expected;  // the field's name, static: "timestamp", "IPv4 address"; may be nullptr
};

/// Parses the RDATA tokens of one record: the type's own format, or `\# length hex` (RFC 3597 5),
/// whose octets then pass check_rdata() for known types. The canonical wire form is left in `wire`
/// (cleared first): names down-cased where V-CAN-2 says so, wire.folded tells whether that changed
/// a letter.
std::optional<RdataFault> parse_rdata(RrType, const Tokens&, Wire& wire);

/// Whether the tokens are RFC 3597's generic form.
bool is_generic(const Tokens&);

}  // namespace zoneproof
