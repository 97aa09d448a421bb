// The parts of pass "nsec3", in the order in which check_nsec3() calls them. Private to verifier/.
#pragma once

#include "parser/dns/rdata.hpp"
#include "verifier/nsec3.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace zoneproof {

inline constexpr std::size_t max_nsec3_chains = 16;

/// The parameter sets of the zone and its NSEC3 RRs, each with its set and what is wrong with its
/// form.
Nsec3Facts gather_nsec3(const Zone&, Workers&);

/// The hash in the owner of an NSEC3 RR; nothing unless it is one label of 32 letters directly
/// below the apex (V-N3-4).
std::optional<Nsec3Hash> hash_in_owner(const Zone&, NameId);

/// Whether a record takes part in the chain of its parameters (V-N3-3, V-N3-4).
inline bool counts(const Nsec3Record& record) {
    using namespace nsec3_fact;
    return (record.flags & (owner_invalid | unknown_flags | unknown_hash)) == 0;
}

/// A name the chain speaks of, and its hash.
struct HashedName {
    Nsec3Hash hash;
    std::uint32_t subject;  // packed
};
static_assert(sizeof(HashedName) == 24);

/// Calls use(i, hash of name_of(i), worker) for all i below `count`, on all workers.
/// @returns false when the stop flag ended it.
template <class NameOf, class Use>
bool hash_each(std::size_t count, const Nsec3Parameters& parameters, Workers& workers,
               const NameOf& name_of, const Use& use) {
    std::vector<Nsec3Hasher> hashers;
    for (unsigned i = 0; i < workers.count(); ++i)
        hashers.emplace_back(parameters.iterations, parameters.salt);
    // A range takes some milliseconds at any count of iterations: the stop flag is soon seen.
    const std::size_t grain =
        std::clamp<std::size_t>(32768 / (parameters.iterations + 1u), 1, 4096);
    return workers.parallel_for(count, grain,
                                [&](std::size_t begin, std::size_t end, unsigned worker) {
                                    for (std::size_t i = begin; i < end; ++i)
                                        use(i, hashers[worker](name_of(i)), worker);
                                });
}

/// Every existing name and every empty non-terminal, ascending by hash; nothing when the stop flag
/// ended it.
std::optional<std::vector<HashedName>> hash_names(const Zone&, const Nsec3Parameters&, Workers&);

/// Neither an insecure cut nor an empty non-terminal (V-N3-6).
inline bool always_required(const Zone& zone, HashedSubject subject) {
    if (subject.is_ent) return false;
    const NameEntry& entry = zone.entry(static_cast<NameId>(subject.index));
    return !entry.has(name_flag::cut) || entry.has(name_flag::secure_cut);
}

/// One chain while it is judged.
struct ChainJob {
    const Zone& zone;
    Workers& workers;
    Nsec3Facts& facts;
    std::uint16_t chain;
    bool zone_has_nsec;              // V-N3-12: some bits are then don't-care
    std::vector<HashedName> hashes;  // from hash_names()
    /// The records that count, the first of each owner, ascending by hash.
    std::vector<std::uint32_t> links{};
    /// By NameId and by position of the empty non-terminal: bits of `state`.
    std::vector<std::uint8_t> name_state{}, ent_state{};
    bool all_have_records = false;  // no name or empty non-terminal lacks one
    /// Records that do not count in this chain and to which it links as its own (V-N3-3).
    std::vector<std::uint32_t> linked_strangers{};

    Nsec3Chain& about() { return facts.chains[chain]; }
    std::uint8_t& state(std::uint32_t subject) {
        const HashedSubject which = unpack(subject);
        return (which.is_ent ? ent_state : name_state)[which.index];
    }
    /// The nsec3_name bits of a subject; only of a chain that is judged whole.
    std::uint8_t& verdict(std::uint32_t subject) {
        const HashedSubject which = unpack(subject);
        return (which.is_ent ? about().ents : about().names)[which.index];
    }
    /// The names with a hash: none or one, but for a collision.
    std::span<const HashedName> names_with(const Nsec3Hash& hash) const {
        return {std::ranges::lower_bound(hashes, hash, {}, &HashedName::hash),
                std::ranges::upper_bound(hashes, hash, {}, &HashedName::hash)};
    }
    Nsec3Hash hash_of_link(std::size_t position) const {
        return *hash_in_owner(zone, facts.records[links[position]].owner);
    }

    /// Calls visit(record, view) for the records at the owner of a link that count in this chain.
    template <class Visit>
    void each_at(std::uint32_t link, const Visit& visit) {
        const NameId owner = facts.records[link].owner;
        const Rrset& rrset = *zone.find(owner, RrType::NSEC3);
        auto rdata = zone.records(rrset).begin();
        std::uint32_t at = index(rrset.first_record);
        for (std::size_t i = link; i < facts.records.size() && facts.records[i].owner == owner;
             ++i) {
            Nsec3Record& record = facts.records[i];
            for (; at != index(record.record); ++at) ++rdata;
            if (record.chain == chain && counts(record)) visit(record, Nsec3View(*rdata));
        }
    }
};

namespace chain_state {
inline constexpr std::uint8_t has_record = 1;
inline constexpr std::uint8_t in_opt_out = 2;  // its hash lies in a span with the Opt-Out bit
}  // namespace chain_state

/// Judges all records and, where the chain is judged whole, all names. @returns false when the stop
/// flag ended it.
bool judge_chain(ChainJob&);

/// Its steps. Which name each record stands for, and in whose span the other names lie:
bool join_names(ChainJob&);
/// Names without a record: who may lack one (V-N3-6 to V-N3-10).
bool judge_gaps(ChainJob&);
/// Records that stand in a gap and do not count (V-N3-3).
void explain_gaps(ChainJob&);
/// Next hashes, spans and bitmaps (V-N3-11, 12, 14), and the best of several records at one owner.
bool judge_records(ChainJob&);

/// The types of expected_nsec3_types(), appended.
void append_nsec3_types(const Zone&, HashedSubject, std::vector<RrType>&);

}  // namespace zoneproof
