// What the signatures of an RRset come to, as rules ask it: first without the clock, then with it
// (V-RR).
//
// Cryptography and structure are judged once, time for each moment (V-VER-8). So a rule about a
// failing signature asks whether the RRset stands without it, whatever the clock says; whether a
// sound signature is in its time is left to the rules of family expiry.
#pragma once

#include "rules/rule.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// Positions of RRSIG's RDATA tokens, to point at (RFC 4034 3.2).
namespace rrsig_token {
inline constexpr int type_covered = 0, algorithm = 1, labels = 2, original_ttl = 3, expiration = 4,
                     inception = 5, key_tag = 6, signer = 7, signature = 8;
}  // namespace rrsig_token

/// An RRset by its signatures, without regard to time; the first that applies.
enum class Standing : std::uint8_t {
    sound,  // one verifies, by a usable key, and its validity period does not end before it begins
    not_tried,     // a bound or the deadline left one out, and none of the others verifies
    faulty,        // one fails by itself: bad signature, wrong fields, reversed validity period
    unsupported,   // by algorithms or keys that are not verified here
    key_unusable,  // by published keys that may not sign
    unknown_key,   // by keys that are not published
    unsigned_,
};
Standing standing(const Context&, const Rrset&);

inline const SignatureFact& fact(const Context& context, const Signature& signature) {
    return context.evidence.signatures[index(context.zone.id(signature))];
}

/// V-SIG-9: "expiration before inception" in serial arithmetic.
inline bool is_reversed(const Signature& signature) {
    return serial_distance(signature.inception, signature.expiration) < 0;
}

/// Verified by a usable key, with a validity period that does not end before it begins. A revoked
/// key may verify the signature that shows its revocation, which makes nothing valid (V-KEY-3).
inline bool is_sound(const Context& context, const Signature& signature) {
    const SignatureFact& known = fact(context, signature);
    return known.verdict == Verdict::valid && !is_reversed(signature) && known.key != no_key &&
           context.evidence.keys[known.key].usable();
}

/// Which rules the engine asks about an RRset. Where signatures were not verified none is sound.
Soundness soundness(const Context&, const Rrset&);

/// A bound or the deadline left one of its signatures out: what its others come to is not the last
/// word.
bool any_not_tried(const Context&, const Rrset&);

/// For an RRset that others act upon only when it is signed. In a zone without any signature other
/// rules speak, and what was not verified is no fault.
void report_unless_sound(const Context&, const Rrset&, Report&);

/// For a signature that fails beside one that holds. Nobody needs it (RFC 4035 5.3.3), but
/// resolvers that meet it first, or at all, answer SERVFAIL: the RRset is not proven (ADR 23).
void doubt_beside(const Context&, const Rrset&, const Signature&, Report&);

/// Findings about signatures are told apart by the key that made them.
Group by_key(const Context&, const Signature&, std::string_view cause = {});

/// The first moment of `now` at which none of the signatures that count is inside its time
/// (V-VER-8: two valid instants do not prove what lies between them). Without `counts`: those that
/// are sound.
using SignatureFilter = std::function<bool(const Signature&)>;
std::optional<Timestamp> first_gap(const Context&, const Moment& now, const Rrset&);
std::optional<Timestamp> first_gap(const Context&, const Moment& now, const Rrset&,
                                   const SignatureFilter& counts);

/// The sound signatures inside their time at a moment that end last, one per algorithm, with the
/// seconds they have left (V-RR-4).
struct Ending {
    const Signature* signature;
    std::int64_t left;
};
std::vector<Ending> latest_endings(const Context&, const Rrset&, Timestamp at);
/// Those of them that have less than `margin` seconds left.
std::vector<Ending> latest_endings(const Context&, const Rrset&, Timestamp at, std::int64_t margin);

/// By a signer that signs each answer: its signatures live for four days at most, and no margin is
/// measured in days.
inline constexpr std::int64_t longest_online = 4 * 86400;
bool is_online(const Context&, const Signature&);

/// A TTL in time arithmetic: above 2^31-1 it counts as zero (RFC 2181 8, V-NAME-10).
std::int64_t seconds_cached(const Rrset&);

/// "key 2937 (ECDSAP256SHA256 (13), flags 257)"
std::string describe(const Key&);
/// "is revoked", "has not the protocol value 3": why a key may not sign; a usable key is none of
/// these.
std::string_view describe(KeyFault);

}  // namespace zoneproof
