// The octets a signature covers: RRSIG RDATA without the signature, then the RRset in canonical
// form (RFC 4034 3.1.8.1, 6.2, 6.3; V-CAN-1).
#pragma once

#include "parser/zone/zone.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

/// "The value of the Labels field MUST NOT count either the null (root) label that terminates the
/// owner name or the wildcard label (if present)", RFC 4034 3.1.3: the leftmost label only; an
/// asterisk elsewhere counts.
inline unsigned signed_labels(const NameEntry& owner) {
    return owner.labels - (owner.has(name_flag::wildcard) ? 1u : 0u);
}

enum class NameReading : std::uint8_t {
    canonical,
    /// As signers before RFC 6840 5.1 read RFC 4034 6.2: the name in NSEC and NSAP-PTR in lower
    /// case too (V-CAN-3).
    folded,
};
/// Whether the two readings of the RRset differ.
bool has_two_readings(const Zone&, const Rrset&);

/// Appends to `out` the signed octets of `signature` over `rrset`. The owner is the RRset's, or,
/// where Labels is less than its labels, "*." and its rightmost Labels labels (RFC 4035 5.3.2).
/// TTLs are the signature's Original TTL.
void append_signed_octets(const Zone&, const Rrset&, const Signature&,
                          std::vector<std::uint8_t>& out, NameReading = NameReading::canonical);

}  // namespace zoneproof
