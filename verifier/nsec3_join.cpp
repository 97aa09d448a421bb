// One chain against the hashed names: a merge of two ascending lists (RFC 5155 7.1; V-N3-13,
// V-N3-15).
//
// Every record takes the names that hash to its owner, and covers those up to the next owner; the
// last one covers what lies beyond both ends of the list as well. So each name is written by one
// record, and ranges need no locks.
#include "verifier/nsec3_chain.hpp"

#include <algorithm>
#include <atomic>

namespace zoneproof {
namespace {

constexpr std::size_t links_per_range = 4096;
using Hashes = std::span<const HashedName>;

void find_links(ChainJob& job) {
    const std::vector<Nsec3Record>& records = job.facts.records;
    job.links.reserve(job.about().records);
    for (std::uint32_t i = 0; i < records.size(); ++i) {
        if (records[i].chain != job.chain || !counts(records[i])) continue;
        if (!job.links.empty() && records[job.links.back()].owner == records[i].owner) continue;
        job.links.push_back(i);
    }
}

const HashedName* first_from(Hashes hashes, const Nsec3Hash& hash) {
    return hashes.data() +
           (std::ranges::lower_bound(hashes, hash, {}, &HashedName::hash) - hashes.begin());
}

/// Names with the hash of the record at `link`. "If a hash collision is detected, then a new salt
/// has to be chosen, and the signing process restarted." RFC 5155 7.1
void take(ChainJob& job, std::uint32_t link, Hashes own) {
    if (own.empty()) return;
    job.each_at(
        link, [&](Nsec3Record& record, const Nsec3View&) { record.subject = own.front().subject; });
    if (!job.about().judged_whole) return;
    for (const HashedName& name : own) {
        job.state(name.subject) |= chain_state::has_record;
        if (own.size() > 1) job.verdict(name.subject) |= nsec3_name::collision;
    }
}

/// Names in the span of the record at `link`.
void cover(ChainJob& job, std::uint32_t link, Hashes covered) {
    if (covered.empty() || !job.about().judged_whole) return;
    bool opt_out = true;
    job.each_at(link, [&](Nsec3Record&, const Nsec3View& view) { opt_out &= view.opt_out(); });
    for (std::size_t i = 0; i < covered.size(); ++i) {
        if (opt_out) job.state(covered[i].subject) |= chain_state::in_opt_out;
        // V-N3-15; names that may go unhashed harm nobody.
        const auto required = [&](std::size_t k) {
            return always_required(job.zone, unpack(covered[k].subject));
        };
        if (i == 0 || covered[i].hash != covered[i - 1].hash || !required(i) || !required(i - 1))
            continue;
        for (const std::size_t k : {i - 1, i})
            job.verdict(covered[k].subject) |= nsec3_name::collision;
    }
}

void mark_occluded_ghosts(ChainJob& job, bool& complete) {
    std::vector<std::uint32_t> ghosts;
    for (const std::uint32_t link : job.links)
        if ((job.facts.records[link].flags & nsec3_fact::ghost) != 0) ghosts.push_back(link);
    if (ghosts.empty()) return;
    const auto hash_of = [&](std::uint32_t link) {
        return *hash_in_owner(job.zone, job.facts.records[link].owner);
    };
    std::vector<std::uint32_t> occluded;
    for (std::uint32_t i = 0; i < job.zone.names().size(); ++i)
        if (job.zone.entry(NameId{i}).has(name_flag::occluded)) occluded.push_back(i);
    std::vector<std::vector<std::uint32_t>> found(job.workers.count());
    complete &= hash_each(
        occluded.size(), job.about().parameters, job.workers,
        [&](std::size_t i) { return job.zone.name(NameId{occluded[i]}); },
        [&](std::size_t, const Nsec3Hash& hash, unsigned worker) {
            const auto at = std::ranges::lower_bound(ghosts, hash, {}, hash_of);
            if (at != ghosts.end() && hash_of(*at) == hash) found[worker].push_back(*at);
        });
    for (const auto& links : found)
        for (const std::uint32_t link : links)
            job.each_at(link, [&](Nsec3Record& record, const Nsec3View&) {
                if ((record.flags & nsec3_fact::ghost) != 0)
                    record.flags |= nsec3_fact::ghost_occluded;
            });
}

}  // namespace

bool judge_chain(ChainJob& job) {
    if (job.about().judged_whole) {
        job.about().names.assign(job.zone.names().size(), 0);
        job.about().ents.assign(job.zone.empty_non_terminals().size(), 0);
        job.name_state.assign(job.about().names.size(), 0);
        job.ent_state.assign(job.about().ents.size(), 0);
    }
    find_links(job);
    bool complete = join_names(job);
    if (complete && job.about().judged_whole) {
        complete = judge_gaps(job);
        explain_gaps(job);
    }
    complete = complete && judge_records(job);
    if (complete) mark_occluded_ghosts(job, complete);
    return complete;
}

bool join_names(ChainJob& job) {
    const Hashes hashes = job.hashes;
    const std::size_t count = job.links.size();
    std::atomic<std::size_t> with_record = 0;
    const bool complete = job.workers.parallel_for(
        count, links_per_range, [&](std::size_t begin, std::size_t end, unsigned) {
            Nsec3Hash hash = job.hash_of_link(begin);
            const HashedName* at = first_from(hashes, hash);
            const HashedName* const stop = hashes.data() + hashes.size();
            std::size_t taken = 0;
            for (std::size_t k = begin; k < end; ++k) {
                const HashedName* const own = at;
                while (at != stop && at->hash == hash) ++at;
                taken += static_cast<std::size_t>(at - own);
                take(job, job.links[k], {own, at});
                const bool last = k + 1 == count;
                if (!last) hash = job.hash_of_link(k + 1);
                const HashedName* const covered = at;
                while (at != stop && (last || at->hash < hash)) ++at;
                cover(job, job.links[k], {covered, at});
                if (last)
                    cover(job, job.links[k],
                          {hashes.data(), first_from(hashes, job.hash_of_link(0))});
            }
            with_record.fetch_add(taken, std::memory_order_relaxed);
        });
    job.all_have_records = with_record == hashes.size();
    return complete;
}

}  // namespace zoneproof
