// The last word before "proven": what the evidence alone says must be right. Every fault it knows
// is an error by some rule; were a rule to miss one, the verdict must not be that nothing is wrong.
#include "rules/verdict.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

bool chain_of_trust_holds(const Context& context, const Moment& moment) {
    const auto states = trust_states(context, moment);
    return std::none_of(states.begin(), states.end(), [](TrustState state) {
        return state == TrustState::no_match || state == TrustState::not_signed_by_match ||
               state == TrustState::no_secure_entry || state == TrustState::no_keys;
    });
}

/// All facts of V-NSEC-2 to 6 but the free case of the next name, and the mark that explains
/// others.
bool nsec_holds(const NsecFacts& facts) {
    constexpr std::uint16_t harmless = nsec_fact::next_case | nsec_fact::minimal;
    return std::all_of(facts.names.begin(), facts.names.end(),
                       [](std::uint16_t bits) { return (bits & ~harmless) == 0; });
}

bool nsec3_holds(const Nsec3Facts& facts) {
    const auto complete = [](std::uint8_t bits) { return (bits & ~nsec3_name::span_mixed) == 0; };
    for (const Nsec3Chain& chain : facts.chains)
        if (!std::all_of(chain.names.begin(), chain.names.end(), complete) ||
            !std::all_of(chain.ents.begin(), chain.ents.end(), complete))
            return false;
    constexpr std::uint16_t wrong =
        nsec3_fact::owner_invalid | nsec3_fact::next_length | nsec3_fact::unknown_flags |
        nsec3_fact::multiple | nsec3_fact::next_wrong | nsec3_fact::not_closed | nsec3_fact::ghost |
        nsec3_fact::bitmap_missing | nsec3_fact::bitmap_extra | nsec3_fact::bitmap_meta;
    return std::all_of(facts.records.begin(), facts.records.end(),
                       [](const Nsec3Record& record) { return (record.flags & wrong) == 0; });
}

/// V-ZMD-5: among records that are supported, one has to match.
bool zonemd_holds(const ZonemdFacts& facts) {
    return facts.verified() ||
           std::all_of(facts.records.begin(), facts.records.end(), [](const ZonemdFact& fact) {
               return fact.state == ZonemdState::unsupported ||
                      fact.state == ZonemdState::not_computed;
           });
}

}  // namespace

bool is_sound(const Context& context, const Moment& moment, const Survey& survey) {
    if (!context.claims_signed) return true;
    const Evidence& evidence = context.evidence;
    return survey.invalid == 0 && chain_of_trust_holds(context, moment) &&
           nsec_holds(evidence.nsec) && nsec3_holds(evidence.nsec3) &&
           zonemd_holds(evidence.zonemd);
}

}  // namespace zoneproof
