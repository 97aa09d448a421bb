#include "rules/rollover/cache_model.hpp"

#include "parser/dns/types.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::uint8_t sha1 = 1;
constexpr std::int64_t usual_ds_ttl = 86400;  // where the file did not say; BIND's parent-ds-ttl

Timestamp later(Timestamp moment, std::int64_t by) {
    return Timestamp{seconds(moment) + by};
}

bool names(const DsLink& link, const CachedKey& key, NameView zone) {
    return link.tag == key.tag && link.algorithm == key.algorithm && !key.rdata.empty() &&
           equal(link.digest, ds_digest(link.digest_type, zone, key.rdata));
}

/// Position of the key, which is added when it is new, and with it what DS RRsets say of it.
KeyRef ref_of(CacheModel& model, const PublishedKey& key) {
    const auto found = std::ranges::find_if(model.keys, [&](const CachedKey& known) {
        return known.tag == key.tag && known.identity == key.identity;
    });
    const auto ref = static_cast<KeyRef>(found - model.keys.begin());
    if (found != model.keys.end()) return ref;
    model.keys.push_back({key.identity, key.algorithm(), key.tag, key.rdata});
    for (CachedDs& ds : model.ds)
        for (DsLink& link : ds.links)
            if (names(link, model.keys.back(), model.zone)) link.keys.push_back(ref);
    return ref;
}

std::vector<KeyRef> refs_of(CacheModel& model, const Version& version) {
    std::vector<KeyRef> refs;
    for (const PublishedKey& key : version.keys) refs.push_back(ref_of(model, key));
    return refs;
}

/// A signature that is over at `judged_at` is not being renewed; any other will be.
std::vector<KeySetSignature> signatures_of(const Version& version, std::span<const KeyRef> refs,
                                           Timestamp judged_at) {
    std::vector<KeySetSignature> signatures;
    for (const KeySignature& by : version.key_signatures) {
        if (!version.keys[by.key].usable()) continue;
        signatures.push_back({refs[by.key], by.inception, {}});
        if (by.expiration < judged_at) signatures.back().to = by.expiration;
    }
    return signatures;
}

CachedKeySet key_set_of(const Version& version, std::span<const KeyRef> refs,
                        const Timing& timing) {
    CachedKeySet set;
    set.life.since = version.published_at;
    set.life.propagation = timing.zone_propagation;
    set.life.ttl = std::max<std::int64_t>(version.dnskey_ttl, timing.dnskey_ttl.value_or(0));
    for (std::size_t i = 0; i < refs.size(); ++i)
        if (version.keys[i].usable()) set.keys.push_back(refs[i]);
    std::ranges::sort(set.keys);
    set.signatures = signatures_of(version, refs, version.published_at);
    return set;
}

std::vector<CachedData> data_of(const CacheModel& model, const Version& version,
                                std::span<const KeyRef> refs, const Timing& timing) {
    std::vector<CachedData> all;
    for (const SignerSet& set : version.signer_sets) {
        CachedData data;
        data.life.since = version.published_at;
        data.life.propagation = timing.zone_propagation;
        data.life.ttl = std::max<std::int64_t>(set.max_ttl, timing.max_zone_ttl.value_or(0));
        for (const KeyPosition key : set.keys) data.signers.push_back(refs[key]);
        std::ranges::sort(data.signers);
        for (const UnpublishedSigner& signer : set.unpublished)
            for (std::size_t i = 0; i < model.keys.size(); ++i)
                if (model.keys[i].algorithm == signer.algorithm && model.keys[i].tag == signer.tag)
                    data.presumed.push_back(static_cast<KeyRef>(i));
        data.rrsets = data.left = set.count;
        if (!set.keys.empty()) data.expires = set.last_expiry;
        data.bogus = version.is_signed() && set.keys.empty();
        data.example = set.example;
        all.push_back(std::move(data));
    }
    return all;
}

bool same(const CachedKeySet& a, const CachedKeySet& b) {
    return a.keys == b.keys && a.signatures == b.signatures;
}
bool same(const CachedData& a, const CachedData& b) {
    return a.signers == b.signers && a.presumed == b.presumed && a.bogus == b.bogus;
}

/// Adds what a version shows to what is known: a state that goes on has a longer life, no second.
template <class State>
class Timeline {
public:
    Timeline(std::vector<State>& all, std::uint16_t provider) : all_(all), provider_(provider) {}

    /// @param follows no other version was published between the one before and this.
    void show(std::size_t version, Timestamp at, bool follows, std::vector<State> shown) {
        std::vector<std::size_t> now;
        for (State& state : shown) {
            const auto goes_on = std::ranges::find_if(now_, [&](std::size_t i) {
                return same(all_[i], state) && all_[i].life.ttl == state.life.ttl;
            });
            if (goes_on == now_.end()) {
                state.source = {provider_, version, version};
                now.push_back(all_.size());
                all_.push_back(std::move(state));
                continue;
            }
            now.push_back(*goes_on);
            all_[*goes_on].source.last_version = version;
            grow(all_[*goes_on], state);
        }
        for (const std::size_t i : now_)
            if (std::ranges::find(now, i) == now.end()) supersede(all_[i], at, follows);
        now_ = std::move(now);
    }
    std::span<const std::size_t> published() const { return now_; }

private:
    static void grow(CachedKeySet&, const CachedKeySet&) {}
    static void grow(CachedData& known, const CachedData& shown) {
        known.rrsets = std::max(known.rrsets, shown.rrsets);
        known.left = shown.left;
        known.example = shown.example;
        known.expires = std::max(known.expires, shown.expires);
    }
    static void supersede(CachedKeySet& set, Timestamp at, bool) { set.life.superseded = at; }
    /// "the resolver MUST [...] set the TTL to a value no greater than [...] the RRSIG RR's
    /// signature expiration time, minus the current time" (RFC 4035 5.3.3). A signature that had
    /// ended before was renewed in a version nobody recorded.
    static void supersede(CachedData& data, Timestamp at, bool follows) {
        data.life.superseded = at;
        if (follows && data.expires && *data.expires >= at)
            data.life.ttl = std::min(data.life.ttl, seconds(*data.expires) - seconds(at));
    }

    std::vector<State>& all_;
    std::uint16_t provider_;
    std::vector<std::size_t> now_;  // positions of what is published
};

void add_provider(CacheModel& model, ProviderVersions versions, std::uint16_t provider,
                  const Timing& timing, Timestamp now) {
    Timeline<CachedKeySet> key_sets(model.key_sets, provider);
    Timeline<CachedData> data(model.data, provider);
    for (std::size_t i = 0; i < versions.size(); ++i) {
        const Version& version = versions[i];
        const auto refs = refs_of(model, version);
        const bool follows = i != 0 && version.serial() == versions[i - 1].serial() + 1;
        key_sets.show(i, version.published_at, follows, {key_set_of(version, refs, timing)});
        data.show(i, version.published_at, follows, data_of(model, version, refs, timing));
    }
    if (versions.empty()) return;
    const auto refs = refs_of(model, versions.back());
    for (const std::size_t i : key_sets.published())
        model.key_sets[i].signatures =
            signatures_of(versions.back(), refs, std::max(now, versions.back().published_at));
}

CachedDs ds_state(const CacheModel& model, const DsVersion& version, const Timing& timing) {
    CachedDs ds;
    ds.life.since = version.observed_at;
    ds.life.propagation = timing.parent_propagation;
    const std::int64_t seen = version.ttl ? *version.ttl : timing.ds_ttl.value_or(usual_ds_ttl);
    ds.life.ttl = std::max(seen, timing.ds_ttl.value_or(0));
    bool sha2 = false;
    for (const auto& rdata : version.records) {
        const DsView view(rdata);
        const DigestInfo* const digest = find_digest(view.digest_type());
        if (digest == nullptr || !digest->supported || !supports_algorithm(view.algorithm()))
            continue;
        // One of the wrong length names no key, and takes part (V-DS-2, V-DS-3).
        sha2 |= view.digest_type() > sha1 && view.digest().size() == digest->octets;
        DsLink link{view.algorithm(),
                    view.key_tag(),
                    view.digest_type(),
                    {view.digest().begin(), view.digest().end()},
                    {}};
        for (std::size_t i = 0; i < model.keys.size(); ++i)
            if (names(link, model.keys[i], model.zone)) link.keys.push_back(static_cast<KeyRef>(i));
        ds.links.push_back(std::move(link));
    }
    if (sha2) std::erase_if(ds.links, [](const DsLink& link) { return link.digest_type == sha1; });
    return ds;
}

void add_ds(CacheModel& model, std::span<const DsVersion> versions, const Timing& timing) {
    for (std::size_t i = 0; i < versions.size(); ++i) {
        CachedDs ds = ds_state(model, versions[i], timing);
        ds.source.version = ds.source.last_version = i;
        if (!model.ds.empty()) model.ds.back().life.superseded = ds.life.since;
        model.ds.push_back(std::move(ds));
    }
}

/// The first moment at which any provider's zone was signed.
std::optional<Timestamp> first_signed(std::span<const ProviderVersions> providers) {
    std::optional<Timestamp> first;
    for (const ProviderVersions versions : providers) {
        const auto found = std::ranges::find_if(versions, &Version::is_signed);
        if (found != versions.end() && (!first || found->published_at < *first))
            first = found->published_at;
    }
    return first;
}

/// A state in the place of what the provider publishes, as of a version behind its last one.
template <class State>
void replace(std::vector<State>& states, std::vector<State> by, std::uint16_t provider,
             Timestamp at) {
    std::size_t version = 0;
    for (State& state : states) {
        if (state.source.provider != provider) continue;
        version = std::max(version, state.source.last_version + 1);
        if (!state.life.superseded) state.life.superseded = at;
    }
    for (State& state : by) {
        state.life.since = at;
        state.life.superseded.reset();
        state.source = {provider, version, version};
        states.push_back(std::move(state));
    }
}

}  // namespace

std::optional<Timestamp> CacheLife::served_until() const {
    if (!superseded) return std::nullopt;
    return later(*superseded, propagation);
}

std::optional<Timestamp> CacheLife::end() const {
    if (!superseded) return std::nullopt;
    return later(*superseded, propagation + ttl);
}

CacheModel cache_model(NameView zone, std::span<const ProviderVersions> providers,
                       std::span<const DsVersion> ds, const Timing& timing, Timestamp now) {
    CacheModel model;
    model.zone = Name(zone);
    model.ds_known = !ds.empty();
    // All keys first: a signer may be published later than its signatures.
    for (const ProviderVersions versions : providers)
        for (const Version& version : versions) refs_of(model, version);
    for (std::size_t i = 0; i < providers.size(); ++i)
        add_provider(model, providers[i], static_cast<std::uint16_t>(i), timing, now);
    add_ds(model, ds, timing);
    if (const auto first = first_signed(providers); first && !model.ds.empty())
        model.ds.front().life.since = std::min(model.ds.front().life.since, *first);
    return model;
}

CacheStep cache_step(CacheModel& model, const Version& version, const Timing& timing,
                     std::uint16_t provider) {
    const auto refs = refs_of(model, version);
    CacheStep step;
    step.provider = provider;
    step.key_set = key_set_of(version, refs, timing);
    step.data = data_of(model, version, refs, timing);
    return step;
}

CacheStep cache_step(CacheModel& model, const DsVersion& version, const Timing& timing) {
    CacheStep step;
    step.ds = ds_state(model, version, timing);
    return step;
}

CacheModel with_step(CacheModel model, const CacheStep& step, Timestamp at) {
    if (step.ds) {
        replace(model.ds, {*step.ds}, 0, at);
        model.ds_known = true;
    }
    if (step.key_set) replace(model.key_sets, {*step.key_set}, step.provider, at);
    if (step.data) replace(model.data, *step.data, step.provider, at);
    return model;
}

}  // namespace zoneproof
