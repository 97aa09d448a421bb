#include "rules/anchors/recorded.hpp"

#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace zoneproof::rfc5011 {
namespace {

/// Without the REVOKE flag: the key as it was trusted.
std::vector<std::uint8_t> plain(const PublishedKey& key) {
    constexpr std::uint16_t revoke_flag = 0x0080;
    std::vector<std::uint8_t> rdata = key.rdata;
    store16(rdata.data(), static_cast<std::uint16_t>(key.flags() & ~revoke_flag));
    return rdata;
}

std::map<KeyIdentity, std::string> name_keys(const std::vector<Version>& versions) {
    std::map<KeyIdentity, std::uint16_t> tags;
    std::map<std::uint16_t, std::set<KeyIdentity>> owners;
    for (const Version& version : versions)
        for (const PublishedKey& key : version.keys) {
            const std::uint16_t tag = key_tag(plain(key));
            tags.emplace(key.identity, tag);
            owners[tag].insert(key.identity);
        }
    std::map<KeyIdentity, std::string> names;
    for (const auto& [identity, tag] : tags) {
        constexpr std::size_t shown = 8;
        std::string name = std::to_string(tag);
        if (owners[tag].size() > 1) name += "/" + zoneproof::to_text(identity).substr(0, shown);
        names.emplace(identity, std::move(name));
    }
    return names;
}

KeySet set_of(const Version& version, const std::map<KeyIdentity, std::string>& names) {
    KeySet set{version.published_at, version.dnskey_ttl, {}, {}};
    for (const PublishedKey& key : version.keys)
        set.keys.push_back(
            {names.at(key.identity), key.tag, key.sep(), key.revoked(), false, plain(key)});
    for (const KeySignature& signature : version.key_signatures) {
        set.keys[signature.key].signs = true;
        if (!set.expires || signature.expiration < *set.expires) set.expires = signature.expiration;
    }
    return set;
}

}  // namespace

bool names(const Anchor& anchor, const Key& key) {
    if (key.dnskey.empty()) return key.tag == anchor.tag;
    if (!anchor.is_ds) return key_identity(anchor.rdata) == key_identity(key.dnskey);
    constexpr std::size_t digest_at = 4;
    if (anchor.rdata.size() <= digest_at || anchor.algorithm != DnskeyView(key.dnskey).algorithm())
        return false;
    const auto digest = ds_digest(anchor.rdata[digest_at - 1], anchor.zone, key.dnskey);
    return !digest.empty() &&
           std::ranges::equal(digest, std::span(anchor.rdata).subspan(digest_at));
}

Result<History> history_of(const zoneproof::History& recorded) {
    const auto names = name_keys(recorded.versions);
    History history;
    for (const Version& version : recorded.versions) {
        KeySet set = set_of(version, names);
        // Recorded twice in one second: the later line counts.
        if (!history.versions.empty() && history.versions.back().from == set.from)
            history.versions.back() = std::move(set);
        else
            history.versions.push_back(std::move(set));
    }
    // Whoever signs what is published now will sign it again: a record that ends is no failure,
    // unless its signatures had ended when it was published.
    if (!history.versions.empty()) {
        KeySet& last = history.versions.back();
        if (last.expires && *last.expires >= last.from) last.expires.reset();
    }
    if (std::ranges::all_of(history.versions, [](const KeySet& set) { return set.keys.empty(); }))
        return Error{ErrorCode::unreadable, "the history has no version with a DNSKEY RRset"};
    return history;
}

}  // namespace zoneproof::rfc5011
