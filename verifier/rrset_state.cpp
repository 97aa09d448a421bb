// What the RRSIGs of an RRset come to at a moment, and over a range of moments (V-RR-1, V-RR-2,
// V-VER-8).
#include "verifier/signatures.hpp"

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

/// Which states the RRSIGs of an RRset add up to: the first that is there wins.
/// A signature that may be good makes the RRset unchecked; one that is good out of its time says
/// more than one that is bad; "a supported signature that fails beside an unsupported one is E"
/// (V-RR-2); signatures by keys that are not published are ignored beside any other (RFC
/// 6840 5.12).
constexpr RrsetState by_weight[] = {
    RrsetState::valid,         RrsetState::not_tried,        RrsetState::expired,
    RrsetState::not_yet_valid, RrsetState::reversed,         RrsetState::bad_signature,
    RrsetState::malformed,     RrsetState::wrong_labels,     RrsetState::wrong_signer,
    RrsetState::key_unusable,  RrsetState::unsupported_only, RrsetState::unknown_key,
};

RrsetState state_of(TimeState time) {
    switch (time) {
    case TimeState::not_yet: return RrsetState::not_yet_valid;
    case TimeState::expired: return RrsetState::expired;
    case TimeState::reversed: return RrsetState::reversed;
    case TimeState::inside: break;
    }
    return RrsetState::valid;
}

/// What one signature contributes.
RrsetState contribution(const SignatureFact& fact, TimeState time) {
    const bool inside = time == TimeState::inside;
    switch (fact.verdict) {
    case Verdict::valid: return state_of(time);
    // Out of its time it is of no use, whatever the cryptography would say.
    case Verdict::not_tried: return inside ? RrsetState::not_tried : state_of(time);
    case Verdict::unsupported: return inside ? RrsetState::unsupported_only : state_of(time);
    case Verdict::bad_signature: return RrsetState::bad_signature;
    case Verdict::no_such_key: return RrsetState::unknown_key;
    case Verdict::wrong_signer: return RrsetState::wrong_signer;
    case Verdict::wrong_labels: return RrsetState::wrong_labels;
    case Verdict::malformed: return RrsetState::malformed;
    case Verdict::key_unusable: return RrsetState::key_unusable;
    case Verdict::not_applicable: break;
    }
    return RrsetState::unsigned_;
}

}  // namespace

TimeState time_state(const Signature& signature, std::uint32_t now) {
    if (serial_distance(signature.inception, signature.expiration) < 0) return TimeState::reversed;
    if (serial_distance(signature.inception, now) < 0) return TimeState::not_yet;
    if (serial_distance(now, signature.expiration) < 0) return TimeState::expired;
    return TimeState::inside;
}

RrsetState rrset_state(const Zone& zone, std::span<const SignatureFact> facts, const Rrset& rrset,
                       std::uint32_t now) {
    std::array<bool, static_cast<std::size_t>(RrsetState::not_tried) + 1> there{};
    for (const Signature& signature : zone.signatures(rrset)) {
        const SignatureFact& fact = facts[index(zone.id(signature))];
        there[static_cast<std::size_t>(contribution(fact, time_state(signature, now)))] = true;
    }
    for (const RrsetState state : by_weight)
        if (there[static_cast<std::size_t>(state)]) return state;
    return RrsetState::unsigned_;
}

StateAt rrset_state(const Zone& zone, std::span<const SignatureFact> facts, const Rrset& rrset,
                    Timestamp from, Timestamp to) {
    // From the first second on: the signature that reaches farthest, then the second behind its
    // end, and so on. Each step leaves the end of one of few signatures behind
    // (SignatureBounds::signatures_per_rrset).
    for (Timestamp now = from;;) {
        std::int64_t reach = -1;
        for (const Signature& signature : zone.signatures(rrset))
            if (facts[index(zone.id(signature))].verdict == Verdict::valid &&
                time_state(signature, serial_time(now)) == TimeState::inside)
                reach = std::max<std::int64_t>(
                    reach, serial_distance(serial_time(now), signature.expiration));
        if (reach < 0) return {rrset_state(zone, facts, rrset, serial_time(now)), now};
        if (reach >= seconds(to) - seconds(now)) return {RrsetState::valid, to};
        now = Timestamp{seconds(now) + reach + 1};
    }
}

}  // namespace zoneproof
