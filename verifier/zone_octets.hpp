// The octets of a zone that its ZONEMD digests cover, streamed name by name (RFC 8976 3.3.1;
// V-ZMD-1, V-ZMD-2).
#pragma once

#include "parser/zone/zone.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

/// Appends the RRs of one name in canonical form and order. Names one after the other, in the order
/// of their ids, give what is hashed.
void append_digested_octets(const Zone&, NameId, std::vector<std::uint8_t>& out);

}  // namespace zoneproof
