#include "rules/margin/rrset_margin.hpp"

#include "rules/families/signing.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace zoneproof {
namespace {

std::int64_t seconds_cached(std::uint32_t ttl) {
    return ttl > 0x7FFFFFFF ? 0 : ttl;  // RFC 2181 8
}

/// Which signature an RRset hangs on: of one algorithm the one that ends last.
struct Last {
    const ValidityPeriod* begun = nullptr;
    const ValidityPeriod* later = nullptr;  // has not begun

    void add(const ValidityPeriod& period, std::int64_t at) {
        const ValidityPeriod*& best = period.begins <= at ? begun : later;
        if (best == nullptr || period.ends > best->ends) best = &period;
    }
};

RrsetMargin margin_of(const Last& last, std::uint32_t ttl, std::int64_t at) {
    const ValidityPeriod& period = last.begun != nullptr ? *last.begun : *last.later;
    RrsetMargin margin;
    margin.state = last.begun == nullptr ? MarginState::not_begun
                   : period.ends < at    ? MarginState::ended
                                         : MarginState::in_time;
    margin.ends = period.ends;
    margin.left = period.ends - at;
    if (margin.state == MarginState::not_begun)
        margin.left = std::min<std::int64_t>(margin.left, 0);
    margin.validity = period.ends - period.begins;
    margin.ttl = std::min(seconds_cached(ttl), seconds_cached(period.original_ttl));
    return margin;
}

bool is_timed(const RrsetMargin& margin) {
    return margin.state < MarginState::broken;
}

/// Whether less is left; what has not begun is worse than what has ended just so.
bool is_worse(const RrsetMargin& a, const RrsetMargin& b) {
    return a.left != b.left ? a.left < b.left : a.state > b.state;
}

}  // namespace

RrsetMargin margin_at(std::span<const ValidityPeriod> periods, std::uint32_t ttl,
                      std::span<const std::uint8_t> algorithms, Timestamp at) {
    if (periods.empty()) return {.state = MarginState::broken};
    std::optional<RrsetMargin> least;
    for (const std::uint8_t algorithm : algorithms) {
        Last last;
        for (const ValidityPeriod& period : periods)
            if (period.algorithm == algorithm) last.add(period, seconds(at));
        if (last.begun == nullptr && last.later == nullptr) continue;
        const RrsetMargin margin = margin_of(last, ttl, seconds(at));
        if (!least || is_worse(margin, *least)) least = margin;
    }
    if (least) return *least;
    Last any;
    for (const ValidityPeriod& period : periods) any.add(period, seconds(at));
    return margin_of(any, ttl, seconds(at));
}

MomentMargin MarginReader::operator()(const Rrset& rrset) {
    MomentMargin result;
    result.undefined = !collect(rrset);
    if (periods_.empty()) {
        result.margin.state = result.worst.state = without_sound(rrset);
        return result;
    }
    const auto at = [&](Timestamp moment) {
        return margin_at(periods_, rrset.ttl, algorithms_, moment);
    };
    result.margin = at(moment_.to);
    result.worst = result.margin;
    if (!moment_.is_range()) return result;

    // Margins shrink by the second, and grow only where a signature begins: the second before that
    // is as bad as it gets.
    const auto look = [&](std::int64_t moment) {
        if (moment < seconds(moment_.from) || moment >= seconds(moment_.to)) return;
        const RrsetMargin margin = at(Timestamp{moment});
        if (is_worse(margin, result.worst)) result.worst = margin;
    };
    look(seconds(moment_.from));
    for (const ValidityPeriod& period : periods_) look(period.begins - 1);
    if (result.worst.left <= 0 && is_timed(result.worst)) {
        result.margin = result.worst;
        result.margin.left = std::min<std::int64_t>(0, result.worst.ends - seconds(moment_.to));
    }
    return result;
}

/// The validity periods of sound signatures. @returns false where one is undefined.
bool MarginReader::collect(const Rrset& rrset) {
    constexpr auto opposite = std::numeric_limits<std::int32_t>::min();
    const std::uint32_t reference = serial_time(moment_.from);
    bool defined = true;
    periods_.clear();
    for (const Signature& signature : context_.zone.signatures(rrset)) {
        if (!is_sound(context_, signature)) continue;
        const std::int32_t begins = serial_distance(reference, signature.inception);
        const std::int32_t ends = serial_distance(reference, signature.expiration);
        if (begins == opposite || ends == opposite) {
            // "the result of the comparison is undefined" RFC 1982 3.2
            defined = false;
            continue;
        }
        const std::int64_t from = seconds(moment_.from);
        // A period that spans the far side of the circle lies in the past as a whole.
        const std::int64_t validity = serial_distance(signature.inception, signature.expiration);
        periods_.push_back(
            {from + ends - validity, from + ends, signature.original_ttl, signature.algorithm});
    }
    return defined;
}

/// Sound signatures are missing: is that known?
MarginState MarginReader::without_sound(const Rrset& rrset) const {
    const Standing stands = standing(context_, rrset);
    return stands == Standing::not_tried || stands == Standing::unsupported ? MarginState::unknown
                                                                            : MarginState::broken;
}

std::vector<std::uint8_t> ds_algorithms(const Context& context, Timestamp at) {
    std::vector<std::uint8_t> algorithms;
    for (std::size_t i = 0; i < context.evidence.ds.size(); ++i) {
        const DsFact& fact = context.evidence.ds[i];
        if (fact.usable() && in_force(context.parent.records[i], seconds(at)))
            algorithms.push_back(fact.algorithm);
    }
    std::sort(algorithms.begin(), algorithms.end());
    algorithms.erase(std::unique(algorithms.begin(), algorithms.end()), algorithms.end());
    return algorithms;
}

}  // namespace zoneproof
