#include "rules/rollover/key_story.hpp"

#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace zoneproof {
namespace {

using Rdata = std::vector<std::uint8_t>;
constexpr std::uint8_t digest_types[] = {1, 2, 4};  // those we compute, RFC 8624 3.3

void extend(std::vector<Spell>& spells, std::size_t at, Timestamp from) {
    if (!spells.empty() && spells.back().last + 1 >= at)
        spells.back().last = at;
    else
        spells.push_back({at, at, from, {}});
}

/// Spells that do not reach the end were over when the next version came.
template <class Records, class Moment>
void close(std::vector<Spell>& spells, const Records& records, Moment moment) {
    for (Spell& spell : spells)
        if (spell.last + 1 < records.size()) spell.to = records[spell.last + 1].*moment;
}

class Teller {
public:
    explicit Teller(const Situation& situation) : situation_(situation) {}

    KeyStories tell();

private:
    void add_version(std::size_t at);
    void add_ds();
    void add_last();
    void add_peers();
    std::set<Rdata> ds_of_peers() const;
    KeyStory& story(const PublishedKey&);

    const Situation& situation_;
    KeyStories stories_;
    std::map<KeyIdentity, std::size_t> by_identity_;
    std::map<Rdata, std::size_t>
        forms_;  // with other flags a key has another tag and other digests
};

KeyStory& Teller::story(const PublishedKey& key) {
    const auto [known, is_new] = by_identity_.try_emplace(key.identity, stories_.keys.size());
    if (is_new) stories_.keys.emplace_back();
    KeyStory& story = stories_.keys[known->second];
    story.key = key;
    forms_.try_emplace(key.rdata, known->second);
    return story;
}

void Teller::add_version(std::size_t at) {
    const Version& version = situation_.versions()[at];
    std::vector<bool> signs_keys(version.keys.size());
    std::vector<std::uint64_t> signs_data(version.keys.size());
    for (const KeySignature& by : version.key_signatures) signs_keys[by.key] = true;
    for (const SignerSet& set : version.signer_sets)
        for (const KeyPosition key : set.keys) signs_data[key] += set.count;
    for (std::size_t i = 0; i < version.keys.size(); ++i) {
        const PublishedKey& key = version.keys[i];
        KeyStory& of = story(key);
        extend(of.published, at, version.published_at);
        if (key.revoked()) extend(of.revoked, at, version.published_at);
        if (signs_keys[i]) extend(of.signs_keys, at, version.published_at);
        if (signs_data[i] == 0) continue;
        extend(of.signs_data, at, version.published_at);
        of.signed_all |= signs_data[i] == version.data_rrsets;
    }
}

void Teller::add_last() {
    const Version& last = situation_.last();
    for (std::size_t i = 0; i < last.keys.size(); ++i)
        stories_.keys[by_identity_.at(last.keys[i].identity)].position =
            static_cast<KeyPosition>(i);
    for (const SignerSet& set : last.signer_sets)
        for (const KeyPosition key : set.keys) {
            DataUse& use = stories_.keys[by_identity_.at(last.keys[key].identity)].use;
            use.rrsets += set.count;
            if (set.keys.size() == 1) use.alone += set.count;
            use.max_ttl = std::max(use.max_ttl, set.max_ttl);
            use.last_expiry = std::max(use.last_expiry, set.last_expiry);
        }
    for (KeyStory& of : stories_.keys)
        of.use.full = of.use.rrsets != 0 && of.use.rrsets == last.data_rrsets;
}

void Teller::add_ds() {
    std::map<Rdata, std::size_t> named;
    for (const auto& [form, ref] : forms_)
        for (const std::uint8_t type : digest_types)
            named.emplace(ds_record(situation_.zone, form, type), ref);
    const std::set<Rdata> of_peers = ds_of_peers();
    for (std::size_t at = 0; at < situation_.ds.size(); ++at) {
        std::set<std::size_t> there;
        const bool is_last = at + 1 == situation_.ds.size();
        for (const Rdata& record : situation_.ds[at].records)
            if (const auto key = named.find(record); key != named.end())
                there.insert(key->second);
            else if (is_last && !of_peers.contains(record))
                stories_.unseen_ds.push_back(record);
        for (const std::size_t ref : there)
            extend(stories_.keys[ref].in_ds, at, situation_.ds[at].observed_at);
    }
}

/// DS of keys that only other signers publish.
std::set<Rdata> Teller::ds_of_peers() const {
    std::set<Rdata> all;
    for (std::size_t i = 1; i < situation_.signers.size(); ++i)
        for (const Version& version : situation_.signers[i].versions)
            for (const PublishedKey& key : version.keys)
                for (const std::uint8_t type : digest_types)
                    if (!forms_.contains(key.rdata))
                        all.insert(ds_record(situation_.zone, key.rdata, type));
    return all;
}

void Teller::add_peers() {
    for (std::size_t i = 1; i < situation_.signers.size(); ++i) {
        const Version& theirs = situation_.signers[i].versions.back();
        std::set<KeyPosition> used;
        for (const KeySignature& by : theirs.key_signatures) used.insert(by.key);
        for (const SignerSet& set : theirs.signer_sets)
            used.insert(set.keys.begin(), set.keys.end());
        for (const KeyPosition key : used)
            if (const auto known = by_identity_.find(theirs.keys[key].identity);
                known != by_identity_.end())
                stories_.keys[known->second].used_by_peer = true;
    }
}

/// Keys that lead to the zone: signing the DNSKEY RRset, or named by the parent.
bool is_entry(const KeyStory& story) {
    return !story.signs_keys.empty() || !story.in_ds.empty();
}

/// A key that signs both is a CSK, unless others do what it does not have to: a ZSK that signs the
/// DNSKEY RRset as BIND once let it, or a KSK that signs some data.
void give_roles(std::vector<KeyStory>& keys) {
    const auto some = [&](const KeyStory& but, auto is) {
        return std::ranges::any_of(keys, [&](const KeyStory& other) {
            return &other != &but && other.key.algorithm() == but.key.algorithm() && is(other);
        });
    };
    const auto pure_zsk = [](const KeyStory& k) { return !k.signs_data.empty() && !is_entry(k); };
    const auto pure_ksk = [](const KeyStory& k) { return k.signs_data.empty() && is_entry(k); };
    for (KeyStory& key : keys) {
        const bool entry = is_entry(key), data = !key.signs_data.empty();
        key.role_by_flag = !entry && !data;
        if (entry != data)
            key.role = entry ? KeyRole::ksk : KeyRole::zsk;
        else if (!entry)
            key.role = key.key.sep() ? KeyRole::ksk : KeyRole::zsk;
        else if (!key.in_ds.empty())
            key.role = some(key, pure_zsk) && !key.signed_all ? KeyRole::ksk : KeyRole::csk;
        else
            key.role = some(key, pure_ksk) && !key.key.sep() ? KeyRole::zsk : KeyRole::csk;
    }
}

KeyStories Teller::tell() {
    const auto& versions = situation_.versions();
    for (std::size_t at = 0; at < versions.size(); ++at) add_version(at);
    add_last();
    add_ds();
    add_peers();
    for (KeyStory& story : stories_.keys) {
        for (auto* const spells :
             {&story.published, &story.revoked, &story.signs_keys, &story.signs_data})
            close(*spells, versions, &Version::published_at);
        close(story.in_ds, situation_.ds, &DsVersion::observed_at);
    }
    give_roles(stories_.keys);
    return std::move(stories_);
}

}  // namespace

std::string_view to_text(KeyRole role) {
    constexpr std::string_view words[] = {"KSK", "ZSK", "CSK"};
    return words[static_cast<std::size_t>(role)];
}

const KeyStory* KeyStories::find(const KeyIdentity& identity) const {
    const auto found = std::ranges::find_if(
        keys, [&](const KeyStory& story) { return story.key.identity == identity; });
    return found == keys.end() ? nullptr : &*found;
}

KeyStories key_stories(const Situation& situation) {
    return Teller(situation).tell();
}

std::vector<std::uint8_t> ds_record(NameView zone, Octets dnskey_rdata, std::uint8_t digest_type) {
    Rdata rdata(4);
    store16(rdata.data(), key_tag(dnskey_rdata));
    rdata[2] = DnskeyView(dnskey_rdata).algorithm();
    rdata[3] = digest_type;
    const auto digest = ds_digest(digest_type, zone, dnskey_rdata);
    rdata.insert(rdata.end(), digest.begin(), digest.end());
    return rdata;
}

}  // namespace zoneproof
