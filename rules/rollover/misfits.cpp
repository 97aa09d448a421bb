#include "rules/rollover/misfits.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace zoneproof {
namespace {

bool contains(const std::vector<KeyRef>& sorted, KeyRef key) {
    return std::ranges::binary_search(sorted, key);
}

bool asked(const DsLink& link, std::uint8_t algorithm) {
    return algorithm == any_algorithm || link.algorithm == algorithm;
}

std::optional<Timestamp> moment(std::int64_t second) {
    if (second == no_end) return std::nullopt;
    return Timestamp{second};
}

SecondSpan span_of(const CacheLife& life) {
    const auto end = life.end();
    return {seconds(life.since), end ? seconds(*end) : no_end};
}

/// When there is a copy of any of the states.
template <class State>
SecondSpans live(const std::vector<State>& all, const std::vector<std::size_t>& states) {
    std::vector<SecondSpan> spans;
    for (const std::size_t i : states) spans.push_back(span_of(all[i].life));
    return SecondSpans(std::move(spans));
}

/// Of bogus data: how long servers hand it out within the span.
std::int64_t served_until(const CacheModel& model, const std::vector<std::size_t>& data,
                          SecondSpan when) {
    std::int64_t until = when.from;
    for (const std::size_t i : data) {
        const CacheLife& life = model.data[i].life;
        const auto served = life.served_until();
        if (seconds(life.since) < when.to)
            until = std::max(until, served ? seconds(*served) : no_end);
    }
    return std::min(until, when.to);
}

}  // namespace

SecondSpans spans_of(const CacheLife& life) {
    return SecondSpans({span_of(life)});
}

bool has_algorithm(const CachedDs& ds, std::uint8_t algorithm) {
    return std::ranges::any_of(ds.links,
                               [&](const DsLink& link) { return asked(link, algorithm); });
}

SecondSpans chain_holds(const CachedDs& ds, const CachedKeySet& set, std::uint8_t algorithm) {
    std::vector<SecondSpan> good;
    for (const DsLink& link : ds.links) {
        if (!asked(link, algorithm)) continue;
        for (const KeySetSignature& by : set.signatures)
            if (contains(set.keys, by.key) &&
                std::ranges::find(link.keys, by.key) != link.keys.end())
                good.push_back({seconds(by.from), by.to ? seconds(*by.to) + 1 : no_end});
    }
    return SecondSpans(std::move(good));
}

Misfit chain_misfit(const CachedDs& ds, const CachedKeySet& set, std::uint8_t algorithm) {
    if (set.keys.empty()) return Misfit::no_keys;
    if (algorithm != any_algorithm) return Misfit::algorithm_incomplete;
    for (const DsLink& link : ds.links)
        if (std::ranges::any_of(link.keys, [&](KeyRef key) { return contains(set.keys, key); }))
            return Misfit::ds_key_not_signing;
    return Misfit::no_key_for_ds;
}

bool covers(const std::vector<KeyRef>& keys, const CachedData& data, std::uint8_t algorithm,
            const CacheModel& model) {
    const auto good = [&](KeyRef signer) {
        return contains(keys, signer) &&
               (algorithm == any_algorithm || model.keys[signer].algorithm == algorithm);
    };
    return std::ranges::any_of(data.signers, good) ||
           (algorithm != any_algorithm && std::ranges::any_of(data.presumed, good));
}

Misfit data_misfit(const CachedData& data, std::uint8_t algorithm) {
    if (algorithm != any_algorithm) return Misfit::algorithm_incomplete;
    return data.signers.empty() ? Misfit::not_signed : Misfit::signer_not_in_keys;
}

std::vector<KeySetGroup> key_set_groups(const CacheModel& model) {
    std::map<std::vector<KeyRef>, std::vector<std::size_t>> by_keys;
    for (std::size_t i = 0; i < model.key_sets.size(); ++i)
        by_keys[model.key_sets[i].keys].push_back(i);
    std::vector<KeySetGroup> groups;
    for (auto& [keys, states] : by_keys) {
        const auto* const first = &model.key_sets[states.front()].keys;
        groups.push_back({first, live(model.key_sets, states), std::move(states)});
    }
    return groups;
}

std::vector<DataGroup> data_groups(const CacheModel& model) {
    using Content = std::tuple<std::vector<KeyRef>, std::vector<KeyRef>, bool>;
    std::map<Content, std::vector<std::size_t>> by_content;
    for (std::size_t i = 0; i < model.data.size(); ++i) {
        const CachedData& data = model.data[i];
        by_content[{data.signers, data.presumed, data.bogus}].push_back(i);
    }
    std::vector<DataGroup> groups;
    for (auto& [content, states] : by_content) {
        const CachedData* const first = &model.data[states.front()];
        groups.push_back({first, live(model.data, states), std::move(states)});
    }
    return groups;
}

SecondSpans secure_spans(const CacheModel& model, std::uint8_t algorithm) {
    if (!model.ds_known) return SecondSpans::all();
    std::vector<std::size_t> states;
    for (std::size_t i = 0; i < model.ds.size(); ++i)
        if (has_algorithm(model.ds[i], algorithm)) states.push_back(i);
    return live(model.ds, states);
}

std::vector<std::uint8_t> algorithms_asked(const CacheModel& model, bool strict) {
    std::vector<std::uint8_t> algorithms{any_algorithm};
    for (const CachedDs& ds : model.ds)
        for (const DsLink& link : ds.links)
            if (strict && std::ranges::find(algorithms, link.algorithm) == algorithms.end())
                algorithms.push_back(link.algorithm);
    return algorithms;
}

bool judged(const std::vector<KeyRef>& keys, const CachedData& data, const CacheModel& model) {
    if (keys.empty()) return false;
    return model.ds_known || data.bogus || !data.signers.empty();
}

void each_misfit(const CacheModel& model, std::uint8_t algorithm, const OnMisfit& call) {
    for (std::size_t d = 0; d < model.ds.size(); ++d) {
        const CachedDs& ds = model.ds[d];
        if (!has_algorithm(ds, algorithm)) continue;
        const SecondSpans live = spans_of(ds.life);
        for (std::size_t k = 0; k < model.key_sets.size(); ++k) {
            const CachedKeySet& set = model.key_sets[k];
            const SecondSpans meet = live.both(spans_of(set.life));
            if (meet.empty()) continue;
            const SecondSpans bad = meet.without(chain_holds(ds, set, algorithm));
            if (!bad.empty()) call(chain_misfit(ds, set, algorithm), d, {k}, {}, bad);
        }
    }
    const SecondSpans secure = secure_spans(model, algorithm);
    const auto all_data = data_groups(model);
    for (const KeySetGroup& keys : key_set_groups(model))
        for (const DataGroup& data : all_data) {
            if (!judged(*keys.keys, *data.data, model) ||
                covers(*keys.keys, *data.data, algorithm, model))
                continue;
            const SecondSpans bad = keys.live.both(data.live).both(secure);
            if (!bad.empty())
                call(data_misfit(*data.data, algorithm), {}, keys.states, data.states, bad);
        }
}

MisfitCause cause_of(const CacheModel& model, Misfit misfit, std::uint8_t algorithm,
                     std::optional<std::size_t> ds, const std::vector<std::size_t>& key_sets,
                     const std::vector<std::size_t>& data, SecondSpan when) {
    MisfitCause cause;
    cause.misfit = misfit;
    cause.algorithm = algorithm;
    cause.ds = ds;
    cause.key_set = longest(model.key_sets, key_sets, when);
    cause.from = Timestamp{when.from};
    cause.to = cause.validators_until = moment(when.to);
    if (data.empty()) return cause;
    cause.data = longest(model.data, data, when);
    if (model.data[*cause.data].bogus)
        cause.validators_until = moment(served_until(model, data, when));
    for (const std::size_t i : data)
        if (!spans_of(model.data[i].life).both(SecondSpans({when})).empty())
            cause.rrsets = std::max(cause.rrsets, model.data[i].rrsets);
    return cause;
}

}  // namespace zoneproof
