#include "rules/rollover/edit_version.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

namespace zoneproof {
namespace {

bool is_one_of(const Identities& identities, const KeyIdentity& identity) {
    return std::ranges::find(identities, identity) != identities.end();
}

/// Positions as they are when some keys are gone; none for those.
std::vector<std::optional<KeyPosition>> moved(const Version& version, const Identities& gone) {
    std::vector<std::optional<KeyPosition>> positions;
    KeyPosition next = 0;
    for (const PublishedKey& key : version.keys)
        positions.push_back(is_one_of(gone, key.identity) ? std::nullopt
                                                          : std::optional<KeyPosition>(next++));
    return positions;
}

/// RRsets that are now signed by the same keys are one class, as summarize() makes them.
void join_equal_sets(std::vector<SignerSet>& sets) {
    std::vector<SignerSet> joined;
    for (SignerSet& set : sets) {
        const auto same = std::ranges::find_if(joined, [&](const SignerSet& other) {
            return other.keys == set.keys && other.unpublished == set.unpublished;
        });
        if (same == joined.end()) {
            joined.push_back(std::move(set));
            continue;
        }
        same->count += set.count;
        same->max_ttl = std::max(same->max_ttl, set.max_ttl);
        same->first_expiry = std::min(same->first_expiry, set.first_expiry);
        same->last_expiry = std::max(same->last_expiry, set.last_expiry);
    }
    sets = std::move(joined);
}

std::vector<KeyPosition> positions_of(const Version& version, const Identities& identities) {
    std::vector<KeyPosition> positions;
    for (const KeyIdentity& identity : identities)
        if (const auto at = version.find(identity)) positions.push_back(*at);
    std::ranges::sort(positions);
    return positions;
}

}  // namespace

Version without_data_signatures(const Version& version, const Identities& signers) {
    Version next = version;
    for (SignerSet& set : next.signer_sets)
        std::erase_if(set.keys, [&](KeyPosition at) {
            return is_one_of(signers, version.keys[at].identity);
        });
    join_equal_sets(next.signer_sets);
    return next;
}

Version without_key_signatures(const Version& version, const Identities& signers) {
    Version next = version;
    std::erase_if(next.key_signatures, [&](const KeySignature& by) {
        return is_one_of(signers, version.keys[by.key].identity);
    });
    return next;
}

Version without_keys(const Version& version, const Identities& gone) {
    Version next = without_key_signatures(without_data_signatures(version, gone), gone);
    const auto positions = moved(version, gone);
    std::erase_if(next.keys,
                  [&](const PublishedKey& key) { return is_one_of(gone, key.identity); });
    for (KeySignature& by : next.key_signatures) by.key = *positions[by.key];
    for (SignerSet& set : next.signer_sets)
        for (KeyPosition& key : set.keys) key = *positions[key];
    for (KeyRequest* const request : {&next.cds, &next.cdnskey}) {
        std::erase_if(request->signers, [&](KeyPosition at) { return !positions[at]; });
        for (KeyPosition& key : request->signers) key = *positions[key];
    }
    return next;
}

Version with_key(const Version& version, const PublishedKey& key, bool signs) {
    Version next = version;
    auto at = next.find(key.identity);
    if (!at) {
        at = static_cast<KeyPosition>(next.keys.size());
        next.keys.push_back(key);
    } else {
        next.keys[*at] = key;
    }
    if (signs && !signs_keys(next, *at))
        next.key_signatures.push_back({*at, Timestamp{}, version.published_at});
    return next;
}

Version signed_by(const Version& version, const Identities& signers) {
    Version next = version;
    const auto positions = positions_of(version, signers);
    for (SignerSet& set : next.signer_sets) set.keys = positions;
    join_equal_sets(next.signer_sets);
    return next;
}

Version without_unpublished(const Version& version) {
    Version next = version;
    for (SignerSet& set : next.signer_sets) set.unpublished.clear();
    join_equal_sets(next.signer_sets);
    next.unpublished_key_signers.clear();
    return next;
}

Version unsigned_version(const Version& version) {
    Identities all;
    for (const PublishedKey& key : version.keys) all.push_back(key.identity);
    Version next = without_unpublished(without_keys(version, all));
    next.dnskey_ttl = next.soa.negative_ttl();
    return next;
}

DsVersion with_records(const DsVersion& ds, std::vector<std::vector<std::uint8_t>> add,
                       const std::vector<std::vector<std::uint8_t>>& drop) {
    DsVersion next = ds;
    std::erase_if(next.records, [&](const auto& record) {
        return std::ranges::find(drop, record) != drop.end();
    });
    std::ranges::move(add, std::back_inserter(next.records));
    std::ranges::sort(next.records);
    const auto repeated = std::unique(next.records.begin(), next.records.end());
    next.records.erase(repeated, next.records.end());
    return next;
}

}  // namespace zoneproof
