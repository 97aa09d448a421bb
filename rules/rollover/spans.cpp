#include "rules/rollover/spans.hpp"

#include <algorithm>

namespace zoneproof {

SecondSpans::SecondSpans(std::vector<SecondSpan> spans) {
    std::ranges::sort(spans, {}, &SecondSpan::from);
    for (const SecondSpan& span : spans) {
        if (span.from >= span.to) continue;
        if (!spans_.empty() && span.from <= spans_.back().to)
            spans_.back().to = std::max(spans_.back().to, span.to);
        else
            spans_.push_back(span);
    }
}

SecondSpans SecondSpans::both(const SecondSpans& other) const {
    SecondSpans result;
    for (auto a = spans_.begin(), b = other.spans_.begin();
         a != spans_.end() && b != other.spans_.end();) {
        const SecondSpan common{std::max(a->from, b->from), std::min(a->to, b->to)};
        if (common.from < common.to) result.spans_.push_back(common);
        (a->to < b->to ? a : b)++;
    }
    return result;
}

SecondSpans SecondSpans::without(const SecondSpans& other) const {
    std::vector<SecondSpan> gaps;  // what is not in `other`
    std::int64_t from = no_begin;
    for (const SecondSpan& span : other.spans_) {
        gaps.push_back({from, span.from});
        from = span.to;
    }
    gaps.push_back({from, no_end});
    return both(SecondSpans(std::move(gaps)));
}

}  // namespace zoneproof
