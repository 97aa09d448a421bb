// Signatures against the clock: valid at the moment, and how long they are valid in all (RFC 4034
// 3.1.5, RFC 4035 5.3.1, 5.3.3, RFC 6781 4.4.2; V-RR-2, V-RR-3, V-SIG-8).
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// Nothing is known against the signature but its time: sound, or not verified here (V-SIG-11).
bool hangs_on_time(const Context& context, const Signature& signature) {
    const Verdict verdict = fact(context, signature).verdict;
    return is_sound(context, signature) ||
           (!is_reversed(signature) &&
            (verdict == Verdict::unsupported || verdict == Verdict::not_tried));
}

/// Where an RRset is not valid at some moment, and time is the only reason.
std::optional<StateAt> failure_in_time(const Context& context, const Moment& now,
                                       const Rrset& rrset) {
    if (!must_be_signed(rrset)) return std::nullopt;
    const StateAt state =
        rrset_state(context.zone, context.evidence.signatures, rrset, now.from, now.to);
    if (state.state != RrsetState::expired && state.state != RrsetState::not_yet_valid)
        return std::nullopt;
    return state;
}

/// The signature whose time is nearest to the moment: the last to end, or the first to begin.
const Signature* nearest_in_time(const Context& context, const Rrset& rrset, Timestamp when,
                                 bool ended) {
    const Signature* best = nullptr;
    std::int64_t best_distance = 0;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        if (!hangs_on_time(context, signature)) continue;
        const std::int64_t distance = ended
                                          ? serial_distance(signature.expiration, serial_time(when))
                                          : serial_distance(serial_time(when), signature.inception);
        if (distance < 0 && best != nullptr) continue;
        if (best == nullptr || best_distance < 0 || distance < best_distance)
            best = &signature, best_distance = distance;
    }
    return best;
}

void expired(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    const auto failure = failure_in_time(context, now, rrset);
    if (!failure || failure->state != RrsetState::expired) return;
    const Signature* const nearest_one = nearest_in_time(context, rrset, failure->when, true);
    if (nearest_one == nullptr) return;
    const Signature& signature = *nearest_one;
    report.add(at_signature(context.zone, signature).at_field(rrsig_token::expiration),
               by_key(context, signature), [&] {
                   const Timestamp end = nearest(signature.expiration, failure->when);
                   return fmt::format("signature by key tag {} expired {}, {} before {}",
                                      signature.key_tag, to_iso8601(end),
                                      to_words(seconds(failure->when) - seconds(end)),
                                      to_iso8601(failure->when));
               });
}

void not_yet_valid(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    const auto failure = failure_in_time(context, now, rrset);
    if (!failure || failure->state != RrsetState::not_yet_valid) return;
    const Signature* const nearest_one = nearest_in_time(context, rrset, failure->when, false);
    if (nearest_one == nullptr) return;
    const Signature& signature = *nearest_one;
    report.add(at_signature(context.zone, signature).at_field(rrsig_token::inception),
               by_key(context, signature), [&] {
                   const Timestamp begin = nearest(signature.inception, failure->when);
                   return fmt::format("signature by key tag {} begins {}, {} after {}",
                                      signature.key_tag, to_iso8601(begin),
                                      to_words(seconds(begin) - seconds(failure->when)),
                                      to_iso8601(failure->when));
               });
}

/// Outside its time at `when`, and another one of its algorithm is there.
bool stands_beside(const Context& context, const Signature& signature,
                   const std::vector<Ending>& valid, Timestamp when) {
    return is_sound(context, signature) &&
           time_state(signature, serial_time(when)) != TimeState::inside &&
           std::ranges::any_of(valid, [&](const Ending& ending) {
               return ending.signature->algorithm == signature.algorithm;
           });
}

void expired_redundant(const Context& context, const Moment& now, const Rrset& rrset,
                       Report& report) {
    if (rrset.signatures < 2 || standing(context, rrset) != Standing::sound) return;
    const auto first = latest_endings(context, rrset, now.from);
    const auto last = now.to == now.from ? first : latest_endings(context, rrset, now.to);
    for (const Signature& signature : context.zone.signatures(rrset)) {
        // Without another one of its algorithm it is missed: rrsig-missing-algorithm (V-ALG-1).
        const bool beside_now = stands_beside(context, signature, first, now.from);
        // What ends within a range stands beside the good one for the rest of it.
        if (beside_now || stands_beside(context, signature, last, now.to))
            doubt_beside(context, rrset, signature, report);
        if (!beside_now) continue;
        const TimeState time = time_state(signature, serial_time(now.from));
        const bool early = time == TimeState::not_yet;
        report.add(at_signature(context.zone, signature)
                       .at_field(early ? rrsig_token::inception : rrsig_token::expiration),
                   by_key(context, signature, early ? "early" : "expired"), [&] {
                       return fmt::format("signature by key tag {} {}, another one is valid",
                                          signature.key_tag,
                                          early ? "has not begun" : "has expired");
                   });
    }
}

void inception_too_recent(const Context& context, const Moment& now, const Rrset& rrset,
                          Report& report) {
    if (!must_be_signed(rrset)) return;
    const Signature* earliest = nullptr;
    std::int64_t age = 0;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        if (!is_sound(context, signature)) continue;
        if (time_state(signature, serial_time(now.from)) != TimeState::inside) continue;
        const std::int64_t this_age = serial_distance(signature.inception, serial_time(now.from));
        if (earliest == nullptr || this_age > age) earliest = &signature, age = this_age;
    }
    if (earliest == nullptr || age >= context.policy.clock_skew || is_online(context, *earliest))
        return;
    report.add(at_signature(context.zone, *earliest).at_field(rrsig_token::inception),
               by_key(context, *earliest), [&] {
                   return fmt::format(
                       "signature by key tag {} began {} ago, the allowance for slow clocks is {}",
                       earliest->key_tag, to_words(age), to_words(context.policy.clock_skew));
               });
}

void validity_too_long(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const std::int64_t validity = serial_distance(signature.inception, signature.expiration);
        if (!is_sound(context, signature) || validity <= context.policy.max_validity) continue;
        report.add(at_signature(context.zone, signature).at_field(rrsig_token::expiration),
                   by_key(context, signature), [&] {
                       return fmt::format("signature by key tag {} is valid for {}, more than {}",
                                          signature.key_tag, to_words(validity),
                                          to_words(context.policy.max_validity));
                   });
    }
}

constexpr Rule rules[] = {
    {.id = "rrsig-expired",
     .family = Family::expiry,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.5; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "All signatures of an RRset have expired.",
     .why = "Validators answer SERVFAIL for it; an expired DNSKEY, NSEC or SOA takes the whole "
            "zone down.",
     .fix = "Sign the zone again now; then find out why the signer did not.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-01",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2027-01-01",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, expired)},
    {.id = "rrsig-not-yet-valid",
     .family = Family::expiry,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.5; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "All signatures of an RRset begin in the future.",
     .why = "Validators answer SERVFAIL until then.",
     .fix = "Check the clock and time zone of the signer; let inception lie an hour in the past.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-12-01",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-11-01",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, not_yet_valid)},
    {.id = "rrsig-expired-redundant",
     .family = Family::expiry,
     .severity = Severity::info,
     .cites = "RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "A signature is out of its time, beside one that is valid.",
     .why = "It makes answers larger. Since KeyTrap BIND answers SERVFAIL where it meets this "
            "signature before the valid one, so that the zone is not proven; over DNSKEY it is "
            "only useless.",
     .fix = "Remove the signature that is out of its time.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ...\n"
            "www 3600 IN RRSIG A 13 2 3600 20261101000000 20261001000000 ...",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, expired_redundant)},
    {.id = "rrsig-inception-too-recent",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.2",
     .since = {2012, 12},
     .says = "The signatures of an RRset began only just now.",
     .why = "Validators whose clocks are slow take them for signatures of the future.",
     .fix = "Let inception lie an hour before the time of signing.",
     .good =
         "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-11-22 01:00",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ... ; at 2026-11-22 00:00",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, inception_too_recent)},
    {.id = "rrsig-validity-too-long",
     .family = Family::expiry,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.4.2.1",
     .since = {2012, 12},
     .says = "A signature is valid for more than 180 days.",
     .why = "Whoever kept it can replay the data as genuine until then, even after it was changed.",
     .fix = "Sign with a validity of weeks.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 ...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20281122000000 20261122000000 ...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, validity_too_long)},
};

}  // namespace

std::span<const Rule> expiry_rules() {
    return rules;
}

}  // namespace zoneproof
