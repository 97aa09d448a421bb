// What became of each key, version by version: when it was published, what it signed, when the
// parent named it (the presence vector of a rollover: DNSKEY, RRSIGs over data, RRSIG over DNSKEY,
// DS, REVOKE).
#pragma once

#include "rules/rollover/situation.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace zoneproof {

/// Without a break: positions of versions, or of DS RRsets, and their time.
struct Spell {
    std::size_t first = 0, last = 0;
    Timestamp from{};
    std::optional<Timestamp> to;  // it was gone at this moment; none: it still lasts
};

/// By what a key signs; the SEP flag is a hint only, for a key that signs nothing.
enum class KeyRole : std::uint8_t { ksk, zsk, csk };
std::string_view to_text(KeyRole);  // "KSK"

struct KeyStory {
    PublishedKey key;  // in its last form
    KeyRole role = KeyRole::zsk;
    bool role_by_flag = false;  // it never signed anything

    std::vector<Spell> published, revoked, signs_keys, signs_data;
    std::vector<Spell> in_ds;
    std::optional<KeyPosition> position;  // in the last version
    DataUse use;                          // ... there
    bool signed_all = false;              // data RRsets of some version, each of them
    bool used_by_peer = false;            // another signer signs with it

    bool is_published() const { return position.has_value(); }
    bool is_revoked() const { return position && key.revoked(); }
    bool signs_keys_now() const { return !signs_keys.empty() && !signs_keys.back().to; }
    bool signs_data_now() const { return use.rrsets != 0; }
    bool in_ds_now() const { return !in_ds.empty() && !in_ds.back().to; }
    bool ever_signed() const { return !signs_keys.empty() || !signs_data.empty(); }
    /// The begin of the present appearance, or of the last one.
    Timestamp published_since() const { return published.back().from; }
};

struct KeyStories {
    std::vector<KeyStory> keys;  // by first appearance
    /// RDATA of the DS RRset of now that name no key anybody has seen.
    std::vector<std::vector<std::uint8_t>> unseen_ds;

    const KeyStory* find(const KeyIdentity&) const;
};
/// Bounded by the size of the histories: each key of each version is looked at once.
KeyStories key_stories(const Situation&);

/// RDATA of the DS that names a key.
std::vector<std::uint8_t> ds_record(NameView zone, Octets dnskey_rdata, std::uint8_t digest_type);

}  // namespace zoneproof
