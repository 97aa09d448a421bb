#include "rules/families/trust_over.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace zoneproof {
namespace {

void add_within(std::vector<Timestamp>& times, const Moment& now, std::int64_t time) {
    if (time > seconds(now.from) && time < seconds(now.to)) times.push_back(Timestamp{time});
}

/// Where the state can change: signatures over DNSKEY begin and end, anchors come and go (RFC 9718 3).
std::vector<Timestamp> boundaries(const Context& context, const Moment& now, const ParentDs& parent) {
    std::vector<Timestamp> times = {now.from, now.to};
    if (!now.is_range()) return times;
    if (const Rrset* const keys = context.zone.at_apex(RrType::DNSKEY))
        for (const Signature& signature : context.zone.signatures(*keys)) {
            if (context.evidence.signatures[index(context.zone.id(signature))].verdict != Verdict::valid) continue;
            // A 32-bit time comes again every 136 years; ranges are shorter, and the nearest to either end is meant.
            for (const Timestamp end : {now.from, now.to}) {
                add_within(times, now, seconds(nearest(signature.inception, end)));
                add_within(times, now, seconds(nearest(signature.expiration, end)) + 1);
            }
        }
    for (const TrustInput& input : parent.records) {
        if (input.valid_from) add_within(times, now, seconds(*input.valid_from));
        if (!input.valid_until) continue;
        add_within(times, now, seconds(*input.valid_until));
        add_within(times, now, seconds(*input.valid_until) + 1);
    }
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

/// A validator's failure outranks what cannot be told, and that outranks success.
int gravity(TrustState state) {
    switch (state) {
    case TrustState::secure:
    case TrustState::self_consistent: return 0;
    case TrustState::none_usable:
    case TrustState::no_input:
    case TrustState::unsure_entry: return 1;
    default: return 2;
    }
}

}  // namespace

TrustAt trust_over(const Context& context, const Moment& now, const ParentDs& parent, std::span<const DsFact> facts) {
    std::optional<TrustAt> worst;
    for (const Timestamp when : boundaries(context, now, parent)) {
        const TrustState state = trust_state(context.zone, context.evidence.keys, context.evidence.signatures, parent,
                                             facts, seconds(when));
        if (!worst || gravity(state) > gravity(worst->state)) worst = {state, when};
    }
    return *worst;
}

TrustAt trust_of_parent(const Context& context, const Moment& now) {
    return trust_over(context, now, context.parent, context.evidence.ds);
}

TrustAt trust_of_itself(const Context& context, const Moment& now) {
    return trust_over(context, now, ParentDs{}, {});
}

bool parent_decides(const Context& context) {
    const auto& facts = context.evidence.ds;
    return std::any_of(facts.begin(), facts.end(), [](const DsFact& ds) { return ds.usable(); });
}

}  // namespace zoneproof
