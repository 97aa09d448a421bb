#include "rules/margin/calendar.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

Timestamp utc(const char* text) {
    return *from_iso8601(text);
}
std::int64_t day(const char* date) {
    return seconds(utc(date)) / 86400;
}
std::string last(const Calendar& calendar, const char* at) {
    const auto moment = calendar.last_working_moment(utc(at));
    return moment ? to_iso8601(*moment) : "never";
}

Calendar office(std::int32_t offset = 0) {
    Calendar calendar;
    calendar.given = true;
    calendar.zone = TimeZone("x", offset);
    return calendar;
}

}  // namespace

TEST_CASE("without a calendar every moment is one of work") {
    CHECK(last(Calendar{}, "2026-12-25T03:00:00Z") == "2026-12-25T03:00:00Z");
}

TEST_CASE("the last working moment is now, or when work last closed") {
    const struct {
        const char *at, *last;
    } table[] = {
        {"2026-11-20T12:00:00Z", "2026-11-20T12:00:00Z"},  // a Friday
        {"2026-11-20T17:00:00Z", "2026-11-20T17:00:00Z"},
        {"2026-11-20T17:00:01Z", "2026-11-20T17:00:00Z"},
        {"2026-11-20T09:00:00Z", "2026-11-20T09:00:00Z"},
        {"2026-11-20T08:59:59Z", "2026-11-19T17:00:00Z"},
        {"2026-11-22T12:00:00Z", "2026-11-20T17:00:00Z"},
        {"2026-11-23T08:00:00Z", "2026-11-20T17:00:00Z"},
    };
    for (const auto& [at, expected] : table) {
        CAPTURE(at);
        CHECK(last(office(), at) == expected);
    }
}

TEST_CASE("hours are those of the time zone") {
    CHECK(last(office(6 * 3600), "2026-11-20T12:00:00Z") == "2026-11-20T11:00:00Z");
    CHECK(last(office(-8 * 3600), "2026-11-20T12:00:00Z") == "2026-11-20T01:00:00Z");
}

TEST_CASE("holidays are skipped, and where there is nothing else nobody works") {
    Calendar calendar = office();
    calendar.holidays = {{day("2027-01-01"), day("2027-01-01")},
                         {day("2026-12-24"), day("2026-12-31")}};
    CHECK(last(calendar, "2027-01-02T12:00:00Z") == "2026-12-23T17:00:00Z");
    calendar.holidays.push_back({day("1970-01-01"), day("2030-01-01")});
    CHECK(last(calendar, "2027-01-02T12:00:00Z") == "never");
}

TEST_CASE("midnight closes a day of round the clock") {
    Calendar calendar = office();
    calendar.opens = 0, calendar.closes = 86400;
    CHECK(last(calendar, "2026-11-20T23:59:59Z") == "2026-11-20T23:59:59Z");
    CHECK(last(calendar, "2026-11-21T00:00:01Z") == "2026-11-21T00:00:00Z");
}

TEST_CASE("moments are told by the clocks on the wall") {
    CHECK(to_local_text(utc("2027-01-01T21:00:00Z"), TimeZone("x", 6 * 3600)) ==
          "Sat 2027-01-02 03:00");
    CHECK(to_local_text(utc("1969-12-31T23:59:59Z"), TimeZone()) == "Wed 1969-12-31 23:59");
}
