// Pass "signatures": a verdict on every RRSIG of the zone, without regard to time (V-SIG, V-RR).
#pragma once

#include "parser/base/time.hpp"
#include "parser/base/workers.hpp"
#include "parser/zone/load.hpp"
#include "parser/zone/zone.hpp"
#include "verifier/keys.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

enum class Verdict : std::uint8_t {
    valid,
    bad_signature,   // usable candidates, none verifies it
    no_such_key,     // no DNSKEY with this algorithm and tag
    wrong_signer,    // V-SIG-2
    wrong_labels,    // V-SIG-3; detail says how
    malformed,       // V-SIG-5; detail says how
    key_unusable,    // candidates, none usable: V-SIG-13
    unsupported,     // V-SIG-11: algorithm, or a key the crypto layer declines
    not_tried,       // a bound or the deadline: exit 4
    not_applicable,  // covers nothing here, or data that is never signed: V-NAME-16, 17, V-SIG-10;
                     // not verified
};

enum class VerdictDetail : std::uint8_t {
    none,
    labels_exceed_owner,
    labels_below_signer,
    labels_too_few,               // a wildcard expansion stored as data
    labels_too_few_but_verifies,  // ... and its signature is good: E even beside a good one
    signature_length,
    degenerate,
    signer_elsewhere_but_verifies,  // V-SIG-2 "also when some key would verify it"
    covers_rrsig,
    covers_nothing,
    not_to_be_signed,
    too_many_signatures,  // bound: 16 RRSIGs an RRset
    too_many_candidates,  // bound: 4 keys a tag
    deadline,
    revoked_but_verifies,  // key_unusable over the DNSKEY RRset: the revoked key shows its
                           // revocation (V-KEY-3)
    verifies_folded,       // bad_signature, but good over the name in RDATA in lower case (V-CAN-3)
};

struct SignatureFact {
    Verdict verdict = Verdict::not_tried;
    VerdictDetail detail = VerdictDetail::none;
    KeyId key =
        no_key;  // that verified it (valid or "but verifies"), else the only candidate, else no_key
};
static_assert(sizeof(SignatureFact) == 4);

struct SignatureBounds {
    unsigned keys_per_tag = 4;
    unsigned signatures_per_rrset = 16;
};

/// One fact per SignatureId.
std::vector<SignatureFact> verify_signatures(const Zone&, const KeyTable&, const SignatureBounds&,
                                             Workers&, Progress* = nullptr);

/// A moment against one validity period (V-SIG-8, V-SIG-9).
enum class TimeState : std::uint8_t { inside, not_yet, expired, reversed };
TimeState time_state(const Signature&, std::uint32_t serial_time);

/// What the RRSIGs of one RRset come to at a moment (V-RR-1, V-RR-2).
enum class RrsetState : std::uint8_t {
    valid,
    unsigned_,      // no RRSIG at all
    expired,        // sound signatures, all out of their time; the latest ended
    not_yet_valid,  // ... and none has ended: all begin later
    reversed,       // sound but for a validity period that ends before it begins
    unknown_key,    // only RRSIGs by keys that are not published
    key_unusable,
    bad_signature,
    malformed,
    wrong_signer,
    wrong_labels,
    unsupported_only,  // nothing but unsupported algorithms, published keys
    not_tried,
};
RrsetState rrset_state(const Zone&, std::span<const SignatureFact>, const Rrset&,
                       std::uint32_t serial_time);

/// The same over every second from `from` to `to`, decided at the boundaries of signatures: the
/// first moment at which the RRset is not valid and its state there, or valid and `to`. V-VER-8:
/// two valid instants do not prove what lies between them, a signature that spans them or a relay
/// of signatures without a gap does.
struct StateAt {
    RrsetState state;
    Timestamp when;
};
StateAt rrset_state(const Zone&, std::span<const SignatureFact>, const Rrset&, Timestamp from,
                    Timestamp to);

}  // namespace zoneproof
