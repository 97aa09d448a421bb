#include "rules/families/trust_over.hpp"

#include <algorithm>
#include <optional>

namespace zoneproof {
namespace {

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

TrustAt trust_over(const Context& context, const Moment& now, const ParentDs& parent,
                   std::span<const DsFact> facts) {
    std::optional<TrustAt> worst;
    for (const Timestamp when : trust_instants(context, now)) {
        const TrustState state =
            trust_state(context.zone, context.evidence.keys, context.evidence.signatures, parent,
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
