// Which contents do not fit each other, and in which moments copies of them meet: what the check
// of today and the time of the next step share. Private to rules/rollover.
//
// Conditions 1 and 2 of cache_check.hpp ask for any algorithm, condition 3 for each of the DS: the
// same questions, with an algorithm.
#pragma once

#include "rules/rollover/cache_check.hpp"
#include "rules/rollover/spans.hpp"

#include <functional>

namespace zoneproof {

inline constexpr std::uint8_t any_algorithm = 0;  // reserved: no DS that counts has it

SecondSpans spans_of(const CacheLife&);

bool has_algorithm(const CachedDs&, std::uint8_t algorithm);
/// When a link of the algorithm names a key of the set that signs the set.
SecondSpans chain_holds(const CachedDs&, const CachedKeySet&, std::uint8_t algorithm);
/// Why it does not, at least for a time.
Misfit chain_misfit(const CachedDs&, const CachedKeySet&, std::uint8_t algorithm);

/// Whether a key of the set, of the algorithm, signs the data.
bool covers(const std::vector<KeyRef>& keys, const CachedData&, std::uint8_t algorithm,
            const CacheModel&);
Misfit data_misfit(const CachedData&, std::uint8_t algorithm);

/// DNSKEY RRsets with the same usable keys, and data with the same signers, wherever in time.
struct KeySetGroup {
    const std::vector<KeyRef>* keys;
    SecondSpans live;
    std::vector<std::size_t> states;
};
struct DataGroup {
    const CachedData* data;
    SecondSpans live;
    std::vector<std::size_t> states;
};
std::vector<KeySetGroup> key_set_groups(const CacheModel&);
std::vector<DataGroup> data_groups(const CacheModel&);

/// When some cache may hold a DS RRset with the algorithm: RRsets must validate by it. Always, when
/// nobody said what the parent publishes.
SecondSpans secure_spans(const CacheModel&, std::uint8_t algorithm);
/// The algorithms to ask for: any, and where strict each of the DS RRsets.
std::vector<std::uint8_t> algorithms_asked(const CacheModel&, bool strict);
/// Whether RRsets under this DNSKEY RRset are judged at all: without keys it is the chain that
/// breaks, or nobody said that there is a DS.
bool judged(const std::vector<KeyRef>& keys, const CachedData&, const CacheModel&);

/// Of states of a group, the one that stays longest among those with a copy within the span.
template <class State>
std::size_t longest(const std::vector<State>& all, const std::vector<std::size_t>& states,
                    SecondSpan within) {
    std::size_t best = states.front();
    std::int64_t best_end = no_begin;
    for (const std::size_t i : states) {
        const auto end = all[i].life.end();
        const std::int64_t until = end ? seconds(*end) : no_end;
        if (seconds(all[i].life.since) >= within.to || until <= within.from || until < best_end)
            continue;
        best = i, best_end = until;
    }
    return best;
}

/// One pair of contents, and when copies of both are there.
using OnMisfit = std::function<void(Misfit, std::optional<std::size_t> ds,
                                    const std::vector<std::size_t>& key_sets,
                                    const std::vector<std::size_t>& data, const SecondSpans&)>;
/// Calls for each pair that does not fit, for one algorithm.
void each_misfit(const CacheModel&, std::uint8_t algorithm, const OnMisfit&);

MisfitCause cause_of(const CacheModel&, Misfit, std::uint8_t algorithm,
                     std::optional<std::size_t> ds, const std::vector<std::size_t>& key_sets,
                     const std::vector<std::size_t>& data, SecondSpan when);

}  // namespace zoneproof
