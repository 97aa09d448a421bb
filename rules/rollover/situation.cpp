#include "rules/rollover/situation.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace zoneproof {
namespace {

template <class Record>
std::size_t drop_later(std::vector<Record>& records, Timestamp Record::*moment, Timestamp at) {
    return std::erase_if(records, [&](const Record& record) { return record.*moment > at; });
}

/// A DS RRset seen now says nothing of when it came: the moment of a change is that of the look.
void add_ds(std::vector<DsVersion>& timeline, DsVersion now) {
    if (timeline.empty() || !same_records(timeline.back(), now)) {
        timeline.push_back(std::move(now));
    } else if (now.ttl) {
        timeline.back().ttl = std::max(timeline.back().ttl.value_or(0), *now.ttl);
    }
}

bool revokes_keys(const std::vector<Version>& versions) {
    return std::ranges::any_of(versions, [](const Version& version) {
        return std::ranges::any_of(version.keys, &PublishedKey::revoked);
    });
}

/// What all kinds of rollovers together come nowhere near: a history of that many is made to be
/// slow.
constexpr std::size_t most_keys = 1024, most_classes = 4096, most_pairs = std::size_t{1} << 18;

/// Counts from the last version backwards what the cache check has to look at.
class Sizes {
public:
    bool hold(const Version& version) {
        KeySet published;
        for (const PublishedKey& key : version.keys) published.push_back(number(key.identity));
        key_sets_.insert(std::move(published));
        for (const SignerSet& set : version.signer_sets) {
            KeySet signers;
            for (const KeyPosition at : set.keys)
                signers.push_back(number(version.keys[at].identity));
            std::ranges::sort(signers);
            classes_.insert(std::move(signers));
        }
        return keys_.size() <= most_keys && classes_.size() <= most_classes &&
               key_sets_.size() * classes_.size() <= most_pairs;
    }

private:
    using KeySet = std::vector<std::size_t>;
    std::size_t number(const KeyIdentity& key) {
        return keys_.try_emplace(key, keys_.size()).first->second;
    }

    std::map<KeyIdentity, std::size_t> keys_;
    std::set<KeySet> key_sets_, classes_;
};

std::size_t drop_excess(std::vector<Version>& versions, Sizes& sizes) {
    std::size_t first = versions.size();
    while (first > 0 && sizes.hold(versions[first - 1])) --first;
    first = std::min(first, versions.size() - 1);  // the last one is judged whatever it is
    versions.erase(versions.begin(), versions.begin() + static_cast<std::ptrdiff_t>(first));
    return first;
}

}  // namespace

const SignerSet* first_expired(const Situation& situation) {
    const SignerSet* first = nullptr;
    for (const SignerSet& set : situation.last().signer_sets)
        if (!set.keys.empty() && set.first_expiry < situation.at &&
            (first == nullptr || set.first_expiry < first->first_expiry))
            first = &set;
    return first;
}

bool same_publication(const Version& a, const Version& b) {
    if (!a.digest.empty() && !b.digest.empty() && a.digest == b.digest) return true;
    return a.soa == b.soa && a.keys == b.keys && a.key_signatures == b.key_signatures &&
           a.data_rrsets == b.data_rrsets && a.counts == b.counts && a.cds == b.cds &&
           a.cdnskey == b.cdnskey && a.nsec3 == b.nsec3;
}

bool loses_entry(const Version& before, const Version& after) {
    const auto is_entry = [](const Version& version, const KeyIdentity& key) {
        return std::ranges::any_of(version.key_signatures, [&](const KeySignature& by) {
            return version.keys[by.key].usable() && version.keys[by.key].identity == key;
        });
    };
    return std::ranges::any_of(before.keys, [&](const PublishedKey& key) {
        return is_entry(before, key.identity) && !is_entry(after, key.identity);
    });
}

std::optional<Situation> make_situation(SituationInput input) {
    Situation situation;
    situation.zone = input.zone;
    situation.at = input.at;
    situation.timing = input.timing;
    SignerHistory own{"", std::move(input.history.versions)};
    situation.later = drop_later(own.versions, &Version::published_at, input.at);
    situation.ds = std::move(input.history.ds);
    drop_later(situation.ds, &DsVersion::observed_at, input.at);
    situation.faults = std::move(input.history.faults);

    if (input.zone_now) {
        situation.candidate =
            own.versions.empty() || !same_publication(own.versions.back(), *input.zone_now);
        if (situation.candidate) own.versions.push_back(std::move(*input.zone_now));
    }
    if (own.versions.empty()) return std::nullopt;
    if (input.ds_now) add_ds(situation.ds, std::move(*input.ds_now));

    Sizes sizes;
    situation.dropped = drop_excess(own.versions, sizes);

    situation.trust_anchor = input.zone.view().is_root() || revokes_keys(own.versions);
    situation.signers.push_back(std::move(own));
    for (SignerHistory& peer : input.peers) {
        drop_later(peer.versions, &Version::published_at, input.at);
        if (peer.versions.empty()) continue;
        situation.dropped += drop_excess(peer.versions, sizes);
        situation.signers.push_back(std::move(peer));
    }
    return situation;
}

}  // namespace zoneproof
