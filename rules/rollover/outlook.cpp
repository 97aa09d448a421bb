#include "rules/rollover/outlook.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

CacheModel model_of(const Situation& situation) {
    std::vector<ProviderVersions> providers;
    for (const SignerHistory& signer : situation.signers) providers.emplace_back(signer.versions);
    return cache_model(situation.zone, providers, situation.ds, situation.timing, situation.at);
}

std::int64_t longest_data_ttl(const Version& version) {
    std::int64_t ttl = version.soa.negative_ttl();
    for (const SignerSet& set : version.signer_sets) ttl = std::max<std::int64_t>(ttl, set.max_ttl);
    return ttl;
}

/// Names of moment, propagation and TTL by what is waited for, as RFC 7583 has them.
struct TermNames {
    const char *moment, *propagation, *ttl;
};
constexpr TermNames of_ds{"old_ds", "DprpP", "TTLds"};
constexpr TermNames of_keys{"old_dnskey", "Dprp", "TTLkey"};
constexpr TermNames of_data{"last_old_rrsig", "Dprp", "max_ttl"};

/// Which copy's end the time is.
TermNames names_of(const MisfitCause& cause, const CacheModel& model, Timestamp end) {
    const auto ends = [&](const CacheLife& life) { return life.end() == end; };
    if (cause.data && *cause.data < model.data.size() && ends(model.data[*cause.data].life))
        return of_data;
    if (cause.key_set < model.key_sets.size() && ends(model.key_sets[cause.key_set].life))
        return of_keys;
    return of_ds;
}

void name_terms(StepTime& time, const SafeTime& safe, const CacheModel& model, Margin margin,
                std::int64_t safety) {
    const TermNames names = names_of(*safe.binding, model, Timestamp{seconds(*safe.at) - safety});
    for (TimeTerm& term : time.terms) {
        if (term.name == "superseded") term.name = names.moment;
        if (term.name == "propagation") term.name = names.propagation;
        if (term.name == "ttl") term.name = names.ttl;
        if (term.name == "safety") term.name = name_of(margin);
    }
}

void mark(CacheStep& step) {
    const auto mark_one = [](auto& state) {
        state.source.version = state.source.last_version = not_published_yet;
    };
    if (step.ds) mark_one(*step.ds);
    if (step.key_set) mark_one(*step.key_set);
    if (step.data)
        for (CachedData& data : *step.data) mark_one(data);
}

/// The model with the states of the step behind its own: where SafeTime's positions point.
CacheModel side_by_side(CacheModel model, const CacheStep& step) {
    if (step.ds) model.ds.push_back(*step.ds);
    if (step.key_set) model.key_sets.push_back(*step.key_set);
    if (step.data) model.data.insert(model.data.end(), step.data->begin(), step.data->end());
    return model;
}

}  // namespace

std::string_view name_of(Margin margin) {
    constexpr std::string_view names[] = {"none", "publish_safety", "retire_safety", "safety"};
    return names[static_cast<std::size_t>(margin)];
}

StepTime later_of(const StepTime& a, const StepTime& b) {
    if (!a.ever) return a;
    if (!b.ever) return b;
    const bool first = a.at && (!b.at || *a.at >= *b.at);
    StepTime later = first ? a : b;
    later.confidence = std::min(a.confidence, b.confidence);
    return later;
}

StepTime from_terms(std::vector<TimeTerm> terms, Confidence confidence) {
    StepTime time;
    time.at = moment_of(terms);
    time.terms = std::move(terms);
    time.confidence = confidence;
    return time;
}

StepTime not_before(StepTime time, std::vector<TimeTerm> terms, std::string because) {
    const Timestamp at = moment_of(terms);
    if (!time.ever || (time.at && *time.at >= at)) return time;
    time.at = at;
    time.terms = std::move(terms);
    time.because = std::move(because);
    return time;
}

Outlook::Outlook(const Situation& situation)
    : situation_(&situation), stories_(key_stories(situation)), model_(model_of(situation)) {}

StepTime Outlook::publish(const Version& next, Margin margin, Strictness strictness,
                          unsigned older) const {
    CacheModel model = model_;
    const CacheStep step = cache_step(model, next, timing());
    return time_of(model, step, margin, strictness, older);
}

StepTime Outlook::publish(const DsVersion& next, Margin margin, Strictness strictness,
                          unsigned older) const {
    CacheModel model = model_;
    const CacheStep step = cache_step(model, next, timing());
    return time_of(model, step, margin, strictness, older);
}

StepTime Outlook::publish(const Version& next, const DsVersion& ds, Margin margin,
                          Strictness strictness, unsigned older) const {
    CacheModel model = model_;
    CacheStep step = cache_step(model, next, timing());
    step.ds = cache_step(model, ds, timing()).ds;
    return time_of(model, step, margin, strictness, older);
}

StepTime Outlook::publish_unseen(const Version& next,
                                 const std::vector<std::vector<std::uint8_t>>& ds, Margin margin,
                                 unsigned older) const {
    CacheModel model = model_;
    const auto ref = static_cast<KeyRef>(model.keys.size());
    const DsView view(ds.front());
    model.keys.push_back({{}, view.algorithm(), view.key_tag(), {}});
    for (CachedDs& state : model.ds)
        for (DsLink& link : state.links)
            if (std::ranges::any_of(ds, [&](const auto& record) {
                    const DsView wanted(record);
                    return link.tag == wanted.key_tag() && link.algorithm == wanted.algorithm() &&
                           link.digest_type == wanted.digest_type() &&
                           equal(link.digest, wanted.digest());
                }))
                link.keys.push_back(ref);
    CacheStep step = cache_step(model, next, timing());
    // The step may have added keys of its own behind it; positions stay ascending.
    step.key_set->keys.push_back(ref);
    std::ranges::sort(step.key_set->keys);
    step.key_set->signatures.push_back({ref, Timestamp{}, {}});
    return time_of(model, step, margin, Strictness::lenient, older);
}

StepTime Outlook::time_of(const CacheModel& model, CacheStep step, Margin margin,
                          Strictness strictness, unsigned older) const {
    mark(step);
    const SafeTime safe = earliest_safe(model, step, strictness, both_safeties(margin));
    if (margin == Margin::either) margin = safe.brings_too_early ? Margin::publish : Margin::retire;
    StepTime time;
    time.ever = safe.ever;
    time.at = safe.at;
    time.terms = safe.terms;
    time.confidence = confidence(older);
    if (safe.binding) {
        time.because = describe(*safe.binding, side_by_side(model, step), *situation_);
        time.brings_too_early = safe.brings_too_early;
    }
    if (safe.at && safe.binding) name_terms(time, safe, model, margin, safety(margin));
    return after_what_is_unknown(std::move(time), margin, older);
}

StepTime Outlook::after_what_is_unknown(StepTime time, Margin margin, unsigned older) const {
    if (older == 0) return time;
    std::vector<TimeTerm> began = history_began(older);
    if (margin != Margin::none) began.push_back({std::string(name_of(margin)), {}, safety(margin)});
    // What nobody remembers does not lengthen a wait that is over in any case.
    if (moment_of(began) <= at()) return time;
    return not_before(std::move(time), std::move(began),
                      "caches may hold what was published before the history began, and nobody "
                      "recorded it");
}

std::int64_t Outlook::dnskey_ttl() const {
    return std::max<std::int64_t>(last().dnskey_ttl, timing().dnskey_ttl.value_or(0));
}

std::int64_t Outlook::data_ttl() const {
    return std::max(longest_data_ttl(last()), timing().max_zone_ttl.value_or(0));
}

std::int64_t Outlook::ds_ttl() const {
    constexpr std::int64_t usual = 86400;  // BIND's parent-ds-ttl
    const auto seen = situation_->ds_known() ? situation_->last_ds().ttl : std::nullopt;
    return std::max<std::int64_t>(seen ? *seen : timing().ds_ttl.value_or(usual),
                                  timing().ds_ttl.value_or(0));
}

std::int64_t Outlook::safety(Margin margin) const {
    const Safety both = both_safeties(margin);
    return std::max(both.brings, both.drops);
}

Safety Outlook::both_safeties(Margin margin) const {
    const std::int64_t publish = timing().publish_safety, retire = timing().retire_safety;
    switch (margin) {
    case Margin::none: break;
    case Margin::publish: return {publish, publish};
    case Margin::retire: return {retire, retire};
    case Margin::either: return {publish, retire};
    }
    return {};
}

std::vector<TimeTerm> Outlook::history_began(unsigned older) const {
    std::vector<TimeTerm> terms{{"history_began", Timestamp{0}, 0}};
    const auto consider = [&](Timestamp from, TimeTerm propagation, TimeTerm ttl) {
        const std::vector<TimeTerm> others{{"history_began", from, 0}, propagation, ttl};
        if (moment_of(others) > moment_of(terms)) terms = others;
    };
    for (const SignerHistory& signer : situation_->signers) {
        const Version& first = signer.versions.front();
        const TimeTerm propagation{"Dprp", {}, timing().zone_propagation};
        const std::int64_t keys =
            std::max<std::int64_t>(first.dnskey_ttl, timing().dnskey_ttl.value_or(0));
        const std::int64_t data =
            std::max(longest_data_ttl(first), timing().max_zone_ttl.value_or(0));
        if ((older & copies::keys) != 0)
            consider(first.published_at, propagation, {"TTLkey", {}, keys});
        if ((older & copies::data) != 0)
            consider(first.published_at, propagation, {"max_ttl", {}, data});
    }
    if ((older & copies::ds) != 0 && situation_->ds_known())
        consider(situation_->ds.front().observed_at, {"DprpP", {}, timing().parent_propagation},
                 {"TTLds", {}, ds_ttl()});
    return terms;
}

const Version* Outlook::folded() const {
    const std::int64_t memory = timing().zone_propagation + std::max(dnskey_ttl(), data_ttl());
    for (const SignerHistory& signer : situation_->signers)
        for (std::size_t i = signer.versions.size(); i-- > 0;) {
            if (signer.versions[i].folded != 0) return &signer.versions[i];
            if (seconds(signer.versions[i].published_at) + memory <= seconds(at())) break;
        }
    return nullptr;
}

bool Outlook::completes_algorithm(const PublishedKey& asked) const {
    const std::int64_t memory = timing().zone_propagation + data_ttl();
    const auto& versions = situation_->versions();
    for (std::size_t i = versions.size(); i-- > 0;) {
        const Version& version = versions[i];
        const auto completes = [&](const SignerSet& set) {
            bool signs = false, replaced = false, other = false;
            for (const KeyPosition at : set.keys) {
                const PublishedKey& key = version.keys[at];
                if (key.identity == asked.identity)
                    signs = true;
                else
                    (key.algorithm() == asked.algorithm() ? replaced : other) = true;
            }
            return signs && other && !replaced;
        };
        if (std::ranges::any_of(version.signer_sets, completes)) return true;
        if (seconds(version.published_at) + memory <= seconds(at())) break;
    }
    return false;
}

bool Outlook::knows_past() const {
    if (situation_->has_past()) return true;
    return !situation_->candidate && moment_of(history_began(copies::keys | copies::data)) <= at();
}

StepTime Outlook::capped(StepTime time) const {
    if (time.confidence != Confidence::low || !time.is_due(at()) || time.terms.empty()) return time;
    std::vector<TimeTerm> terms{{"asked", at(), 0}};
    for (const TimeTerm& term : time.terms)
        if (!term.at) terms.push_back(term);
    time.at = moment_of(terms);
    time.terms = std::move(terms);
    return time;
}

Confidence Outlook::confidence(unsigned about) const {
    Confidence least = Confidence::high;
    const auto remembered = [&](Timestamp superseded, std::int64_t memory) {
        return seconds(superseded) + memory > seconds(at());
    };
    const std::int64_t memory = timing().zone_propagation + std::max(dnskey_ttl(), data_ttl()) +
                                safety(Margin::publish) + safety(Margin::retire);
    for (const SignerHistory& signer : situation_->signers) {
        const auto& versions = signer.versions;
        for (std::size_t i = versions.size(); i-- > 0;) {
            least = std::min(least, versions[i].confidence);
            if (!remembered(versions[i].published_at, memory)) break;
        }
    }
    if ((about & copies::ds) == 0) return least;
    const std::int64_t at_parent = timing().parent_propagation + ds_ttl() + safety(Margin::retire);
    for (std::size_t i = situation_->ds.size(); i-- > 0;) {
        least = std::min(least, situation_->ds[i].confidence);
        if (!remembered(situation_->ds[i].observed_at, at_parent)) break;
    }
    return least;
}

}  // namespace zoneproof
