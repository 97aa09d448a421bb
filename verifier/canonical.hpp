// The octets a signature covers: RRSIG RDATA without the signature, then the RRset in canonical form (RFC 4034 3.1.8.1,
// 6.2, 6.3; V-CAN-1).
#pragma once

#include "parser/zone/zone.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

/// Appends to `out` the signed octets of `signature` over `rrset`. The owner is the RRset's, or, where Labels is less
/// than its labels, "*." and its rightmost Labels labels (RFC 4035 5.3.2). TTLs are the signature's Original TTL.
void append_signed_octets(const Zone&, const Rrset&, const Signature&, std::vector<std::uint8_t>& out);

}  // namespace zoneproof
