// Pass "nsec3": gather, then judge chain by chain; the hashes of a chain live no longer than its
// turn (RFC 5155 7.1).
#include "verifier/nsec3.hpp"

#include "verifier/nsec.hpp"
#include "verifier/nsec3_chain.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// "chain still checked" (V-NSEC-1): a zone with nothing but an unlisted chain gets it judged like
/// a listed one.
void choose_whole_chains(const DenialUse& use, Nsec3Facts& facts) {
    const auto usable = [](const Nsec3Chain& chain) {
        return !chain.hash_unknown && chain.records != 0;
    };
    for (Nsec3Chain& chain : facts.chains) chain.judged_whole = chain.listed && usable(chain);
    if (use.listed_nsec3 || use.any_nsec || facts.chains.empty()) return;
    const auto largest = std::ranges::max_element(facts.chains, {}, &Nsec3Chain::records);
    largest->judged_whole = usable(*largest);
}

/// A set that a whole chain links to is mixed into it: its records stand for names that are missing
/// there (V-N3-3).
void explain_mixed_sets(Nsec3Facts& facts, std::uint16_t chain, std::uint32_t mixed_in) {
    Nsec3Chain& whole = facts.chains[chain];
    for (Nsec3Record& record : facts.records) {
        if ((mixed_in >> record.chain & 1) == 0 || record.subject == no_subject) continue;
        const HashedSubject subject = unpack(record.subject);
        std::uint8_t& verdict = (subject.is_ent ? whole.ents : whole.names)[subject.index];
        if ((verdict & nsec3_name::any_missing) == 0) continue;
        verdict |= nsec3_name::explained;
        record.flags |= nsec3_fact::fills_gap;
    }
}

}  // namespace

Nsec3Facts check_nsec3(const Zone& zone, Workers& workers) {
    Nsec3Facts facts = gather_nsec3(zone, workers);
    if (facts.chains.empty()) return facts;
    const DenialUse use = denial_use(zone, workers);
    choose_whole_chains(use, facts);

    // Whole chains first: what stands in their gaps is no ghost of its own set.
    std::vector<std::uint16_t> order(facts.chains.size());
    for (std::uint16_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_partition(order.begin(), order.end(),
                          [&](std::uint16_t i) { return facts.chains[i].judged_whole; });

    std::vector<std::uint32_t> mixed_in(facts.chains.size(),
                                        0);  // per whole chain, a bit for each other one
    for (const std::uint16_t i : order) {
        Nsec3Chain& chain = facts.chains[i];
        if (!chain.complete || chain.hash_unknown || chain.records == 0) continue;
        auto hashes = hash_names(zone, chain.parameters, workers);
        if (!hashes) {
            chain.complete = false;
            continue;
        }
        ChainJob job{zone, workers, facts, i, use.any_nsec, std::move(*hashes)};
        chain.complete = judge_chain(job);
        for (const std::uint32_t stranger : job.linked_strangers) {
            Nsec3Record& record = facts.records[stranger];
            if (record.chain == i) continue;  // unknown flags say enough
            record.flags |= nsec3_fact::fills_gap;
            mixed_in[i] |= 1u << record.chain;
        }
    }
    for (std::uint16_t i = 0; i < mixed_in.size(); ++i)
        if (mixed_in[i] != 0) explain_mixed_sets(facts, i, mixed_in[i]);
    return facts;
}

NameView subject_name(const Zone& zone, HashedSubject subject) {
    if (subject.is_ent) return zone.name(zone.empty_non_terminals()[subject.index]);
    return zone.name(static_cast<NameId>(subject.index));
}

std::vector<RrType> expected_nsec3_types(const Zone& zone, HashedSubject subject) {
    std::vector<RrType> types;
    append_nsec3_types(zone, subject, types);
    return types;
}

}  // namespace zoneproof
