// The records of one chain: next hashes, spans and bitmaps (RFC 5155 3.1.7, 3.2.1, 7.1; V-N3-4, 11,
// 12, 14).
#include "parser/field/encode.hpp"
#include "verifier/bitmap.hpp"
#include "verifier/nsec3_chain.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace zoneproof {
namespace {

constexpr std::size_t links_per_range = 1024;

Nsec3Hash to_hash(Octets octets) {
    Nsec3Hash hash;
    std::copy_n(octets.begin(), hash.size(), hash.begin());
    return hash;
}

/// Strictly between two owners on the circle of hashes; the whole circle when they are the same.
bool between(const Nsec3Hash& hash, const Nsec3Hash& from, const Nsec3Hash& to) {
    return from < to ? from < hash && hash < to : hash > from || hash < to;
}

/// The NSEC3 RRs at an owner hash that take no part in the chain (V-N3-3).
template <class Visit>
void each_stranger(ChainJob& job, std::uint32_t first, std::uint32_t end, const Visit& visit) {
    for (std::uint32_t i = first; i < end; ++i) {
        const Nsec3Record& record = job.facts.records[i];
        if (record.chain == job.chain ? !counts(record)
                                      : !job.facts.chains[record.chain].judged_whole)
            visit(i);
    }
}

/// Whether a span covers a name: any, or one that may never lack its record.
class Crowd {
public:
    explicit Crowd(const ChainJob& job)
        : hashes_(job.hashes), required_before_(hashes_.size() + 1, 0) {
        for (std::size_t i = 0; i < hashes_.size(); ++i)
            required_before_[i + 1] =
                required_before_[i] + always_required(job.zone, unpack(hashes_[i].subject));
    }
    bool any_between(const Nsec3Hash& from, const Nsec3Hash& to, bool required_only) const {
        const auto place = [&](auto at) { return static_cast<std::size_t>(at - hashes_.begin()); };
        const std::size_t after =
            place(std::ranges::upper_bound(hashes_, from, {}, &HashedName::hash));
        const std::size_t before =
            place(std::ranges::lower_bound(hashes_, to, {}, &HashedName::hash));
        const auto any = [&](std::size_t begin, std::size_t end) {
            return required_only ? required_before_[end] > required_before_[begin] : end > begin;
        };
        return from < to ? any(after, before) : any(after, hashes_.size()) || any(0, before);
    }

private:
    std::span<const HashedName> hashes_;
    std::vector<std::uint32_t> required_before_;
};

class Judge {
public:
    Judge(ChainJob& job, const Crowd* crowd) : job_(job), crowd_(crowd) {}

    void judge(std::size_t k) {
        const std::uint32_t link = job_.links[k];
        own_ = job_.hash_of_link(k);
        const bool whole = job_.about().judged_whole;
        if (whole && job_.facts.records[link].subject != no_subject) find_next(k);
        Nsec3Record* best = nullptr;
        std::uint16_t faults_of_best = 0;
        job_.each_at(link, [&](Nsec3Record& record, const Nsec3View& view) {
            std::uint16_t faults = 0;
            if (record.subject == no_subject) {
                // What fills a gap in another chain is told as that (V-N3-3).
                faults = (record.flags & nsec3_fact::fills_gap) != 0 ? 0 : nsec3_fact::ghost;
            } else {
                faults = judge_types(view.types(), record.subject);
                if (view.next_hash().size() == own_.size())
                    faults |= whole ? judge_next(view) : judge_span(view);
            }
            if (best == nullptr || std::popcount(faults) < std::popcount(faults_of_best)) {
                if (best != nullptr) best->flags |= nsec3_fact::multiple;
                best = &record;
                faults_of_best = faults;
            } else {
                record.flags |= nsec3_fact::multiple;
            }
        });
        assert(best != nullptr);  // the record of the link counts
        best->flags |= faults_of_best;
    }

    std::vector<std::uint32_t> strangers;

private:
    /// The next owner that is no ghost: a chain may or may not run through those.
    void find_next(std::size_t k) {
        std::size_t next = k;
        last_ = false;
        do {
            if (++next == job_.links.size()) next = 0, last_ = true;
        } while (job_.facts.records[job_.links[next]].subject == no_subject);
        next_ = job_.hash_of_link(next);
    }

    std::uint16_t judge_next(const Nsec3View& view) {
        const Nsec3Hash next = to_hash(view.next_hash());
        if (next == next_ || (between(next, own_, next_) && blames_another(next))) return 0;
        return last_ ? nsec3_fact::not_closed : nsec3_fact::next_wrong;
    }

    /// The next hash lies before the next owner, and what it stands for is itself at fault: a
    /// ghost, a name without its record, or a record that does not count.
    bool blames_another(const Nsec3Hash& next) {
        const auto hash_of = [&](std::uint32_t link) {
            return *hash_in_owner(job_.zone, job_.facts.records[link].owner);
        };
        const auto ghost = std::ranges::lower_bound(job_.links, next, {}, hash_of);
        if (ghost != job_.links.end() && hash_of(*ghost) == next) return true;
        for (const HashedName& name : job_.names_with(next))
            if ((job_.verdict(name.subject) & nsec3_name::any_missing) != 0) return true;
        return links_to_stranger(next);
    }

    bool links_to_stranger(const Nsec3Hash& next) {
        const std::string label = to_base32hex(next);
        std::vector<std::uint8_t> name{static_cast<std::uint8_t>(label.size())};
        name.insert(name.end(), label.begin(), label.end());
        const Octets origin = job_.zone.origin().wire();
        name.insert(name.end(), origin.begin(), origin.end());
        const auto owner =
            name.size() <= max_name_octets ? job_.zone.find(NameView(name)) : std::nullopt;
        if (!owner) return false;
        const std::vector<Nsec3Record>& records = job_.facts.records;
        const auto first = std::ranges::lower_bound(records, *owner, {}, &Nsec3Record::owner);
        const auto end = std::ranges::upper_bound(records, *owner, {}, &Nsec3Record::owner);
        const std::size_t before = strangers.size();
        each_stranger(job_, static_cast<std::uint32_t>(first - records.begin()),
                      static_cast<std::uint32_t>(end - records.begin()),
                      [&](std::uint32_t i) { strangers.push_back(i); });
        return strangers.size() != before;
    }

    /// No server uses an unlisted chain, but a record of it can be replayed (V-N3-14).
    std::uint16_t judge_span(const Nsec3View& view) const {
        return crowd_->any_between(own_, to_hash(view.next_hash()), view.opt_out())
                   ? nsec3_fact::span_hides
                   : 0;
    }

    std::uint16_t judge_types(TypeBitmap types, std::uint32_t subject) {
        if (job_.about().judged_whole && (job_.verdict(subject) & nsec3_name::collision) != 0)
            return 0;
        const HashedSubject which = unpack(subject);
        expected_.clear();
        append_nsec3_types(job_.zone, which, expected_);
        const bool insecure_cut = !which.is_ent && !always_required(job_.zone, which);
        const auto may_differ = [&](RrType type) {
            return job_.zone_has_nsec && !which.is_ent &&
                   (type == RrType::NSEC || (type == RrType::RRSIG && insecure_cut));
        };
        std::uint16_t facts = 0;
        compare_bitmap(
            types, expected_, shown_, [&](RrType) { facts |= nsec3_fact::bitmap_missing; },
            [&](RrType type) {
                if (!may_differ(type))
                    facts |= is_meta(type) ? nsec3_fact::bitmap_meta : nsec3_fact::bitmap_extra;
            });
        return facts;
    }

    ChainJob& job_;
    const Crowd* crowd_;
    Nsec3Hash own_{}, next_{};
    bool last_ = false;
    std::vector<RrType> expected_, shown_;
};

}  // namespace

bool judge_records(ChainJob& job) {
    std::optional<Crowd> crowd;
    if (!job.about().judged_whole) crowd.emplace(job);
    std::vector<Judge> judges(job.workers.count(), Judge(job, crowd ? &*crowd : nullptr));
    const bool complete =
        job.workers.parallel_for(job.links.size(), links_per_range,
                                 [&](std::size_t begin, std::size_t end, unsigned worker) {
                                     for (std::size_t k = begin; k < end; ++k)
                                         judges[worker].judge(k);
                                 });
    for (const Judge& judge : judges)
        job.linked_strangers.insert(job.linked_strangers.end(), judge.strangers.begin(),
                                    judge.strangers.end());
    return complete;
}

void explain_gaps(ChainJob& job) {
    each_stranger(job, 0, static_cast<std::uint32_t>(job.facts.records.size()),
                  [&](std::uint32_t i) {
                      Nsec3Record& record = job.facts.records[i];
                      const auto hash = hash_in_owner(job.zone, record.owner);
                      if (!hash) return;
                      for (const HashedName& name : job.names_with(*hash)) {
                          std::uint8_t& verdict = job.verdict(name.subject);
                          if ((verdict & nsec3_name::any_missing) == 0) continue;
                          verdict |= nsec3_name::explained;
                          if ((record.flags & nsec3_fact::unknown_flags) == 0)
                              record.flags |= nsec3_fact::fills_gap;
                      }
                  });
}

void append_nsec3_types(const Zone& zone, HashedSubject subject, std::vector<RrType>& types) {
    if (subject.is_ent) return;
    const auto id = static_cast<NameId>(subject.index);
    const NameEntry& entry = zone.entry(id);
    for (const Rrset& rrset : zone.rrsets(id)) {
        if (rrset.count == 0 || rrset.type == RrType::NSEC || rrset.type == RrType::NSEC3) continue;
        if (rrset.has(rrset_flag::authoritative) ||
            (entry.has(name_flag::cut) && rrset.type == RrType::NS))
            types.push_back(rrset.type);
    }
    // V-NAME-15: at an insecure cut nothing is signed, and the bit is clear.
    if (entry.has(name_flag::signed_data))
        types.insert(std::lower_bound(types.begin(), types.end(), RrType::RRSIG), RrType::RRSIG);
}

}  // namespace zoneproof
