#include "rules/margin/grade.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

constexpr std::int64_t hour = 3600, day = 86400;

RrsetMargin left(std::int64_t seconds, std::int64_t ttl = day, std::int64_t validity = 14 * day) {
    return {MarginState::in_time, 0, seconds, validity, ttl};
}

}  // namespace

// rollover.md 5.4: F = 5 d, G = 12 h, SOA refresh 1 h, TTL 1 d, Dprp 5 min, R = 3 d
TEST_CASE("grades change at the very second") {
    const Timing timing;
    const struct {
        std::int64_t left, expire;
        Grade grade;
    } vectors[] = {
        {777600, 7 * day, Grade::ok},       {777600, 14 * day, Grade::marginal},
        {432000, 7 * day, Grade::marginal}, {367200, 7 * day, Grade::late},
        {345901, 7 * day, Grade::late},     {345900, 7 * day, Grade::late},
        {345899, 7 * day, Grade::urgent},   {302400, 7 * day, Grade::urgent},
        {86700, 7 * day, Grade::urgent},    {86699, 7 * day, Grade::critical},
        {82800, 7 * day, Grade::critical},  {1, 7 * day, Grade::critical},
        {0, 7 * day, Grade::expired},       {-1, 7 * day, Grade::expired},
        {388800, 7 * day, Grade::marginal}, {388799, 7 * day, Grade::late},
        {608700, 7 * day, Grade::ok},       {608699, 7 * day, Grade::marginal},
    };
    for (const auto& [seconds, expire, grade] : vectors) {
        CAPTURE(seconds, expire);
        CHECK(to_text(grade_of(left(seconds), {timing, hour, expire})) == to_text(grade));
    }
}

TEST_CASE("below half a day all is critical, however short the TTL") {
    const Timing timing;
    const GradeTerms terms{timing, hour, 7 * day};
    CHECK(grade_of(left(12 * hour, 60), terms) == Grade::urgent);
    CHECK(grade_of(left(12 * hour - 1, 60), terms) == Grade::critical);
}

// rollover.md 1, row 45: validity 50 h, remaining 25 h, TTL 5
TEST_CASE("grades of a signature made for an answer are shares of its length") {
    Timing timing;
    const GradeTerms terms{timing, hour, 7 * day};
    timing.reaction = day;  // as in the profile of a registry
    CHECK(grade_of(left(25 * hour, 5, 50 * hour), terms) == Grade::late);
    timing.online = true;
    const struct {
        std::int64_t left;
        Grade grade;
    } vectors[] = {{25 * hour, Grade::ok}, {45000, Grade::ok},       {44999, Grade::late},
                   {18000, Grade::late},   {17999, Grade::critical}, {0, Grade::expired}};
    for (const auto& [seconds, grade] : vectors) {
        CAPTURE(seconds);
        CHECK(grade_of(left(seconds, 5, 50 * hour), terms) == grade);
    }
    CHECK(grade_of(left(25 * hour, 5, 4 * day), terms) == Grade::ok);
    CHECK(grade_of(left(25 * hour, 5, 4 * day + 1), terms) == Grade::late);
}

TEST_CASE("what is not in its time, and what is not known") {
    const Timing timing;
    const GradeTerms terms{timing, hour, 7 * day};
    const auto grade = [&](MarginState state) { return grade_of({.state = state}, terms); };
    CHECK(grade(MarginState::ended) == Grade::expired);
    CHECK(grade(MarginState::not_begun) == Grade::expired);
    CHECK(grade(MarginState::broken) == Grade::bogus);
    CHECK(grade(MarginState::unknown) == Grade::unknown);
}

TEST_CASE("at the apex a grade counts as the next worse, and never as expired") {
    const std::pair<Grade, Grade> steps[] = {{Grade::ok, Grade::ok},
                                             {Grade::marginal, Grade::late},
                                             {Grade::late, Grade::urgent},
                                             {Grade::urgent, Grade::critical},
                                             {Grade::critical, Grade::critical},
                                             {Grade::expired, Grade::expired},
                                             {Grade::unknown, Grade::unknown},
                                             {Grade::bogus, Grade::bogus}};
    for (const auto& [own, counted] : steps) CHECK(grade_at_apex(own) == counted);
}

TEST_CASE("exit codes are those of every command") {
    for (const Grade grade : {Grade::ok, Grade::marginal, Grade::late})
        CHECK(exit_code(grade) == 0);
    for (const Grade grade : {Grade::urgent, Grade::critical, Grade::expired, Grade::bogus})
        CHECK(exit_code(grade) == 1);
    CHECK(exit_code(Grade::unknown) == 4);
}

TEST_CASE("half a year is long enough, to the second") {
    CHECK_FALSE(is_too_long(left(day, day, 180 * day)));
    CHECK(is_too_long(left(day, day, 180 * day + 1)));
}

TEST_CASE("a refresh margin below SOA EXPIRE is a matter of the two settings") {
    Timing timing;
    CHECK(dips_by_design({timing, hour, 5 * day + 1}));
    CHECK_FALSE(dips_by_design({timing, hour, 5 * day}));
    timing.online = true;
    CHECK_FALSE(dips_by_design({timing, hour, 7 * day}));
}
