// Which names in RDATA may be compressed, and where they stand (RFC 3597 4). Private to
// corpus/message.
#pragma once

#include "parser/dns/types.hpp"

#include <cstdint>

namespace zoneproof::corpus {

/// RDATA that begins with octets and character-strings, then names, then octets.
struct NamesInRdata {
    RrType type;
    std::uint8_t octets_before, strings_before, names;
    bool written_compressed;  // RFC 1035's own types
};

/// nullptr for a type whose RDATA is never compressed.
const NamesInRdata* names_in_rdata(RrType);

}  // namespace zoneproof::corpus
