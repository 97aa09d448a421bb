#include "rules/proof.hpp"

#include <algorithm>
#include <atomic>

namespace zoneproof {
namespace {

/// V-RR-1 for every RRset that must be signed.
bool all_signed(const Context& context, const Moment& moment, Workers& workers) {
    const auto rrsets = context.zone.rrsets();
    std::atomic<bool> valid = true;
    const bool complete = workers.parallel_for(
        rrsets.size(), 4096, [&](std::size_t begin, std::size_t end, unsigned) {
            for (const Rrset& rrset : rrsets.subspan(begin, end - begin))
                if (must_be_signed(rrset) && rrset_state(context.zone, context.evidence.signatures,
                                                         rrset, moment.from, moment.to)
                                                     .state != RrsetState::valid)
                    valid = false;
        });
    return complete && valid;
}

bool nsec_sound(const NsecFacts& facts) {
    constexpr std::uint16_t harmless = nsec_fact::next_case | nsec_fact::minimal;
    return facts.complete && std::ranges::all_of(facts.names, [](std::uint16_t bits) {
               return (bits & ~harmless) == 0;
           });
}

bool nsec3_sound(const Nsec3Facts& facts) {
    constexpr std::uint16_t harmless = nsec3_fact::opt_out | nsec3_fact::span_hides;
    const auto complete = [](std::uint8_t bits) { return (bits & ~nsec3_name::span_mixed) == 0; };
    return !facts.too_many_chains &&
           std::ranges::all_of(
               facts.records,
               [](const Nsec3Record& record) { return (record.flags & ~harmless) == 0; }) &&
           std::ranges::all_of(facts.chains, [&](const Nsec3Chain& chain) {
               return chain.complete && !chain.hash_unknown &&
                      std::ranges::all_of(chain.names, complete) &&
                      std::ranges::all_of(chain.ents, complete);
           });
}

/// V-NSEC-1: one kind of denial is in use, and what it needs is there.
bool denial_sound(const Evidence& evidence) {
    const DenialUse& use = evidence.nsec.use;
    if (use.nsec_in_use && evidence.nsec.records == 0) return false;
    const bool listed = std::ranges::any_of(evidence.nsec3.chains, [](const Nsec3Chain& chain) {
        return chain.listed && chain.records != 0;
    });
    if (use.nsec3_in_use && !listed) return false;
    return (use.nsec_in_use || use.nsec3_in_use) && nsec_sound(evidence.nsec) &&
           nsec3_sound(evidence.nsec3);
}

bool zonemd_sound(const ZonemdFacts& facts) {
    return facts.records.empty() || facts.verified() ||
           std::ranges::all_of(facts.records, [](const ZonemdFact& fact) {
               return fact.state == ZonemdState::unsupported;
           });
}

bool trusted(const Context& context, const Moment& moment) {
    const TrustState demanded =
        context.parent.given ? TrustState::secure : TrustState::self_consistent;
    return std::ranges::all_of(trust_instants(context, moment), [&](Timestamp at) {
        return trust_state(context.zone, context.evidence.keys, context.evidence.signatures,
                           context.parent, context.evidence.ds, seconds(at)) == demanded;
    });
}

}  // namespace

std::string_view missing_from_proof(const Context& context, const Moment& moment,
                                    Workers& workers) {
    if ((context.evidence.passes & pass::all) != pass::all) return "a pass did not run";
    if (context.evidence.signatures.size() != context.zone.signatures().size())
        return "a signature was not judged";
    if (!context.claims_signed) return "the zone does not claim to be signed";
    if (context.diagnostics.lost_records()) return "a record was lost";
    if (context.diagnostics.read_differently() != 0)
        return "name servers read the text differently";
    if (!trusted(context, moment)) return "the keys are not trusted";
    if (!all_signed(context, moment, workers)) return "an RRset is not validly signed";
    if (!denial_sound(context.evidence)) return "the denial of existence is not complete";
    if (!zonemd_sound(context.evidence.zonemd)) return "the digest of the zone does not match";
    return {};
}

}  // namespace zoneproof
