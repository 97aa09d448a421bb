// The cross product of what caches may hold: every DS RRset against every DNSKEY RRset against
// every class of signatures that can meet in some cache, to the second.
//
// A resolver keeps a copy until its TTL ends, so it may combine the DS of today with the DNSKEY
// RRset of this morning and a signature of yesterday. Each combination has to validate (RFC 6781
// 4.1, RFC 7583 3). Failing pairs of contents meet in intervals of time that are computed, not
// sampled: no moment between two evaluations is left to hope.
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
    friend auto operator<=>(const CachedKey&, const CachedKey&) = default;
};

/// When copies of something can be found: from `since` until `superseded` + propagation + ttl.
struct CacheLife {
    Timestamp since{};
    std::optional<Timestamp> superseded;  // none: it is still published
    std::int64_t propagation = 0, ttl = 0;
    /// "the signature's validity period" bounds the TTL too (RFC 4035 5.3.3): no copy outlives its
    /// last signature, once it is no longer served.
    std::optional<Timestamp> last_expiry;

    /// Servers may still hand it out; none: without end.
    std::optional<Timestamp> served_until() const;
    /// The first moment without any copy; none: without end.
    std::optional<Timestamp> end() const;
};

/// Where a state comes from: for messages.
struct StateSource {
    std::uint16_t provider = 0;
    std::size_t version = 0;  // in the versions, or in the DS timeline
};

struct DsLink {
    std::uint8_t algorithm = 0;
    std::uint16_t tag = 0;     // as the DS says
    std::vector<KeyRef> keys;  // those whose digest it holds; none: nobody has seen the key
    friend bool operator==(const DsLink&, const DsLink&) = default;
};
struct CachedDs {
    CacheLife life;
    StateSource source;
    /// Those that validators use: supported algorithm and digest, SHA-1 beside better set aside
    /// (V-DS-3, V-DS-4). Empty: insecure.
    std::vector<DsLink> links;
};

struct KeySetSignature {
    KeyRef key = 0;
    Timestamp from{};
    std::optional<Timestamp> to;  // the last second; none: it will be renewed in time
    friend bool operator==(const KeySetSignature&, const KeySetSignature&) = default;
};
struct CachedKeySet {
    CacheLife life;
    StateSource source;
    std::vector<KeyRef> keys;                 // usable: zone keys, not revoked; ascending
    std::vector<KeySetSignature> signatures;  // good ones by `keys`
};

/// A class of RRsets.
struct CachedData {
    CacheLife life;
    StateSource source;
    std::vector<KeyRef> signers;  // ascending
    /// Signers that were not published and so not verified, under a tag that a key of the model
    /// has: they count for strictness, not for safety.
    std::vector<KeyRef> presumed;
    std::uint64_t rrsets = 0;
    std::string example;
    /// No key of its own version verifies it: validators never accepted it, so copies of it stay in
    /// caches that do not validate only.
    bool bogus = false;
};

struct CacheModel {
    std::vector<CachedKey> keys;
    /// False: nobody said what the parent publishes; then signatures are checked against keys only,
    /// as under a DS.
    bool ds_known = false;
    std::vector<CachedDs> ds;
    std::vector<CachedKeySet> key_sets;
    std::vector<CachedData> data;

    KeyRef ref(const CachedKey&);  // of a key that may be new
};

/// The versions of one provider, ascending by published_at; of a zone with one signer, the zone's.
using ProviderVersions = std::span<const Version>;

/// What a history comes to. With several providers (RFC 8901) a cache may mix their answers.
/// TTLs and propagation of `timing` lengthen what the data show, never shorten it.
/// @param now signatures of what is still published and that are good at this moment are taken to
/// be renewed: their expiry is another matter.
CacheModel cache_model(NameView zone, std::span<const ProviderVersions> providers,
                       std::span<const DsVersion> ds, const Timing& timing, Timestamp now);

/// Which pair of copies does not fit.
enum class Misfit : std::uint8_t {
    no_key_for_ds,         // no DS of the set names a key of the DNSKEY RRset
    ds_key_not_signing,    // one is named, and none of those signs the DNSKEY RRset at that time
    no_keys,               // there is a DS and no DNSKEY RRset
    not_signed,            // RRsets without any good signature
    signer_not_in_keys,    // RRsets signed by keys that the DNSKEY RRset lacks
    algorithm_incomplete,  // strict only: an algorithm of the DS is not everywhere
};
std::string_view to_text(Misfit);

struct MisfitCause {
    Misfit misfit;
    std::uint8_t algorithm = 0;       // of algorithm_incomplete
    std::optional<std::size_t> ds;    // in CacheModel::ds
    std::size_t key_set = 0;          // in CacheModel::key_sets
    std::optional<std::size_t> data;  // in CacheModel::data; none: the chain itself, so everything
    Timestamp from{};
    std::optional<Timestamp> to;  // the first second without it; none: no end in sight
    /// Of bogus data: until when validators can meet it; caches that do not validate keep it until
    /// `to`.
    std::optional<Timestamp> validators_until;
    std::uint64_t rrsets = 0;
};

/// Failing intervals that touch, as one.
struct Outage {
    Timestamp from{};
    std::optional<Timestamp> to;
    /// As `to`, without copies that only caches keep that do not validate.
    std::optional<Timestamp> validators_until;
    bool everything = false;          // the chain is broken for all names
    std::uint64_t rrsets = 0;         // else so many, at the worst moment
    std::vector<MisfitCause> causes;  // by begin; at most 16
    /// The cause that lasts longest: what has to end before it is over.
    const MisfitCause& binding() const;
};

struct CacheCheck {
    std::vector<Outage> unsafe;      // conditions 1 and 2: validators fail
    std::vector<Outage> incomplete;  // condition 3 only: strict validators fail (ALG_INCOMPLETE)
    bool safe() const { return unsafe.empty(); }
};
/// All outages from `from` on; one that began before is shown whole.
CacheCheck check_caches(const CacheModel&, Timestamp from);

/// A change that may be published: what is absent stays as it is. Lives begin when it is published.
struct CacheStep {
    std::optional<CachedDs> ds;
    std::optional<CachedKeySet> key_set;
    std::optional<std::vector<CachedData>> data;
    std::uint16_t provider = 0;  // whose DNSKEY RRset and data are replaced
};
/// The model with the step published at a moment.
CacheModel with_step(CacheModel, const CacheStep&, Timestamp at);

/// What a moment is made of, in order: "superseded" + "propagation" + "ttl" + "safety".
struct TimeTerm {
    std::string name;
    std::optional<Timestamp> at;  // a moment
    std::int64_t seconds = 0;     // or a span
};
struct SafeTime {
    /// The first moment from which the step does no harm; none: it never becomes safe as it is.
    std::optional<Timestamp> at;
    /// The sum behind it, also when it has passed already; empty: nothing has to be waited for.
    std::vector<TimeTerm> terms;
    std::optional<MisfitCause> binding;  // what the step would break before
};
enum class Strictness : std::uint8_t { lenient, strict };  // conditions 1 and 2, or 3 too
/// @param safety added to what the copies need; not to moments without anything to wait for.
/// Outages that are there without the step are not held against it.
SafeTime earliest_safe(const CacheModel&, const CacheStep&, Strictness, std::int64_t safety = 0);

}  // namespace zoneproof
