// The keys of the root zone that IANA has published as trust anchors, and what each signed when.
#pragma once

#include "parser/base/time.hpp"
#include "parser/zone/parent.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace zoneproof {

/// Dates are midnights in UTC; those behind root_record_ends are plans.
struct RootKey {
    std::uint16_t tag;
    std::uint16_t revoked_tag;  // of the same key with the REVOKE flag: another sum, RFC 4034 B
    std::vector<std::uint8_t> dnskey, ds;  // RDATA; the digest is SHA-256
    Timestamp valid_from;                  // root-anchors.xml
    std::optional<Timestamp> valid_until;
    Timestamp published;   // in the DNSKEY RRset of the root
    Timestamp signs_from;  // ... and signs it
    std::optional<Timestamp> signs_until, revoked, removed;

    bool signs(Timestamp at) const {
        return signs_from <= at && (!signs_until || at < *signs_until);
    }
};

/// In the order of their publication. Each is checked against its own public key when they are
/// first asked for: a mistake in the table is a std::logic_error.
std::span<const RootKey> root_keys();
/// nullptr: none of IANA's.
const RootKey* find_root_key(std::uint16_t tag);

/// ICANN announced on that day what it intends for the time behind it.
inline constexpr Timestamp root_record_ends{1779235200};  // 2026-05-20

/// The anchors of the root zone with their validity, as if read from root-anchors.xml.
ParentDs built_in_root_anchors();

}  // namespace zoneproof
