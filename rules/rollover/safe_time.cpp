// When a step may be published. Each copy that does not fit what the step brings has to be gone
// first; what is published still, and replaced by the step, meets it for certain.
#include "rules/rollover/misfits.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// The model and the states of the step behind its own, each without begin and end.
CacheModel side_by_side(CacheModel model, const CacheStep& step) {
    const auto add = [](auto& states, auto state) {
        state.life.since = Timestamp{no_begin};
        state.life.superseded.reset();
        states.push_back(std::move(state));
    };
    if (step.ds) add(model.ds, *step.ds), model.ds_known = true;
    if (step.key_set) add(model.key_sets, *step.key_set);
    if (step.data)
        for (const CachedData& data : *step.data) add(model.data, data);
    return model;
}

std::int64_t last_change(const CacheModel& model) {
    std::int64_t last = no_begin;
    const auto look = [&](const auto& states) {
        for (const auto& state : states) last = std::max(last, seconds(state.life.since));
    };
    look(model.ds), look(model.key_sets), look(model.data);
    return last;
}

/// The step follows what is published: an inception that was over by then is no reason to wait.
void forget_inception(CachedKeySet& set, std::int64_t until) {
    for (KeySetSignature& by : set.signatures)
        if (seconds(by.from) <= until) by.from = Timestamp{no_begin};
}

/// What the step replaces and no cache keeps for a second never meets it: it has no life.
template <class State>
void forget_uncached(std::vector<State>& states, std::uint16_t provider) {
    for (State& state : states)
        if (!state.life.superseded && state.source.provider == provider &&
            state.life.propagation + state.life.ttl == 0)
            state.life.superseded = state.life.since;
}

/// What has to be over before the step: the last second of any pair it would break.
class Wait {
public:
    /// @param new_data the first position of RRsets that the step brings.
    Wait(const CacheModel& both, std::size_t new_data, Safety safety)
        : model_(both), new_data_(new_data), safety_(safety) {}

    /// A pair, in the positions of side_by_side().
    void pair(Misfit misfit, std::uint8_t algorithm, std::optional<std::size_t> ds,
              const std::vector<std::size_t>& key_sets, const std::vector<std::size_t>& data,
              const SecondSpans& bad) {
        if (bad.empty()) return;
        const bool brings = !data.empty() && data.front() >= new_data_;
        const std::int64_t safety = brings ? safety_.brings : safety_.drops;
        const std::int64_t until = bad.end() == no_end ? no_end : bad.end() + safety;
        if (cause_ && until <= until_) return;
        until_ = until;
        margin_ = until == no_end ? 0 : safety;
        brings_ = brings;
        cause_ = cause_of(model_, misfit, algorithm, ds, key_sets, data, bad.spans().back());
    }
    SafeTime result() const;

private:
    void add_terms(SafeTime&) const;
    std::optional<CacheLife> life_that_ends() const;

    const CacheModel& model_;
    std::size_t new_data_;
    Safety safety_;
    std::int64_t until_ = no_begin, margin_ = 0;  // with the margin
    bool brings_ = false;
    std::optional<MisfitCause> cause_;
};

/// What is there, the step, and both.
struct Meeting {
    const CacheModel& before;
    const CacheStep& step;
    const CacheModel& both;

    std::size_t new_ds() const { return before.ds.size(); }
    std::size_t new_set() const { return before.key_sets.size(); }
    std::size_t new_data(std::size_t i) const { return before.data.size() + i; }
};

/// What strict validators cannot validate by an algorithm as things are published, which is not
/// held against the step.
struct Lost {
    std::uint8_t algorithm = any_algorithm;
    const CachedDs* ds = nullptr;         // the one at the parent; nullptr: nothing is forgiven
    const CachedKeySet* under = nullptr;  // the DNSKEY RRset that the step replaces
    bool no_more = false;                 // the step leaves no more RRsets without the algorithm

    bool forgives(const CachedDs& by) const {
        return ds != nullptr && chain_holds(by, *under, algorithm).empty();
    }
    /// While no DS RRset in caches leads to it, nothing below a DNSKEY RRset counts.
    SecondSpans counts(const CachedKeySet& set, const CacheModel& before) const {
        if (ds == nullptr) return SecondSpans::all();
        std::vector<SecondSpan> led;
        for (const CachedDs& by : before.ds) {
            if (!has_algorithm(by, algorithm) || chain_holds(by, set, algorithm).empty()) continue;
            const SecondSpans live = spans_of(by.life);
            led.insert(led.end(), live.spans().begin(), live.spans().end());
        }
        return SecondSpans(std::move(led));
    }
    bool forgives(const CachedData& data, const CacheModel& model) const {
        return ds != nullptr && !covers(under->keys, data, algorithm, model);
    }
};

Lost lost_already(const Meeting& m, std::uint8_t algorithm) {
    const auto is_published = [](const auto& state) { return !state.life.superseded; };
    const auto ds = std::ranges::find_if(m.before.ds, is_published);
    const auto set = std::ranges::find_if(m.before.key_sets, [&](const CachedKeySet& one) {
        return is_published(one) && one.source.provider == m.step.provider;
    });
    if (ds == m.before.ds.end() || !has_algorithm(*ds, algorithm) ||
        set == m.before.key_sets.end() || m.step.ds || !m.step.key_set || !m.step.data)
        return {};
    std::uint64_t before = 0, after = 0;
    for (const CachedData& data : m.before.data)
        if (is_published(data) && data.source.provider == m.step.provider && !data.bogus &&
            !covers(set->keys, data, algorithm, m.both))
            before += data.left;
    for (const CachedData& data : *m.step.data)
        if (!covers(m.step.key_set->keys, data, algorithm, m.both)) after += data.rrsets;
    return {algorithm, &*ds, &*set, after <= before};
}

/// Condition 1, or 3 of the chain.
void wait_for_chain(const Meeting& m, std::uint8_t algorithm, const Lost& lost, Wait& wait) {
    const auto look = [&](const CachedDs& ds, std::size_t d, const CachedKeySet& set, std::size_t k,
                          const SecondSpans& meet) {
        if (has_algorithm(ds, algorithm))
            wait.pair(chain_misfit(ds, set, algorithm), algorithm, d, {k}, {},
                      meet.without(chain_holds(ds, set, algorithm)));
    };
    if (m.step.ds)
        for (std::size_t k = 0; k < m.before.key_sets.size(); ++k)
            look(*m.step.ds, m.new_ds(), m.before.key_sets[k], k,
                 spans_of(m.before.key_sets[k].life));
    if (m.step.key_set)
        for (std::size_t d = 0; d < m.before.ds.size(); ++d)
            if (!lost.forgives(m.before.ds[d]))
                look(m.before.ds[d], d, *m.step.key_set, m.new_set(),
                     spans_of(m.before.ds[d].life));
    if (m.step.ds && m.step.key_set)
        look(*m.step.ds, m.new_ds(), *m.step.key_set, m.new_set(), SecondSpans::all());
    // There may be a DS: whoever goes unsigned has to say that there is none.
    if (!m.both.ds_known && m.step.key_set && m.step.key_set->keys.empty() &&
        std::ranges::any_of(m.before.key_sets, [](const auto& set) { return !set.keys.empty(); }))
        wait.pair(Misfit::no_keys, algorithm, {}, {m.new_set()}, {}, SecondSpans::all());
}

/// Condition 2, or 3 of the data, where a new DNSKEY RRset or new RRsets take part.
void wait_for_data(const Meeting& m, std::uint8_t algorithm, const SecondSpans& secure,
                   const Lost& lost, Wait& wait) {
    const CacheModel& model = m.before;
    const auto look = [&](const CachedKeySet& set, std::size_t k, const CachedData& data,
                          std::size_t state, const SecondSpans& meet) {
        if (judged(set.keys, data, m.both) && !covers(set.keys, data, algorithm, m.both))
            wait.pair(data_misfit(data, algorithm), algorithm, {}, {k}, {state},
                      meet.both(secure).both(lost.counts(set, model)));
    };
    if (m.step.key_set)
        for (std::size_t i = 0; i < model.data.size(); ++i)
            if (!model.data[i].bogus && !lost.forgives(model.data[i], m.both))
                look(*m.step.key_set, m.new_set(), model.data[i], i, spans_of(model.data[i].life));
    if (!m.step.data) return;
    for (std::size_t i = 0; i < m.step.data->size(); ++i) {
        const CachedData& data = (*m.step.data)[i];
        if (lost.no_more && !covers(m.step.key_set->keys, data, algorithm, m.both)) continue;
        for (std::size_t k = 0; k < model.key_sets.size(); ++k)
            look(model.key_sets[k], k, data, m.new_data(i), spans_of(model.key_sets[k].life));
        if (m.step.key_set)
            look(*m.step.key_set, m.new_set(), data, m.new_data(i), SecondSpans::all());
    }
}

/// A first DS, or one of another algorithm, makes old pairs matter that did not.
void wait_for_old_data(const Meeting& m, std::uint8_t algorithm, const SecondSpans& secure_before,
                       Wait& wait) {
    if (!m.step.ds || !has_algorithm(*m.step.ds, algorithm)) return;
    const auto groups = data_groups(m.before);
    for (const KeySetGroup& keys : key_set_groups(m.before))
        for (const DataGroup& data : groups)
            if (!data.data->bogus && !keys.keys->empty() &&
                !covers(*keys.keys, *data.data, algorithm, m.before))
                wait.pair(data_misfit(*data.data, algorithm), algorithm, {}, keys.states,
                          data.states, keys.live.both(data.live).without(secure_before));
}

std::vector<std::uint8_t> algorithms_of(const CacheModel& model, const CacheStep& step,
                                        bool strict) {
    std::vector<std::uint8_t> algorithms = algorithms_asked(model, strict);
    if (strict && step.ds)
        for (const DsLink& link : step.ds->links)
            if (std::ranges::find(algorithms, link.algorithm) == algorithms.end())
                algorithms.push_back(link.algorithm);
    return algorithms;
}

/// Which copy's end it is: one of the pair, or a DS RRset under which the pair mattered.
std::optional<CacheLife> Wait::life_that_ends() const {
    std::vector<CacheLife> lives;
    if (cause_->data) lives.push_back(model_.data[*cause_->data].life);
    lives.push_back(model_.key_sets[cause_->key_set].life);
    for (const CachedDs& ds : model_.ds) lives.push_back(ds.life);
    for (const CacheLife& life : lives)
        if (const auto end = life.end(); end && seconds(*end) == until_ - margin_) return life;
    return std::nullopt;
}

void Wait::add_terms(SafeTime& safe) const {
    if (const auto life = life_that_ends()) {
        safe.terms.push_back({"superseded", *life->superseded, 0});
        safe.terms.push_back({"propagation", {}, life->propagation});
        safe.terms.push_back({"ttl", {}, life->ttl});
    } else {  // nothing ends: a signature begins to be valid
        safe.terms.push_back({"inception", Timestamp{until_ - margin_}, 0});
    }
}

SafeTime Wait::result() const {
    SafeTime safe;
    safe.binding = cause_;
    safe.brings_too_early = brings_;
    if (!cause_) return safe;
    if (until_ == no_end) return safe.ever = false, safe;
    safe.at = Timestamp{until_};
    add_terms(safe);
    if (margin_ != 0) safe.terms.push_back({"safety", {}, margin_});
    return safe;
}

}  // namespace

Timestamp moment_of(const std::vector<TimeTerm>& terms) {
    std::int64_t total = 0;
    for (const TimeTerm& term : terms) total += term.at ? seconds(*term.at) : term.seconds;
    return Timestamp{total};
}

std::int64_t wait_of(const std::vector<TimeTerm>& terms) {
    std::int64_t total = 0;
    for (const TimeTerm& term : terms)
        if (!term.at) total += term.seconds;
    return total;
}

SafeTime earliest_safe(const CacheModel& known, const CacheStep& next, Strictness strictness,
                       Safety safety) {
    CacheModel model = known;
    CacheStep step = next;
    const std::int64_t since = last_change(model);
    for (CachedKeySet& set : model.key_sets) forget_inception(set, since);
    if (step.key_set) forget_inception(*step.key_set, since);
    if (step.ds) forget_uncached(model.ds, 0);
    if (step.key_set) forget_uncached(model.key_sets, step.provider);
    if (step.data) forget_uncached(model.data, step.provider);
    const CacheModel both = side_by_side(model, step);
    const Meeting meeting{model, step, both};
    Wait wait(both, model.data.size(), safety);
    for (const std::uint8_t algorithm :
         algorithms_of(model, step, strictness != Strictness::lenient)) {
        Lost lost;
        if (strictness == Strictness::strict_no_worse && algorithm != any_algorithm)
            lost = lost_already(meeting, algorithm);
        wait_for_chain(meeting, algorithm, lost, wait);
        const SecondSpans before = secure_spans(model, algorithm);
        const bool always = step.ds && has_algorithm(*step.ds, algorithm);
        wait_for_data(meeting, algorithm, always ? SecondSpans::all() : before, lost, wait);
        wait_for_old_data(meeting, algorithm, before, wait);
    }
    return wait.result();
}

}  // namespace zoneproof
