#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

bool is_failure(Verdict verdict) {
    return verdict == Verdict::bad_signature || verdict == Verdict::malformed ||
           verdict == Verdict::wrong_signer || verdict == Verdict::wrong_labels;
}

Standing standing(const Context& context, const Signature& signature) {
    const Verdict verdict = fact(context, signature).verdict;
    if (is_sound(context, signature)) return Standing::sound;
    if (verdict == Verdict::not_tried) return Standing::not_tried;
    if (is_failure(verdict)) return Standing::faulty;
    if (verdict == Verdict::valid || verdict == Verdict::unsupported)
        return is_reversed(signature)            ? Standing::faulty
               : verdict == Verdict::unsupported ? Standing::unsupported
                                                 : Standing::key_unusable;
    if (verdict == Verdict::key_unusable) return Standing::key_unusable;
    return verdict == Verdict::no_such_key ? Standing::unknown_key : Standing::unsigned_;
}

}  // namespace

Standing standing(const Context& context, const Rrset& rrset) {
    Standing best = Standing::unsigned_;
    for (const Signature& signature : context.zone.signatures(rrset))
        best = std::min(best, standing(context, signature));
    return best;
}

Soundness soundness(const Context& context, const Rrset& rrset) {
    if (rrset.signatures == 0) return Soundness::unsigned_;
    if (context.evidence.signatures.size() != context.zone.signatures().size())
        return Soundness::flawed;
    const auto signatures = context.zone.signatures(rrset);
    const bool sound =
        std::all_of(signatures.begin(), signatures.end(),
                    [&](const Signature& signature) { return is_sound(context, signature); });
    return sound ? Soundness::sound : Soundness::flawed;
}

bool any_not_tried(const Context& context, const Rrset& rrset) {
    const auto signatures = context.zone.signatures(rrset);
    return std::any_of(signatures.begin(), signatures.end(), [&](const Signature& signature) {
        return fact(context, signature).verdict == Verdict::not_tried;
    });
}

void report_unless_sound(const Context& context, const Rrset& rrset, Report& report) {
    if (context.roots.nothing_signed) return;
    const Standing stands = standing(context, rrset);
    if (stands == Standing::sound || stands == Standing::unsupported ||
        any_not_tried(context, rrset))
        return;
    report.add(at_rrset(context.zone, rrset), [&] {
        return std::string(stands == Standing::unsigned_ ? "has no signature"
                                                         : "has no signature that verifies");
    });
}

void doubt_beside(const Context& context, const Rrset& rrset, const Signature& signature,
                  Report& report) {
    if (rrset.type == RrType::DNSKEY) {
        // The DS says which key to begin with: all that were asked look past one bad signature, and
        // past any that is out of its time. PowerDNS makes an end of the second bad one.
        const Verdict verdict = fact(context, signature).verdict;
        const auto bad =
            std::ranges::count_if(context.zone.signatures(rrset), [&](const Signature& other) {
                return fact(context, other).verdict == Verdict::bad_signature;
            });
        if (verdict == Verdict::valid || (verdict == Verdict::bad_signature && bad < 2)) return;
    }
    report.unchecked("failing-signature-beside", at_signature(context.zone, signature));
}

Group by_key(const Context& context, const Signature& signature, std::string_view cause) {
    Group group{.cause = cause, .key_tag = signature.key_tag, .algorithm = signature.algorithm};
    const KeyId key = fact(context, signature).key;
    if (key != no_key) group.key = static_cast<std::uint16_t>(key);
    return group;
}

std::optional<Timestamp> first_gap(const Context& context, const Moment& now, const Rrset& rrset) {
    return first_gap(context, now, rrset,
                     [&](const Signature& signature) { return is_sound(context, signature); });
}

std::optional<Timestamp> first_gap(const Context& context, const Moment& now, const Rrset& rrset,
                                   const SignatureFilter& counts) {
    Timestamp at = now.from;
    while (true) {
        std::int64_t covered = -1;  // seconds beyond `at`
        for (const Signature& signature : context.zone.signatures(rrset))
            if (time_state(signature, serial_time(at)) == TimeState::inside && counts(signature))
                covered = std::max<std::int64_t>(
                    covered, serial_distance(serial_time(at), signature.expiration));
        if (covered < 0) return at;
        if (covered >= seconds(now.to) - seconds(at)) return std::nullopt;
        at = Timestamp{seconds(at) + covered + 1};
    }
}

std::vector<Ending> latest_endings(const Context& context, const Rrset& rrset, Timestamp at) {
    std::vector<Ending> endings;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        if (!is_sound(context, signature)) continue;
        if (time_state(signature, serial_time(at)) != TimeState::inside) continue;
        const Ending ending{&signature, serial_distance(serial_time(at), signature.expiration)};
        const auto same = std::find_if(endings.begin(), endings.end(), [&](const Ending& other) {
            return other.signature->algorithm == signature.algorithm;
        });
        if (same == endings.end())
            endings.push_back(ending);
        else if (same->left < ending.left)
            *same = ending;
    }
    return endings;
}

std::vector<Ending> latest_endings(const Context& context, const Rrset& rrset, Timestamp at,
                                   std::int64_t margin) {
    const auto signatures = context.zone.signatures(rrset);
    const auto none = [&](const Signature& signature) {
        return serial_distance(serial_time(at), signature.expiration) >= margin;
    };
    // Nearly always: rules ask this about every RRset.
    if (std::all_of(signatures.begin(), signatures.end(), none)) return {};
    std::vector<Ending> endings = latest_endings(context, rrset, at);
    std::erase_if(endings, [&](const Ending& ending) { return ending.left >= margin; });
    return endings;
}

bool is_online(const Context& context, const Signature& signature) {
    return context.policy.timing.online &&
           serial_distance(signature.inception, signature.expiration) <= longest_online;
}

std::int64_t seconds_cached(const Rrset& rrset) {
    return rrset.ttl > 0x7FFFFFFF ? 0 : rrset.ttl;
}

std::string describe(const Key& key) {
    return fmt::format("key {} ({}, flags {})", key.tag, describe_algorithm(key.algorithm),
                       key.flags);
}

std::string_view describe(KeyFault fault) {
    switch (fault) {
    case KeyFault::no_zone_flag: return "has no ZONE flag";
    case KeyFault::wrong_protocol: return "has not the protocol value 3";
    case KeyFault::revoked: return "is revoked";
    case KeyFault::unsupported_algorithm: return "is of an algorithm that is not verified here";
    case KeyFault::declined: return "is of a size that is not verified here";
    case KeyFault::malformed: return "has a public key that is not well formed";
    case KeyFault::not_on_curve: return "is not a point of its curve";
    case KeyFault::none: break;
    }
    return "is usable";
}

}  // namespace zoneproof
