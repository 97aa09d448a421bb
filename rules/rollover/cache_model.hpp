// What caches may hold of a zone and its DS RRset, and when: the versions of a history as contents
// with a life each. A resolver keeps a copy until its TTL ends, so it may combine the DS of today
// with the DNSKEY RRset of this morning and a signature of yesterday (RFC 7583 3).
#pragma once

#include "rules/history/history.hpp"
#include "rules/timing.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace zoneproof {

/// Position in CacheModel::keys.
using KeyRef = std::uint32_t;

/// A key as an RRSIG or DS names it. One whose flags change has another tag, and signatures under
/// the old tag no longer find it: identity and tag together.
struct CachedKey {
    KeyIdentity identity;
    std::uint8_t algorithm = 0;
    std::uint16_t tag = 0;
    std::vector<std::uint8_t> rdata{};
};

/// When copies of something can be found: from `since` until `superseded` + propagation + ttl.
struct CacheLife {
    Timestamp since{};
    std::optional<Timestamp> superseded;  // none: it is still published
    std::int64_t propagation = 0, ttl = 0;

    /// Servers no longer hand it out; none: without end.
    std::optional<Timestamp> served_until() const;
    /// The first moment without any copy; none: without end.
    std::optional<Timestamp> end() const;
};

/// Where a state comes from, for messages: the first and the last version (or line of the DS
/// timeline) that showed it.
struct StateSource {
    std::uint16_t provider = 0;
    std::size_t version = 0, last_version = 0;
};

struct DsLink {
    std::uint8_t algorithm = 0;
    std::uint16_t tag = 0;  // as the DS says
    std::uint8_t digest_type = 0;
    std::vector<std::uint8_t> digest{};
    std::vector<KeyRef> keys{};  // those it names (V-DS-5); none: nobody has seen the key
    friend bool operator==(const DsLink&, const DsLink&) = default;
};
struct CachedDs {
    CacheLife life;
    /// Those that validators use: supported algorithm and digest, SHA-1 beside better set aside
    /// (V-DS-3, V-DS-4). Empty: insecure.
    std::vector<DsLink> links;
    StateSource source{};
};

struct KeySetSignature {
    KeyRef key = 0;
    Timestamp from{};
    std::optional<Timestamp> to;  // the last second; none: it is renewed in time
    friend bool operator==(const KeySetSignature&, const KeySetSignature&) = default;
};
struct CachedKeySet {
    CacheLife life;
    std::vector<KeyRef> keys;                 // usable: zone keys, not revoked; ascending
    std::vector<KeySetSignature> signatures;  // good ones by `keys`
    StateSource source{};
};

/// A class of RRsets.
struct CachedData {
    CacheLife life;
    std::vector<KeyRef> signers;  // ascending
    std::uint64_t rrsets = 0;     // in the version that has most of them
    std::uint64_t left = 0;       // in the last version, which decides when the last copy ends
    /// Signers that were not published and so not verified, under a tag that a key of the model
    /// has: they count for strictness, not for safety.
    std::vector<KeyRef> presumed{};
    /// No key of its own version verifies it: validators never accepted it, so copies of it stay in
    /// caches that do not validate only.
    bool bogus = false;
    /// The last of their signatures ends, and with it every copy; none: it is renewed in time.
    std::optional<Timestamp> expires{};
    std::string example{};  // of the last version
    StateSource source{};
};

struct CacheModel {
    Name zone;
    std::vector<CachedKey> keys;
    /// False: nobody said what the parent publishes; then signatures are checked against keys only,
    /// as under a DS.
    bool ds_known = false;
    std::vector<CachedDs> ds;
    std::vector<CachedKeySet> key_sets;
    std::vector<CachedData> data;
};

/// The versions of one provider, ascending by published_at; of a zone with one signer, the zone's.
using ProviderVersions = std::span<const Version>;

/// What a history comes to. With several providers (RFC 8901) a cache may mix their answers.
///
/// TTLs of `timing` lengthen what the data show, never shorten it. A signature that was good when
/// it was published is taken to be renewed as long as it is needed; one that is still published and
/// out of its time at `now` is not. Copies of data end with their signatures where the serials
/// prove that no other version came between: caches keep nothing longer (RFC 4035 5.3.3). A DS
/// whose beginning nobody saw was there from the first signed version on.
CacheModel cache_model(NameView zone, std::span<const ProviderVersions> providers,
                       std::span<const DsVersion> ds, const Timing& timing, Timestamp now);

/// A change that may be published: what is absent stays as it is. Lives begin when it is published.
struct CacheStep {
    std::optional<CachedDs> ds;
    std::optional<CachedKeySet> key_set;
    std::optional<std::vector<CachedData>> data;
    std::uint16_t provider = 0;  // whose DNSKEY RRset and data are replaced
};
/// A version that replaces both; its keys are added to the model.
CacheStep cache_step(CacheModel&, const Version&, const Timing&, std::uint16_t provider = 0);
/// A DS RRset that replaces the last one.
CacheStep cache_step(CacheModel&, const DsVersion&, const Timing&);
/// The model with the step published at a moment.
CacheModel with_step(CacheModel, const CacheStep&, Timestamp at);

}  // namespace zoneproof
