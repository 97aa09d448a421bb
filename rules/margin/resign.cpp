#include "rules/margin/resign.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// Signers let a signature begin an hour before they make it (BIND; Knot an hour and a half).
constexpr std::int64_t backdated = 3600;

}  // namespace

RrsetMargin resigned_until(const RrsetMargin& margin, Timestamp now, Timestamp stops,
                           const Timing& timing) {
    if (margin.state >= MarginState::broken) return margin;
    RrsetMargin later = margin;
    // From when it is made on, a signature lives this long.
    const std::int64_t lifetime = std::max<std::int64_t>(0, margin.validity - backdated);
    const std::int64_t first = std::max(margin.ends - timing.sig_refresh, seconds(now));
    if (margin.state == MarginState::in_time && first <= seconds(stops)) {
        const std::int64_t step = lifetime - timing.sig_refresh;
        // Renewed at every run, where the margin is longer than what is renewed.
        const std::int64_t last =
            step <= 0 ? seconds(stops) : first + (seconds(stops) - first) / step * step;
        later.ends = std::max(margin.ends, last + lifetime);
    }
    later.left = later.ends - seconds(stops);
    if (margin.state == MarginState::not_begun)
        later.left = std::min<std::int64_t>(later.left, 0);
    else
        later.state = later.left < 0 ? MarginState::ended : MarginState::in_time;
    return later;
}

}  // namespace zoneproof
