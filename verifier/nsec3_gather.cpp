// The NSEC3 records of a zone, sorted into the parameter sets they belong to (RFC 5155 3, 4; V-N3-1
// to V-N3-4).
#include "parser/field/base32hex.hpp"
#include "verifier/nsec3_chain.hpp"

#include <algorithm>
#include <set>

namespace zoneproof {
namespace {

constexpr std::size_t rrsets_per_range = 1 << 14;
constexpr std::size_t hash_octets = 20;

Nsec3Parameters parameters_of(const Nsec3View& view) {
    return {view.hash_algorithm(), view.iterations(), {view.salt().begin(), view.salt().end()}};
}

bool belongs(const Nsec3View& view, const Nsec3Parameters& set) {
    return view.iterations() == set.iterations && view.hash_algorithm() == set.hash_algorithm &&
           equal(view.salt(), set.salt);
}

/// Whether the NSEC3 RRset takes part in denial: it is not occluded.
bool is_chain_data(const Rrset& rrset) {
    return rrset.type == RrType::NSEC3 && rrset.count != 0 && rrset.has(rrset_flag::authoritative);
}

struct LowerParameters {
    bool operator()(const Nsec3Parameters& a, const Nsec3Parameters& b) const {
        if (a.hash_algorithm != b.hash_algorithm) return a.hash_algorithm < b.hash_algorithm;
        if (a.iterations != b.iterations) return a.iterations < b.iterations;
        return compare(a.salt, b.salt) < 0;
    }
};

/// The lowest sets seen, so that which ones pass the bound does not depend on the order of records.
class LowestSets {
public:
    void add(const Nsec3View& view) {
        if (last_ != nullptr && belongs(view, *last_)) return;
        add(parameters_of(view));
    }
    void add(const Nsec3Parameters& parameters) {
        last_ = &*sets_.insert(parameters).first;
        if (sets_.size() <= max_nsec3_chains) return;
        if (last_ == &*sets_.rbegin()) last_ = nullptr;
        sets_.erase(std::prev(sets_.end()));
        overflow = true;
    }
    const std::set<Nsec3Parameters, LowerParameters>& sets() const { return sets_; }

    bool overflow = false;

private:
    std::set<Nsec3Parameters, LowerParameters> sets_;
    const Nsec3Parameters* last_ = nullptr;
};

void list_chains(const Zone& zone, Nsec3Facts& facts) {
    const Rrset* const listed = zone.at_apex(RrType::NSEC3PARAM);
    if (listed == nullptr) return;
    LowestSets sets;
    for (const Octets rdata : zone.records(*listed)) {
        // "NSEC3PARAM RRs with a Flags field value other than zero MUST be ignored" RFC 5155 4.1.2
        if (const Nsec3View view(rdata); view.flags() != 0)
            ++facts.bad_params_flags;
        else
            sets.add(view);
    }
    facts.too_many_chains |= sets.overflow;
    for (const Nsec3Parameters& set : sets.sets())
        facts.chains.push_back({.parameters = set, .listed = true});
}

void append_unlisted(const std::vector<LowestSets>& found, Nsec3Facts& facts) {
    LowestSets all;
    for (const LowestSets& part : found) {
        for (const Nsec3Parameters& set : part.sets()) all.add(set);
        all.overflow |= part.overflow;
    }
    const std::size_t listed = facts.chains.size();
    for (const Nsec3Parameters& set : all.sets()) {
        const auto end = facts.chains.begin() + static_cast<std::ptrdiff_t>(listed);
        if (std::any_of(facts.chains.begin(), end,
                        [&](auto& chain) { return chain.parameters == set; }))
            continue;
        if (facts.chains.size() == max_nsec3_chains)
            all.overflow = true;
        else
            facts.chains.push_back({.parameters = set});
    }
    facts.too_many_chains |= all.overflow;
    for (Nsec3Chain& chain : facts.chains)
        chain.hash_unknown = chain.parameters.hash_algorithm != 1;
}

std::uint16_t form_faults(const Zone& zone, NameId owner, const Nsec3View& view) {
    std::uint16_t facts = view.opt_out() ? nsec3_fact::opt_out : 0;
    if ((view.flags() & ~1) != 0) facts |= nsec3_fact::unknown_flags;
    if (view.hash_algorithm() != 1) return facts | nsec3_fact::unknown_hash;
    if (!hash_in_owner(zone, owner)) facts |= nsec3_fact::owner_invalid;
    if (view.next_hash().size() != hash_octets) facts |= nsec3_fact::next_length;
    return facts;
}

class ChainFinder {
public:
    explicit ChainFinder(const std::vector<Nsec3Chain>& chains) : chains_(chains) {}
    /// The position of its set, or nothing beyond the bound.
    std::optional<std::uint16_t> operator()(const Nsec3View& view) {
        if (last_ < chains_.size() && belongs(view, chains_[last_].parameters)) return last_;
        for (std::uint16_t i = 0; i < chains_.size(); ++i)
            if (belongs(view, chains_[i].parameters)) return last_ = i;
        return std::nullopt;
    }

private:
    const std::vector<Nsec3Chain>& chains_;
    std::uint16_t last_ = 0;
};

}  // namespace

Nsec3Facts gather_nsec3(const Zone& zone, Workers& workers) {
    Nsec3Facts facts;
    list_chains(zone, facts);

    const std::span<const Rrset> rrsets = zone.rrsets();
    const std::size_t ranges = (rrsets.size() + rrsets_per_range - 1) / rrsets_per_range;
    std::vector<LowestSets> sets(ranges);
    bool complete = workers.parallel_for(
        rrsets.size(), rrsets_per_range, [&](std::size_t begin, std::size_t end, unsigned) {
            for (const Rrset& rrset : rrsets.subspan(begin, end - begin))
                if (is_chain_data(rrset))
                    for (const Octets rdata : zone.records(rrset))
                        sets[begin / rrsets_per_range].add(Nsec3View(rdata));
        });
    append_unlisted(sets, facts);

    std::vector<std::vector<Nsec3Record>> records(ranges);
    complete &= workers.parallel_for(
        rrsets.size(), rrsets_per_range, [&](std::size_t begin, std::size_t end, unsigned) {
            ChainFinder chain_of(facts.chains);
            for (const Rrset& rrset : rrsets.subspan(begin, end - begin)) {
                if (!is_chain_data(rrset)) continue;
                std::uint32_t id = index(rrset.first_record);
                for (const Octets rdata : zone.records(rrset)) {
                    const Nsec3View view(rdata);
                    if (const auto chain = chain_of(view))
                        records[begin / rrsets_per_range].push_back(
                            {RecordId{id}, rrset.owner, *chain,
                             form_faults(zone, rrset.owner, view), no_subject});
                    ++id;
                }
            }
        });
    std::size_t total = 0;
    for (const auto& part : records) total += part.size();
    facts.records.reserve(total);
    for (auto& part : records) {
        for (const Nsec3Record& record : part) {
            facts.records.push_back(record);
            if (!counts(record)) continue;
            ++facts.chains[record.chain].records;
            facts.chains[record.chain].opt_out += (record.flags & nsec3_fact::opt_out) != 0;
        }
        std::vector<Nsec3Record>().swap(part);
    }
    for (Nsec3Chain& chain : facts.chains) chain.complete = complete;
    return facts;
}

std::optional<Nsec3Hash> hash_from_label(Octets label) {
    Nsec3Hash hash;
    constexpr std::size_t digits = hash.size() * 8 / 5;
    std::array<std::uint8_t, hash.size() + 8> octets;
    if (label.size() != digits || read_base32hex(as_text(label), octets.data()) != hash.size())
        return std::nullopt;
    std::copy_n(octets.begin(), hash.size(), hash.begin());
    return hash;
}

std::optional<Nsec3Hash> hash_in_owner(const Zone& zone, NameId owner) {
    if (zone.entry(owner).labels != zone.entry(zone.apex()).labels + 1) return std::nullopt;
    return hash_from_label(zone.name(owner).first_label());
}

}  // namespace zoneproof
