#include "rules/survey.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// The latest expiration among signatures that are valid at the moment.
std::optional<Timestamp> latest_expiry(const Context& context, const Rrset& rrset, Timestamp at) {
    std::optional<Timestamp> latest;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const SignatureFact& fact = context.evidence.signatures[index(context.zone.id(signature))];
        if (fact.verdict != Verdict::valid) continue;
        if (time_state(signature, serial_time(at)) != TimeState::inside) continue;
        const Timestamp end = nearest(signature.expiration, at);
        if (!latest || seconds(end) > seconds(*latest)) latest = end;
    }
    return latest;
}

void add(Survey& survey, const Context& context, const Moment& moment, const Rrset& rrset) {
    const auto& facts = context.evidence.signatures;
    const RrsetState state =
        moment.is_range() ? rrset_state(context.zone, facts, rrset, moment.from, moment.to).state
                          : rrset_state(context.zone, facts, rrset, serial_time(moment.from));
    switch (state) {
    case RrsetState::valid: ++survey.valid; break;
    case RrsetState::unsupported_only: ++survey.unsupported; return;
    case RrsetState::not_tried: ++survey.not_tried; return;
    default: ++survey.invalid; return;
    }
    const auto end = latest_expiry(context, rrset, moment.from);
    if (end && (!survey.first_expiry || seconds(*end) < seconds(*survey.first_expiry)))
        survey.first_expiry = end;
}

}  // namespace

Survey survey(const Context& context, const Moment& moment, Workers& workers) {
    Survey total;
    if (!context.claims_signed || !context.ran(pass::signatures)) return total;
    std::vector<Survey> parts(workers.count());
    const auto rrsets = context.zone.rrsets();
    const bool all = workers.parallel_for(
        rrsets.size(), 4096, [&](std::size_t begin, std::size_t end, unsigned worker) {
            for (std::size_t at = begin; at < end; ++at)
                if (must_be_signed(rrsets[at])) add(parts[worker], context, moment, rrsets[at]);
        });
    for (const Survey& part : parts) {
        total.valid += part.valid;
        total.unsupported += part.unsupported;
        total.not_tried += part.not_tried;
        total.invalid += part.invalid;
        if (part.first_expiry &&
            (!total.first_expiry || seconds(*part.first_expiry) < seconds(*total.first_expiry)))
            total.first_expiry = part.first_expiry;
    }
    // What the deadline left out was not judged; how much that is does not matter.
    if (!all) ++total.not_tried, total.first_expiry.reset();
    return total;
}

std::vector<TrustState> trust_states(const Context& context, const Moment& moment) {
    std::vector<TrustState> states;
    if (!context.ran(pass::trust)) return states;
    for (const Timestamp at : trust_instants(context, moment))
        states.push_back(trust_state(context.zone, context.evidence.keys,
                                     context.evidence.signatures, context.parent,
                                     context.evidence.ds, seconds(at)));
    return states;
}

}  // namespace zoneproof
