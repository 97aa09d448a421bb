// Pass over all RRsets: each joins the class of those that the same keys sign.
#include "rules/history/signer_sets.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace zoneproof {
namespace {

/// A zone whose signers mix more sets is no zone of any signer known; what is beyond is folded.
constexpr std::size_t most_sets = 64;
/// Of hostile zones: where more signers than that are not published, none is told apart.
constexpr std::size_t most_strangers = 4096;

using Strangers = std::map<UnpublishedSigner, std::uint64_t>;

/// Whose RRSIGs an RRset has.
struct Signers {
    std::vector<KeyPosition> keys;
    std::vector<UnpublishedSigner> unpublished;
    friend auto operator<=>(const Signers&, const Signers&) = default;
};

struct Class {
    std::uint64_t count = 0;
    std::uint32_t max_ttl = 0;
    Timestamp first_expiry{}, last_expiry{};
    RrsetId example{};  // the first of the zone
};
using Classes = std::map<Signers, Class>;

bool is_request_or_key(RrType type) {
    return type == RrType::DNSKEY || type == RrType::CDS || type == RrType::CDNSKEY;
}

/// Whether others than those who ask for keys look at it.
bool is_data(const Zone& zone, const Rrset& rrset) {
    return must_be_signed(rrset) && !(rrset.owner == zone.apex() && is_request_or_key(rrset.type));
}

template <class T>
void sort_unique(std::vector<T>& values) {
    if (values.size() < 2) return;
    std::ranges::sort(values);
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// Joins classes of one worker: memory of one RRset is used for the next.
class Sorter {
public:
    Sorter(const Zone& zone, const Evidence& evidence, Timestamp at,
           const std::vector<UnpublishedSigner>& known)
        : zone_(&zone), evidence_(&evidence), at_(at), known_(&known) {}

    void add(const Rrset& rrset);
    Classes classes;
    std::uint64_t signed_rrsets = 0;

private:
    void read_signers(const Rrset& rrset);

    const Zone* zone_;
    const Evidence* evidence_;
    Timestamp at_;
    const std::vector<UnpublishedSigner>* known_;
    Signers signers_;
    Timestamp expiry_{};
    std::uint32_t original_ttl_ = 0;
    Classes::value_type* last_ = nullptr;  // most RRsets are signed like the one before
};

void Sorter::read_signers(const Rrset& rrset) {
    signers_.keys.clear();
    signers_.unpublished.clear();
    expiry_ = Timestamp{};
    original_ttl_ = 0;
    for (const Signature& signature : zone_->signatures(rrset)) {
        const SignatureFact& fact = evidence_->signatures[index(zone_->id(signature))];
        if (fact.verdict == Verdict::no_such_key) {
            const UnpublishedSigner signer{signature.algorithm, signature.key_tag};
            if (std::ranges::binary_search(*known_, signer)) signers_.unpublished.push_back(signer);
        }
        if (fact.verdict != Verdict::valid ||
            time_state(signature, serial_time(at_)) != TimeState::inside)
            continue;
        signers_.keys.push_back(static_cast<KeyPosition>(index(fact.key)));
        expiry_ = std::max(expiry_, nearest(signature.expiration, at_));
        original_ttl_ = std::max(original_ttl_, signature.original_ttl);
    }
    sort_unique(signers_.keys);
    sort_unique(signers_.unpublished);
}

void Sorter::add(const Rrset& rrset) {
    read_signers(rrset);
    if (last_ == nullptr || last_->first != signers_) last_ = &*classes.try_emplace(signers_).first;
    Class& of = last_->second;
    std::uint32_t ttl = highest_ttl(*zone_, rrset);
    // "If the resolver accepts the RRset as authentic, the validator MUST set the TTL [...] to a
    // value no greater than [...] the value in the RRSIG RR's Original TTL field", RFC 4035 5.3.3
    if (!signers_.keys.empty()) ttl = std::min(ttl, original_ttl_);
    const RrsetId id = zone_->id(rrset);
    if (of.count == 0 || id < of.example) of.example = id;
    if (of.count == 0 || expiry_ < of.first_expiry) of.first_expiry = expiry_;
    of.last_expiry = std::max(of.last_expiry, expiry_);
    of.max_ttl = std::max(of.max_ttl, ttl);
    ++of.count;
    signed_rrsets +=
        !signers_.keys.empty() && rrset.type != RrType::NSEC && rrset.type != RrType::NSEC3;
}

void join(Class& all, const Class& part) {
    if (all.count == 0 || part.example < all.example) all.example = part.example;
    if (all.count == 0 || part.first_expiry < all.first_expiry)
        all.first_expiry = part.first_expiry;
    all.last_expiry = std::max(all.last_expiry, part.last_expiry);
    all.max_ttl = std::max(all.max_ttl, part.max_ttl);
    all.count += part.count;
}

/// The most frequent signers that are not published, ascending.
std::vector<UnpublishedSigner> frequent_strangers(const Zone& zone, const Evidence& evidence,
                                                  std::size_t most) {
    Strangers strangers;
    const auto signatures = zone.signatures();
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        if (evidence.signatures[i].verdict != Verdict::no_such_key) continue;
        ++strangers[{signatures[i].algorithm, signatures[i].key_tag}];
        if (strangers.size() > most_strangers) return {};
    }
    std::vector<std::pair<UnpublishedSigner, std::uint64_t>> ranked(strangers.begin(),
                                                                    strangers.end());
    std::ranges::stable_sort(ranked, std::ranges::greater(),
                             [](const auto& r) { return r.second; });
    ranked.resize(std::min(ranked.size(), most));
    std::vector<UnpublishedSigner> signers;
    for (const auto& [signer, count] : ranked) signers.push_back(signer);
    std::ranges::sort(signers);
    return signers;
}

using Sorted = std::vector<std::pair<Signers, Class>>;

/// Keeps the largest and makes one of the others: signed by what signs all of them.
std::uint64_t fold(Sorted& sorted) {
    if (sorted.size() <= most_sets) return 0;
    Signers signers{sorted[most_sets - 1].first.keys, {}};
    Class folded;
    for (std::size_t i = most_sets - 1; i < sorted.size(); ++i) {
        std::vector<KeyPosition> common;
        std::ranges::set_intersection(signers.keys, sorted[i].first.keys,
                                      std::back_inserter(common));
        signers.keys = std::move(common);
        join(folded, sorted[i].second);
    }
    sorted.resize(most_sets - 1);
    sorted.emplace_back(std::move(signers), folded);
    return folded.count;
}

std::string name_of(const Zone& zone, RrsetId id) {
    const Rrset& rrset = zone.rrset(id);
    return to_text(zone.name(rrset.owner)) + ' ' + to_text(rrset.type);
}

}  // namespace

std::uint32_t highest_ttl(const Zone& zone, const Rrset& rrset) {
    const auto counted = [](std::uint32_t ttl) { return ttl > 0x7FFFFFFF ? 0 : ttl; };
    std::uint32_t highest = counted(rrset.ttl);
    if (rrset.has(rrset_flag::ttls_differ))
        for (std::uint32_t i = 0; i < rrset.count; ++i) {
            const RecordId record{index(rrset.first_record) + i};
            highest = std::max(highest, counted(zone.ttl(rrset, record)));
        }
    return highest;
}

SignerSets signer_sets(const Zone& zone, const Evidence& evidence, Timestamp at,
                       std::size_t kept_unpublished, Workers& workers) {
    const auto known = frequent_strangers(zone, evidence, kept_unpublished);
    std::vector<Sorter> sorters(workers.count(), Sorter(zone, evidence, at, known));
    const auto rrsets = zone.rrsets();
    // Facts that are there are put in order: no deadline leaves a part of them out.
    Workers unhurried(workers.count());
    unhurried.parallel_for(rrsets.size(), 8192,
                           [&](std::size_t begin, std::size_t end, unsigned worker) {
                               for (std::size_t i = begin; i < end; ++i)
                                   if (is_data(zone, rrsets[i])) sorters[worker].add(rrsets[i]);
                           });
    Classes all;
    for (const Sorter& sorter : sorters)
        for (const auto& [signers, part] : sorter.classes) join(all[signers], part);

    Sorted sorted(all.begin(), all.end());
    std::ranges::stable_sort(sorted, std::ranges::greater(),
                             [](const auto& entry) { return entry.second.count; });
    SignerSets result;
    for (const Sorter& sorter : sorters) result.signed_rrsets += sorter.signed_rrsets;
    result.folded = fold(sorted);
    for (auto& [signers, of] : sorted) {
        result.rrsets += of.count;
        result.sets.push_back({std::move(signers.keys), std::move(signers.unpublished), of.count,
                               of.max_ttl, of.first_expiry, of.last_expiry,
                               name_of(zone, of.example)});
    }
    return result;
}

}  // namespace zoneproof
