#include "tools/render/margin_view.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

Timestamp utc(const char* text) {
    return *from_iso8601(text);
}

Deadlines deadlines(const char* reaction, const char* working) {
    Deadlines made;
    made.reaction = utc(reaction);
    if (working != nullptr) made.working = utc(working);
    return made;
}

}  // namespace

TEST_CASE("spans are written as policies write them") {
    const std::pair<std::int64_t, const char*> spans[] = {
        {0, "0s"},        {59, "59s"},       {60, "1m"},
        {300, "5m"},      {3600, "1h"},      {5400, "1h30m"},
        {86400, "1d"},    {100800, "1d04h"}, {867900, "10d01h05m"},
        {86460, "1d01m"}, {-100800, "1d04h"}};
    for (const auto& [span, text] : spans) CHECK(to_compact(span) == text);
}

// rollover.md 5.3
TEST_CASE("the operator's deadline is one sentence") {
    Calendar calendar;
    calendar.given = true;
    calendar.zone = TimeZone("Asia/Bishkek", 6 * 3600);
    CHECK(
        operator_sentence(deadlines("2027-01-01T21:00Z", "2026-12-31T10:00Z"),
                          utc("2026-12-30T06:00Z"), calendar) ==
        "deadline is Sat 2027-01-02 03:00 Asia/Bishkek; last working window closes Thu 2026-12-31 "
        "16:00; margin 1d04h");
}

TEST_CASE(
    "a deadline in working hours stands, one that is over was missed, one without work is named") {
    const Calendar calendar;
    CHECK(operator_sentence(deadlines("2027-01-01T21:00Z", "2027-01-01T21:00Z"),
                            utc("2027-01-01T20:00Z"),
                            calendar) == "deadline is Fri 2027-01-01 21:00 UTC; margin 1h");
    CHECK(operator_sentence(deadlines("2027-01-01T21:00Z", "2026-12-31T10:00Z"),
                            utc("2027-01-01T10:00Z"), calendar)
              .find("missed by 1d") != std::string::npos);
    CHECK(operator_sentence(deadlines("2027-01-01T21:00Z", nullptr), utc("2027-01-01T10:00Z"),
                            calendar)
              .find("nobody has worked") != std::string::npos);
}
