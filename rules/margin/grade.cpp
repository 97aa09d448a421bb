#include "rules/margin/grade.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::int64_t hour = 3600, day = 86400;
constexpr std::int64_t longest = 180 * day;
constexpr std::int64_t online_validity = 4 * day;

Grade grade_of_left(const RrsetMargin& r, const GradeTerms& terms) {
    const Timing& timing = terms.timing;
    if (timing.online && r.validity <= online_validity)
        return r.left * 10 < r.validity  ? Grade::critical
               : r.left * 4 < r.validity ? Grade::late
                                         : Grade::ok;
    const std::int64_t cached = r.ttl + timing.zone_propagation;
    if (r.left < std::max(12 * hour, cached)) return Grade::critical;
    if (r.left < timing.reaction + cached) return Grade::urgent;
    if (r.left < timing.sig_refresh - timing.resign_period) return Grade::late;
    if (r.left < terms.soa_expire + terms.soa_refresh + timing.zone_propagation)
        return Grade::marginal;
    return Grade::ok;
}

}  // namespace

std::string_view to_text(Grade grade) {
    constexpr std::array<std::string_view, grades> words = {
        "OK", "MARGINAL", "LATE", "UNKNOWN", "URGENT", "CRITICAL", "EXPIRED", "BOGUS"};
    return words[static_cast<std::size_t>(grade)];
}

int exit_code(Grade grade) {
    return grade == Grade::unknown ? 4 : grade < Grade::unknown ? 0 : 1;
}

Grade grade_of(const RrsetMargin& r, const GradeTerms& terms) {
    switch (r.state) {
    case MarginState::unknown: return Grade::unknown;
    case MarginState::broken: return Grade::bogus;
    case MarginState::ended:
    case MarginState::not_begun: return Grade::expired;
    case MarginState::in_time: break;
    }
    return r.left <= 0 ? Grade::expired : grade_of_left(r, terms);
}

Grade grade_at_apex(Grade grade) {
    switch (grade) {
    case Grade::marginal: return Grade::late;
    case Grade::late: return Grade::urgent;
    case Grade::urgent: return Grade::critical;
    default: return grade;
    }
}

bool is_too_long(const RrsetMargin& r) {
    return r.state < MarginState::broken && (r.validity > longest || r.left > longest);
}

bool dips_by_design(const GradeTerms& terms) {
    return !terms.timing.online && terms.timing.sig_refresh < terms.soa_expire;
}

}  // namespace zoneproof
