// Policy: every threshold of the catalogue, in one place. Durations are seconds.
#pragma once

#include "parser/base/time.hpp"
#include "rules/timing.hpp"

#include <cstdint>
#include <optional>

namespace zoneproof {

struct Policy {
    // expiry (RFC 6781 4.4.2)
    std::int64_t clock_skew = 300;            // rrsig-inception-too-recent
    std::int64_t max_validity = 180 * 86400;  // rrsig-validity-too-long
    // What margins are made of. Where nobody declared it, it is BIND's default, and a signer of
    // another make that does otherwise has missed nothing.
    Timing timing;
    bool timing_declared = false;
    std::optional<Timestamp> next_ceremony;  // rrsig-expires-before-ceremony
    // denial
    std::uint16_t nsec3_max_iterations = 150;  // nsec3-iterations-too-high (RFC 9276 3.2)
    // dnskey
    unsigned rsa_refused_below = 1024;  // dnskey-rsa-too-small, error
    unsigned rsa_weak_below = 2048;     // dnskey-rsa-too-small, warning
    unsigned rsa_max_bits = 4096;       // dnskey-rsa-too-large
    // resource (KeyTrap, CVE-2023-50387)
    unsigned max_signatures = 8;          // rrsig-too-many
    std::uint64_t keytrap_budget = 1024;  // rrsig-keytrap-product
    // what a pipeline demands
    bool require_signed = false;
    bool require_ds = false;
};

}  // namespace zoneproof
