#include "rules/rollover/cache_check.hpp"

#include "rules/rollover/misfits.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace zoneproof {
namespace {

/// A cause with the data it stands for, whatever pair of DNSKEY RRsets and time.
struct Failure {
    MisfitCause cause;
    std::vector<std::size_t> data;  // states of its group
};

std::int64_t second(std::optional<Timestamp> moment) {
    return moment ? seconds(*moment) : no_end;
}

/// All failures for one algorithm, by begin; without the moments in `known`.
std::vector<Failure> failures(const CacheModel& model, std::uint8_t algorithm,
                              const SecondSpans& known) {
    std::vector<Failure> found;
    each_misfit(model, algorithm,
                [&](Misfit misfit, std::optional<std::size_t> ds,
                    const std::vector<std::size_t>& key_sets, const std::vector<std::size_t>& data,
                    const SecondSpans& bad) {
                    const SecondSpans unknown = bad.without(known);
                    for (const SecondSpan& span : unknown.spans())
                        found.push_back(
                            {cause_of(model, misfit, algorithm, ds, key_sets, data, span), data});
                });
    return found;
}

/// How many RRsets of one version are hit, in the version where it is most. Data that fail under
/// several DNSKEY RRsets count once.
std::uint64_t worst_version(const CacheModel& model, std::span<const Failure> failures) {
    std::vector<std::size_t> hit;
    for (const Failure& failure : failures)
        for (const std::size_t i : failure.data) {
            const CacheLife& life = model.data[i].life;
            if (seconds(life.since) < second(failure.cause.to) &&
                second(life.end()) > seconds(failure.cause.from))
                hit.push_back(i);
        }
    std::ranges::sort(hit);
    hit.erase(std::unique(hit.begin(), hit.end()), hit.end());

    std::map<std::pair<std::uint16_t, std::size_t>, std::int64_t> steps;
    for (const std::size_t i : hit) {
        const CachedData& data = model.data[i];
        const auto rrsets = static_cast<std::int64_t>(data.rrsets);
        steps[{data.source.provider, data.source.version}] += rrsets;
        steps[{data.source.provider, data.source.last_version + 1}] -= rrsets;
    }
    std::int64_t now = 0, most = 0;
    for (const auto& [version, change] : steps) most = std::max(most, now += change);
    return static_cast<std::uint64_t>(most);
}

Outage outage_of(const CacheModel& model, std::span<const Failure> failures) {
    Outage outage;
    outage.from = failures.front().cause.from;
    outage.to = outage.validators_until = outage.from;
    for (const Failure& failure : failures) {
        const MisfitCause& cause = failure.cause;
        if (second(cause.to) > second(outage.to)) outage.to = cause.to;
        if (second(cause.validators_until) > second(outage.validators_until))
            outage.validators_until = cause.validators_until;
        outage.everything |= !cause.data;
        outage.causes.push_back(cause);
    }
    outage.rrsets = worst_version(model, failures);
    return outage;
}

/// Joins what touches.
std::vector<Outage> outages(const CacheModel& model, std::vector<Failure> failures,
                            Timestamp from) {
    std::ranges::stable_sort(failures, {},
                             [](const Failure& failure) { return failure.cause.from; });
    std::vector<Outage> all;
    for (std::size_t begin = 0, end = 0; begin < failures.size(); begin = end) {
        std::int64_t until = second(failures[begin].cause.to);
        for (end = begin + 1; end < failures.size() && seconds(failures[end].cause.from) <= until;
             ++end)
            until = std::max(until, second(failures[end].cause.to));
        if (until > seconds(from))
            all.push_back(outage_of(model, std::span(failures).subspan(begin, end - begin)));
    }
    return all;
}

SecondSpans spans_of(const std::vector<Failure>& failures) {
    std::vector<SecondSpan> spans;
    for (const Failure& failure : failures)
        spans.push_back({seconds(failure.cause.from), second(failure.cause.to)});
    return SecondSpans(std::move(spans));
}

}  // namespace

std::string_view to_text(Misfit misfit) {
    constexpr std::array<std::string_view, 6> words = {
        "no-key-for-ds", "ds-key-not-signing", "no-keys",
        "not-signed",    "signer-not-in-keys", "algorithm-incomplete"};
    return words[static_cast<std::size_t>(misfit)];
}

const MisfitCause& Outage::binding() const {
    return *std::ranges::max_element(causes, {},
                                     [](const MisfitCause& cause) { return second(cause.to); });
}

void keep_first_causes(Outage& outage, std::size_t most) {
    if (outage.causes.size() <= most) return;
    MisfitCause lasts_longest = outage.binding();
    const bool is_first =
        std::ranges::any_of(std::span(outage.causes).first(most),
                            [&](const MisfitCause& cause) { return cause.to == lasts_longest.to; });
    outage.causes.resize(most);
    if (!is_first) outage.causes.back() = std::move(lasts_longest);
}

CacheCheck check_caches(const CacheModel& model, Timestamp from) {
    CacheCheck check;
    std::vector<Failure> unsafe = failures(model, any_algorithm, {});
    const SecondSpans known = spans_of(unsafe);
    std::vector<Failure> incomplete;
    for (const std::uint8_t algorithm : algorithms_asked(model, true)) {
        if (algorithm == any_algorithm) continue;
        for (Failure& failure : failures(model, algorithm, known))
            incomplete.push_back(std::move(failure));
    }
    check.unsafe = outages(model, std::move(unsafe), from);
    check.incomplete = outages(model, std::move(incomplete), from);
    return check;
}

}  // namespace zoneproof
