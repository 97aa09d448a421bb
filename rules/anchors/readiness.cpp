// Resolvers for every hour at which they can probe: does the slowest of them follow? And when may a
// new key sign alone at the earliest: RFC 5011 6.3, made of the hold-down
// and two query intervals, one until it is seen and one until the probe behind the hold-down.
#include "rules/anchors/rfc5011.hpp"

#include <algorithm>

namespace zoneproof::rfc5011 {
namespace {

constexpr std::int64_t hour = 3600;

const Key* find(const KeySet& set, const std::string& id) {
    const auto found = std::ranges::find(set.keys, id, &Key::id);
    return found == set.keys.end() || found->revoked ? nullptr : &*found;
}

/// The keys that come after the first version, each with what the history itself says of it.
std::vector<KeyReadiness> newcomers(const History& history, const Resolver& resolver) {
    std::vector<KeyReadiness> keys;
    for (std::size_t v = 1; v < history.versions.size(); ++v)
        for (const Key& key : history.versions[v].keys) {
            const bool known =
                std::ranges::find(resolver.anchors, key.id) != resolver.anchors.end();
            const bool listed = std::ranges::find(keys, key.id, &KeyReadiness::key) != keys.end();
            if (!known && !listed && key.sep && !key.revoked)
                keys.push_back({key.id, history.versions[v].from, {}, {}, {}});
        }
    for (KeyReadiness& one : keys) {
        std::int64_t ttl = 0, interval = 0;
        bool there = false;
        for (const KeySet& set : history.versions) {
            const Key* const key = find(set, one.key);
            if (key != nullptr && !there) {
                one.published = set.from;
                ttl = set.ttl;
                interval = resolver.query_interval.value_or(query_interval(set.ttl, {}));
            }
            there = key != nullptr;
            const bool alone =
                there && key->signs && std::ranges::none_of(set.keys, [&](const Key& other) {
                    return other.signs && !other.revoked && other.id != one.key;
                });
            if (!alone) continue;
            one.signs_alone = set.from;
            break;
        }
        one.safe_to_sign = Timestamp{seconds(one.published) +
                                     std::max(resolver.add_hold_down, ttl) + 2 * interval};
    }
    return keys;
}

}  // namespace

Result<AnchorReadiness> readiness(const History& history, Resolver resolver) {
    AnchorReadiness result;
    result.model = resolver.model;
    result.keys = newcomers(history, resolver);
    resolver.start = history.versions.front().from;
    const std::int64_t interval =
        resolver.query_interval.value_or(query_interval(history.versions.front().ttl, {}));
    const Timestamp until = end_of(history, resolver);

    std::vector<unsigned> percents = {100};
    if (resolver.model == Model::unbound) percents.push_back(90);
    std::vector<bool> never(result.keys.size());
    for (const unsigned percent : percents)
        for (std::int64_t phase = 0; phase <= interval; phase += hour) {
            resolver.interval_percent = percent;
            resolver.phase = phase;
            const auto run = simulate(history, resolver, until);
            if (!run) return run.error();
            ++result.resolvers;
            const auto broken = run->bogus ? run->bogus : run->insecure;
            if (broken) {
                ++result.failed;
                if (!result.bogus || *broken < *result.bogus)
                    result.bogus = broken, result.worst_phase = phase;
            }
            for (std::size_t i = 0; i < result.keys.size(); ++i) {
                KeyReadiness& key = result.keys[i];
                const auto valid = run->first(key.key, AnchorState::valid);
                if (!valid) never[i] = true;
                if (valid && (!key.last_valid || *key.last_valid < *valid)) key.last_valid = valid;
            }
        }
    for (std::size_t i = 0; i < never.size(); ++i)
        if (never[i]) result.keys[i].last_valid.reset();
    return result;
}

}  // namespace zoneproof::rfc5011
