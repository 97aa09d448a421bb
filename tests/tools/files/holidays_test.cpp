#include "tools/files/holidays.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

std::int64_t day(const std::string& date) {
    return seconds(*from_iso8601(date)) / 86400;
}
std::string calendar(const std::string& event) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" + event +
           "END:VEVENT\r\nEND:VCALENDAR\r\n";
}
std::vector<Holiday> read(const std::string& event) {
    const auto days = holidays_from_ics(calendar(event), "days.ics");
    REQUIRE(days);
    return *days;
}

}  // namespace

TEST_CASE("a day, its end and its length are read as RFC 5545 means them") {
    const struct {
        const char *event, *first, *last;
    } events[] = {
        {"DTSTART;VALUE=DATE:20261225\r\n", "2026-12-25", "2026-12-25"},
        {"DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261226\r\n", "2026-12-25",
         "2026-12-25"},
        {"DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\n", "2026-12-25",
         "2026-12-26"},
        {"DTSTART;VALUE=DATE:20261225\r\nDURATION:P2D\r\n", "2026-12-25", "2026-12-26"},
        {"dtstart;value=date:2026\r\n 1225\r\nDURATION:P1W\r\n", "2026-12-25", "2026-12-31"},
    };
    for (const auto& [event, first, last] : events) {
        CAPTURE(event);
        const auto days = read(event);
        REQUIRE(days.size() == 1);
        CHECK(days[0].first == day(first));
        CHECK(days[0].last == day(last));
    }
}

TEST_CASE("an event with a time of day closes nothing") {
    CHECK(read("DTSTART:20261225T100000Z\r\n").empty());
}

TEST_CASE("a yearly event comes back, on 29 February in leap years only") {
    const auto christmas = read("DTSTART;VALUE=DATE:20201225\r\nRRULE:FREQ=YEARLY\r\n");
    CHECK(christmas.size() == 181);
    CHECK(christmas[6].first == day("2026-12-25"));
    const auto leap = read("DTSTART;VALUE=DATE:20240229\r\nRRULE:FREQ=YEARLY;INTERVAL=1\r\n");
    CHECK(leap[1].first == day("2028-02-29"));
}

TEST_CASE("what is not understood is named with its line") {
    const struct {
        const char *text, *says;
    } wrong[] = {
        {"", "days.ics:1: no calendar"},
        {"<html>", "days.ics:1: no calendar"},
    };
    for (const auto& [text, says] : wrong) {
        const auto days = holidays_from_ics(text, "days.ics");
        REQUIRE_FALSE(days);
        CHECK(days.error().text.find(says) != std::string::npos);
    }
    const struct {
        const char *event, *says;
    } events[] = {
        {"DTSTART;VALUE=DATE:20261325\r\n", "days.ics:4: DTSTART:20261325 is not understood"},
        {"DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261225\r\n", "days.ics:5: DTEND"},
        {"DTSTART;VALUE=DATE:20261225\r\nDURATION:PT5H\r\n", "days.ics:5: DURATION"},
        {"DTSTART;VALUE=DATE:20261225\r\nRRULE:FREQ=YEARLY;BYDAY=1MO\r\n", "days.ics:5: RRULE"},
        {"DTSTART;VALUE=DATE:20261225\r\nEXDATE:20271225\r\n", "days.ics:5: EXDATE"},
    };
    for (const auto& [event, says] : events) {
        CAPTURE(event);
        const auto days = holidays_from_ics(calendar(event), "days.ics");
        REQUIRE_FALSE(days);
        CHECK(days.error().code == ErrorCode::usage);
        CHECK(days.error().text.find(says) != std::string::npos);
    }
}
