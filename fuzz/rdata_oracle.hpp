// What holds for every RDATA in canonical form: canonical once more it is the same, and its text
// and its generic text (RFC 3597 5) read as the same octets.
#pragma once

#include "fuzz/oracle.hpp"

#include "parser/dns/types.hpp"
#include "parser/rdata/parse.hpp"
#include "parser/rdata/wire.hpp"
#include "tests/parser/token_line.hpp"

#include <memory>
#include <string>

namespace zoneproof::fuzz {

inline std::string show(RrType type, Octets rdata) {
    return to_text(type) + " " + print_generic(rdata) + "\n" + print_rdata(type, rdata);
}

/// What the text of an RDATA is on the wire; a violation when it cannot be read.
inline Bytes read_back(RrType type, const std::string& text, std::string_view property) {
    static const auto wire = std::make_unique<Wire>();
    const TokenLine line(text);
    const auto fault = parse_rdata(type, line.tokens(), *wire);
    require(!fault, property, [&] {
        return to_text(type) + " " + text + "\ntoken " + std::to_string(fault->token) +
               ": expected " + (fault->expected != nullptr ? fault->expected : "");
    });
    return copy(wire->octets());
}

inline void check_canonical_rdata(RrType type, Octets given) {
    static const auto wire = std::make_unique<Wire>();
    const Bytes rdata = copy(given);
    const auto detail = [&] { return show(type, rdata); };
    wire->clear();
    require(!check_rdata(type, rdata, *wire), "canonical RDATA is well formed", detail);
    require(equal(wire->octets(), rdata), "canonical RDATA is its own canonical form", detail);
    require(!wire->folded, "canonical RDATA has nothing to fold", detail);
    require(equal(read_back(type, print_rdata(type, rdata), "printed RDATA is legible"), rdata),
            "printed RDATA reads as the same octets", detail);
    require(equal(read_back(type, print_generic(rdata), "generic RDATA is legible"), rdata),
            "generic RDATA reads as the same octets", detail);
}

}  // namespace zoneproof::fuzz
