#include "rules/rollover/unsafe_windows.hpp"

#include "rules/rollover/misfits.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::size_t most_causes = 16;  // a hostile history has thousands

bool is_published(const CacheLife& life) {
    return !life.superseded;
}

/// Nothing but what is published, or would be, takes part.
bool in_itself(const MisfitCause& cause, const CacheModel& model) {
    const bool by_ds =
        cause.ds ? is_published(model.ds[*cause.ds].life)
                 : !model.ds_known || std::ranges::any_of(model.ds, [&](const CachedDs& ds) {
                       return is_published(ds.life) && has_algorithm(ds, cause.algorithm);
                   });
    return by_ds && is_published(model.key_sets[cause.key_set].life) &&
           (!cause.data || is_published(model.data[*cause.data].life));
}

bool comes_with(const StateSource& source, std::size_t version) {
    return source.provider == 0 && source.version == version;
}

bool involves_candidate(const MisfitCause& cause, const Outlook& outlook) {
    if (!outlook.situation().candidate) return false;
    const std::size_t last = outlook.situation().versions().size() - 1;
    const CacheModel& model = outlook.model();
    return comes_with(model.key_sets[cause.key_set].source, last) ||
           (cause.data && comes_with(model.data[*cause.data].source, last));
}

std::string tags(const CacheModel& model, const MisfitCause& cause) {
    std::string text;
    const auto add = [&](std::uint16_t tag) {
        const std::string one = std::to_string(tag);
        if (text.find(one) == std::string::npos) text += (text.empty() ? "" : ", ") + one;
    };
    if (cause.data)
        for (const KeyRef key : model.data[*cause.data].signers) add(model.keys[key].tag);
    else if (cause.ds)
        for (const DsLink& link : model.ds[*cause.ds].links) add(link.tag);
    return text;
}

/// All signers are published now: it is the copies of older DNSKEY RRsets that lack them.
bool signers_are_published(const CacheModel& model, const MisfitCause& cause) {
    if (!cause.data) return false;
    return std::ranges::any_of(model.key_sets, [&](const CachedKeySet& set) {
        return is_published(set.life) &&
               std::ranges::any_of(model.data[*cause.data].signers, [&](KeyRef signer) {
                   return std::ranges::binary_search(set.keys, signer);
               });
    });
}

std::string advice(const UnsafeWindow& window, const Outlook& outlook, bool strict) {
    const MisfitCause& cause = window.outage.binding();
    const std::string keys = tags(outlook.model(), cause);
    std::string text;
    if (window.delay_until)
        text = fmt::format("publish it from {} on{}; or ", to_iso8601(*window.delay_with_safety),
                           window.delay_with_safety == window.delay_until
                               ? ", not before"
                               : fmt::format(" (the safety margin of the policy is in it; never "
                                             "before {})",
                                             to_iso8601(*window.delay_until)));
    else if (window.by_candidate || window.in_itself)
        text = window.by_candidate ? "do not publish it; " : "";
    else
        text = window.outage.validators_until
                   ? fmt::format("it ends by itself at {}; earlier: ",
                                 to_iso8601(*window.outage.validators_until))
                   : "";
    switch (cause.misfit) {
    case Misfit::no_keys: return text + "keep keys and signatures until no cache has the DS";
    case Misfit::no_key_for_ds:
    case Misfit::ds_key_not_signing:
        return text + fmt::format("publish and sign the DNSKEY RRset with key {}, which the DS "
                                  "names, or have the parent name a key that signs it",
                                  keys);
    case Misfit::not_signed: return text + "sign these RRsets with a published key";
    case Misfit::algorithm_incomplete:
        return text + (strict ? fmt::format("sign everything, DNSKEY included, with {} as well",
                                            describe_algorithm(cause.algorithm))
                              : "");
    case Misfit::signer_not_in_keys: break;
    }
    return text + (signers_are_published(outlook.model(), cause)
                       ? "sign with the old key as well until then"
                       : fmt::format("put key {} back into the DNSKEY RRset", keys));
}

}  // namespace

std::optional<CandidateTime> time_of_candidate(const Outlook& outlook, Strictness strictness) {
    if (!outlook.situation().candidate || !outlook.situation().has_past()) return std::nullopt;
    Situation before = outlook.situation();
    const Version candidate = std::move(before.signers.front().versions.back());
    before.signers.front().versions.pop_back();
    before.candidate = false;
    const Outlook without(before);
    return CandidateTime{without.publish(candidate, Margin::none, strictness, 0),
                         without.publish(candidate, Margin::either, strictness, 0)};
}

std::vector<UnsafeWindow> tell_outages(const Outlook& outlook, std::vector<Outage> outages,
                                       bool strict) {
    std::optional<CandidateTime> candidate;
    if (!outages.empty())
        candidate = time_of_candidate(outlook, strict ? Strictness::strict : Strictness::lenient);
    std::vector<UnsafeWindow> windows;
    for (Outage& outage : outages) {
        UnsafeWindow window;
        window.outage = std::move(outage);
        const auto& causes = window.outage.causes;
        window.in_itself = std::ranges::any_of(causes, [&](const MisfitCause& cause) {
            return in_itself(cause, outlook.model()) && cause.from <= outlook.at() &&
                   (!cause.to || *cause.to > outlook.at());
        });
        window.by_candidate = std::ranges::any_of(
            causes, [&](const MisfitCause& cause) { return involves_candidate(cause, outlook); });
        if (window.by_candidate && !window.in_itself && candidate && candidate->bare.ever &&
            !candidate->bare.is_due(outlook.at())) {
            window.delay_until = candidate->bare.at;
            window.delay_with_safety = candidate->with_safety.at;
        }
        keep_first_causes(window.outage, most_causes);
        window.cause = describe(window.outage.binding(), outlook.model(), outlook.situation());
        window.advice = advice(window, outlook, strict);
        windows.push_back(std::move(window));
    }
    return windows;
}

}  // namespace zoneproof
