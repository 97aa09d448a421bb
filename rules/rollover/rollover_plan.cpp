#include "rules/rollover/rollover_plan.hpp"

#include "rules/rollover/spans.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::int64_t for_long = std::int64_t{400} * 86400;

bool contains(const std::vector<KeyRef>& keys, KeyRef key) {
    return std::ranges::find(keys, key) != keys.end();
}

std::vector<KeyRef> sorted(std::vector<KeyRef> keys) {
    std::ranges::sort(keys);
    const auto repeated = std::unique(keys.begin(), keys.end());
    keys.erase(repeated, keys.end());
    return keys;
}

/// `change` on top of `state`.
PlannedState changed(PlannedState state, const PlannedState& change) {
    const auto take = [](auto& to, const auto& from) {
        if (from) to = from;
    };
    take(state.dnskey, change.dnskey);
    take(state.signs_dnskey, change.signs_dnskey);
    take(state.signs_data, change.signs_data);
    take(state.ds, change.ds);
    return state;
}

class Play {
public:
    explicit Play(const RolloverPlan& plan) : plan_(plan) {
        for (const PlannedKey& key : plan.keys) {
            CachedKey cached;
            cached.algorithm = key.algorithm;
            cached.identity.octets[0] = static_cast<std::uint8_t>(model_.keys.size() + 1);
            cached.identity.octets[1] = static_cast<std::uint8_t>((model_.keys.size() + 1) >> 8);
            model_.keys.push_back(cached);
        }
        model_.ds_known = true;
        states_.push_back(plan.now);
        model_ = with_step(std::move(model_), step_to({}, plan.now),
                           Timestamp{seconds(plan.start) - for_long});
        now_ = plan.start;
    }

    PlayedPlan run() {
        PlayedPlan played;
        for (const PlannedStep& step : plan_.steps) {
            played.steps.push_back(take(step));
            if (!played.steps.back().at) break;
            const auto kind = played.steps.back().rollback.kind;
            const bool no_way =
                kind == Rollback::Kind::new_rollover || kind == Rollback::Kind::never;
            if (no_way && !played.point_of_no_return)
                played.point_of_no_return = played.steps.size() - 1;
        }
        return played;
    }

private:
    CacheStep step_to(const PlannedState& before, const PlannedState& after) const;
    PlayedStep take(const PlannedStep&);
    Rollback way_back() const;
    bool is_late(const PlannedState&, Timestamp at) const;
    std::string name(const std::vector<KeyRef>&) const;

    const RolloverPlan& plan_;
    CacheModel model_;
    std::vector<PlannedState> states_;  // before the first step, and behind each
    Timestamp now_{};
};

CacheStep Play::step_to(const PlannedState& before, const PlannedState& after) const {
    CacheStep step;
    if (before.ds != after.ds) {
        step.ds.emplace();
        step.ds->life.propagation = plan_.timing.parent_propagation;
        step.ds->life.ttl = plan_.ttl.ds;
        for (const KeyRef key : *after.ds) {
            DsLink link;
            link.algorithm = plan_.keys[key].algorithm;
            link.keys = {key};
            step.ds->links.push_back(link);
        }
    }
    if (before.dnskey != after.dnskey || before.signs_dnskey != after.signs_dnskey) {
        step.key_set.emplace();
        step.key_set->life.propagation = plan_.timing.zone_propagation;
        step.key_set->life.ttl = plan_.ttl.key;
        step.key_set->keys = sorted(*after.dnskey);
        // That those of a lost key end is asked by is_late(): it spoils every step, not this one.
        for (const KeyRef key : *after.signs_dnskey)
            step.key_set->signatures.push_back({key, Timestamp{no_begin}, std::nullopt});
    }
    if (before.signs_data != after.signs_data) {
        CachedData data;
        data.life.propagation = plan_.timing.zone_propagation;
        data.life.ttl = plan_.ttl.data;
        data.signers = sorted(*after.signs_data);
        data.rrsets = data.left = 1;
        step.data = std::vector{data};
    }
    return step;
}

/// Outages that were not there without the step.
std::vector<Outage> only_new(std::vector<Outage> with, const std::vector<Outage>& without) {
    std::erase_if(with, [&](const Outage& outage) {
        return std::ranges::any_of(without, [&](const Outage& known) {
            return known.from == outage.from && known.to == outage.to;
        });
    });
    return with;
}

/// A step that only takes away waits with the safety of a removal. One that brings something is
/// held to that of publication, and to both where a key leaves with it.
std::int64_t safety_of(const PlannedState& before, const PlannedState& after,
                       const Timing& timing) {
    const auto lacks = [](const std::vector<KeyRef>& keys, const std::vector<KeyRef>& some) {
        return !std::ranges::all_of(some, [&](KeyRef key) { return contains(keys, key); });
    };
    const bool brings =
        lacks(*before.dnskey, *after.dnskey) || lacks(*before.signs_dnskey, *after.signs_dnskey) ||
        lacks(*before.signs_data, *after.signs_data) || lacks(*before.ds, *after.ds);
    if (!brings) return timing.retire_safety;
    return lacks(*after.dnskey, *before.dnskey)
               ? std::max(timing.publish_safety, timing.retire_safety)
               : timing.publish_safety;
}

std::string what_breaks(const MisfitCause& cause) {
    switch (cause.misfit) {
    case Misfit::no_key_for_ds: return "a DS RRset in caches names no key of the DNSKEY RRset";
    case Misfit::ds_key_not_signing: return "a DS names a key that does not sign the DNSKEY RRset";
    case Misfit::no_keys: return "a DS RRset in caches promises keys, and there are none";
    case Misfit::not_signed: return "RRsets in caches are not signed";
    case Misfit::signer_not_in_keys:
        return "RRsets are signed by keys that a DNSKEY RRset in caches lacks";
    case Misfit::algorithm_incomplete:
        return "an algorithm of the DS RRset is not everywhere in caches (strict validators only)";
    }
    return {};
}

PlayedStep Play::take(const PlannedStep& step) {
    const PlannedState before = states_.back(), after = changed(before, step.change);
    const CacheStep change = step_to(before, after);
    PlayedStep played;
    played.name = step.name;
    const std::int64_t safety = safety_of(before, after, plan_.timing);
    played.earliest = earliest_safe(model_, change, Strictness::strict, {safety, safety});
    if (step.at)
        played.at = *step.at;
    else if (step.after)
        played.at = Timestamp{seconds(now_) + *step.after};
    else if (played.earliest.ever)
        played.at = std::max(now_, played.earliest.at.value_or(now_));
    if (!played.at) {
        played.cause = what_breaks(*played.earliest.binding);
        return played;
    }
    const CacheCheck without = check_caches(model_, *played.at);
    model_ = with_step(std::move(model_), change, *played.at);
    CacheCheck with = check_caches(model_, *played.at);
    played.unsafe = only_new(std::move(with.unsafe), without.unsafe);
    played.incomplete = only_new(std::move(with.incomplete), without.incomplete);
    for (const auto* const outages : {&played.unsafe, &played.incomplete})
        if (played.cause.empty() && !outages->empty())
            played.cause = what_breaks(outages->front().binding());
    now_ = *played.at;
    states_.push_back(after);
    played.late = is_late(before, now_);
    played.rollback = way_back();
    return played;
}

/// What a lost key has signed was still needed when its signatures ended.
bool Play::is_late(const PlannedState& before, Timestamp at) const {
    if (!plan_.signatures_until || at <= *plan_.signatures_until) return false;
    const auto needs = [&](const std::vector<KeyRef>& signers) {
        return !signers.empty() &&
               std::ranges::all_of(signers, [&](KeyRef key) { return contains(plan_.lost, key); });
    };
    return needs(*before.signs_data) || needs(*before.signs_dnskey);
}

std::string Play::name(const std::vector<KeyRef>& keys) const {
    std::string text;
    for (const KeyRef key : keys) text += (text.empty() ? "" : ", ") + plan_.keys[key].name;
    return text;
}

Rollback Play::way_back() const {
    Rollback back;
    const PlannedState &after = states_.back(), &before = states_[states_.size() - 2];
    std::vector<KeyRef> returning;
    for (const KeyRef key : *before.dnskey)
        if (!contains(*after.dnskey, key)) returning.push_back(key);
    if (!returning.empty()) {
        back.kind = Rollback::Kind::new_rollover;
        back.why =
            fmt::format("{} has left the DNSKEY RRset: caches no longer know it", name(returning));
        return back;
    }
    const SafeTime time = earliest_safe(model_, step_to(after, before), Strictness::lenient);
    if (!time.ever) {
        back.kind = Rollback::Kind::never;
        back.why = what_breaks(*time.binding);
        return back;
    }
    if (time.at && *time.at > now_) {
        back.kind = Rollback::Kind::after_a_wait;
        back.from = time.at;
        back.why = what_breaks(*time.binding);
    }
    // Step by step to the beginning, each as soon as it does no harm.
    CacheModel model = model_;
    Timestamp at = now_;
    for (std::size_t i = states_.size() - 1; i-- > 0;) {
        const CacheStep undo = step_to(states_[i + 1], states_[i]);
        const SafeTime safe = earliest_safe(model, undo, Strictness::lenient);
        if (!safe.ever) return back;
        at = std::max(at, safe.at.value_or(at));
        model = with_step(std::move(model), undo, at);
    }
    back.all_undone = at;
    return back;
}

}  // namespace

bool PlayedPlan::safe() const {
    return std::ranges::all_of(
        steps, [](const PlayedStep& step) { return step.unsafe.empty() && !step.late; });
}

bool PlayedPlan::complete() const {
    return std::ranges::all_of(steps, [](const PlayedStep& step) { return step.at.has_value(); });
}

PlayedPlan play(const RolloverPlan& plan) {
    return Play(plan).run();
}

}  // namespace zoneproof
