// Pass "trust": the parent's DS against the DNSKEY RRset (V-DS), and what that comes to at a
// moment.
#pragma once

#include "parser/zone/parent.hpp"
#include "parser/zone/zone.hpp"
#include "verifier/keys.hpp"
#include "verifier/signatures.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

/// One DS or trust anchor of the parent against all published keys; without regard to time.
struct DsFact {
    std::uint16_t key_tag = 0;
    std::uint8_t algorithm = 0;
    std::uint8_t digest_type = 0;   // 0 for a DNSKEY given as anchor
    bool digest_supported = false;  // V-DS-3
    bool algorithm_supported =
        false;              // false too for a DS of a key that the crypto layer declines (V-SIG-11)
    bool length_ok = true;  // V-DS-2
    bool set_aside = false;  // V-DS-4: SHA-1 beside a usable SHA-2
    bool duplicate = false;  // repeats an earlier one
    KeyId match = no_key;    // V-DS-5: tag, algorithm and digest agree with this usable key
    KeyId right_digest_wrong_tag = no_key;
    KeyId right_digest_wrong_algorithm = no_key;
    KeyId right_digest_unusable_key = no_key;  // no ZONE flag, revoked, ...: see the key's fault
    KeyId same_tag = no_key;           // tag and algorithm agree with this key, the digest does not
    bool algorithm_published = false;  // some DNSKEY has the algorithm

    /// Takes part in the chain (V-DS-3, V-DS-4). One of the wrong length does, and matches nothing:
    /// a zone is not insecure because its DS is broken.
    bool usable() const { return digest_supported && algorithm_supported && !set_aside; }
};

enum class TrustState : std::uint8_t {
    secure,               // V-DS-6
    self_consistent,      // V-DS-10: no DS given, the DNSKEY RRset is valid by a key in it
    no_match,             // V-DS-6: no DS matches a key
    not_signed_by_match,  // V-DS-6: a match, no valid signature by a matched key
    none_usable,          // V-DS-8: insecure, unchecked
    no_input,             // V-DS-1: --ds given, nothing about this zone: unchecked
    no_secure_entry,      // V-DS-10, V-DS-11 without DS
    unsure_entry,         // V-DS-11: SEP keys sign nothing, others do: W and unchecked
    no_keys,              // no DNSKEY RRset
    unchecked,  // the signatures that decide were not tried, or are of algorithms we do not support
};

/// The DS facts of the zone; one per ParentDs::records.
std::vector<DsFact> check_ds(const Zone&, const KeyTable&, const ParentDs&);

/// Whether a key validly signs the DNSKEY RRset, which is there, at a moment in serial time.
bool signs_dnskey(const Zone&, std::span<const SignatureFact>, KeyId, std::uint32_t now);

/// Whether a DS of the parent counts at a moment (root-anchors.xml validity).
bool in_force(const TrustInput&, std::int64_t at);

TrustState trust_state(const Zone&, const KeyTable&, std::span<const SignatureFact>,
                       const ParentDs&, std::span<const DsFact>, std::int64_t at);

}  // namespace zoneproof
