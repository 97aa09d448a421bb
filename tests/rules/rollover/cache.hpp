// Histories in miniature for tests of the cache check: what is published when, with keys as
// letters. TTLs and delays are those of the design's brute force.
#pragma once

#include "rules/rollover/cache_check.hpp"
#include "tests/catch.hpp"

#include <string>

namespace zoneproof::testing {

inline constexpr std::int64_t key_ttl = 3600, data_ttl = 86400, ds_ttl = 86400;
inline constexpr std::int64_t zone_delay = 300, parent_delay = 3600;
inline constexpr std::int64_t hour = 3600;

/// Keys are letters: capitals of algorithm 8, small ones of algorithm 13.
inline KeyRef key(char letter) {
    return static_cast<KeyRef>(letter - 'A');
}
inline std::vector<KeyRef> keys(const std::string& letters) {
    std::vector<KeyRef> refs;
    for (const char letter : letters) refs.push_back(key(letter));
    std::ranges::sort(refs);
    return refs;
}
inline std::uint8_t algorithm(char letter) {
    return letter >= 'a' ? 13 : 8;
}

inline CachedDs ds(const std::string& named) {
    CachedDs state;
    state.life.propagation = parent_delay;
    state.life.ttl = ds_ttl;
    for (const char letter : named) {
        DsLink link;
        link.algorithm = algorithm(letter);
        link.keys = {key(letter)};
        state.links.push_back(link);
    }
    return state;
}
/// Published keys, and which of them sign the RRset.
inline CachedKeySet key_set(const std::string& published, const std::string& signing) {
    CachedKeySet state;
    state.life.propagation = zone_delay;
    state.life.ttl = key_ttl;
    state.keys = keys(published);
    for (const char letter : signing)
        state.signatures.push_back({key(letter), Timestamp{-1'000'000'000}, {}});
    return state;
}
inline CachedData data(const std::string& signers, std::uint64_t rrsets = 100) {
    CachedData state;
    state.life.propagation = zone_delay;
    state.life.ttl = data_ttl;
    state.signers = keys(signers);
    state.rrsets = state.left = rrsets;
    return state;
}
inline CachedData bogus(std::uint64_t rrsets) {
    CachedData state = data("", rrsets);
    state.bogus = true;
    return state;
}

inline CacheStep publish(CachedDs state) {
    CacheStep step;
    step.ds = std::move(state);
    return step;
}
inline CacheStep publish(CachedKeySet state) {
    CacheStep step;
    step.key_set = std::move(state);
    return step;
}
inline CacheStep publish(CachedData state) {
    CacheStep step;
    step.data = std::vector{std::move(state)};
    return step;
}
inline CacheStep operator+(CacheStep a, CacheStep b) {
    if (b.ds) a.ds = std::move(b.ds);
    if (b.key_set) a.key_set = std::move(b.key_set);
    if (b.data) a.data = std::move(b.data);
    return a;
}

/// What happened: since ever, then step by step.
class Past {
public:
    explicit Past(const CacheStep& since_ever) {
        model_.ds_known = true;
        model_.keys.resize(64);
        for (std::size_t i = 0; i < model_.keys.size(); ++i)
            model_.keys[i].algorithm = algorithm(static_cast<char>('A' + i));
        then(-100 * 86400, since_ever);
    }
    Past& then(std::int64_t at, const CacheStep& step) {
        model_ = with_step(std::move(model_), step, Timestamp{at});
        return *this;
    }
    operator const CacheModel&() const { return model_; }

private:
    CacheModel model_;
};

/// "3900", with the safety left out; "never"; "-" when there is nothing to wait for.
inline std::string when(const SafeTime& time) {
    if (!time.ever) return "never";
    return time.at ? std::to_string(seconds(*time.at)) : "-";
}

/// "10800..90000", "0..", separated by blanks.
inline std::string windows(const std::vector<Outage>& outages) {
    std::string text;
    for (const Outage& outage : outages) {
        text += (text.empty() ? "" : " ") + std::to_string(seconds(outage.from)) + "..";
        if (outage.to) text += std::to_string(seconds(*outage.to));
    }
    return text;
}
inline std::string unsafe(const CacheModel& model) {
    return windows(check_caches(model, Timestamp{-1'000'000'000}).unsafe);
}

}  // namespace zoneproof::testing
