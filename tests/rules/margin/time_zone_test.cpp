#include "rules/margin/time_zone.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

namespace {

Timestamp utc(const char* text) {
    return *from_iso8601(text);
}

/// A zone that has nothing but the rule.
TimeZone zone(const char* rule) {
    const auto read = zone_rule_from_text(rule);
    REQUIRE(read);
    return TimeZone(rule, 0, {}, read->standard, read->daylight);
}

}  // namespace

TEST_CASE("clocks change at the second the rule of a zone says") {
    const struct {
        const char* rule;
        const char* moment;
        std::int32_t offset;
    } changes[] = {
        // tzdata 2025b: Europe/Berlin, America/New_York, America/Nuuk, Australia/Sydney
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T00:59:59Z", 3600},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-03-29T01:00:00Z", 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T00:59:59Z", 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2026-10-25T01:00:00Z", 3600},
        {"CET-1CEST,M3.5.0,M10.5.0/3", "2106-02-07T06:28:16Z", 3600},
        {"EST5EDT,M3.2.0,M11.1.0", "2026-03-08T06:59:59Z", -18000},
        {"EST5EDT,M3.2.0,M11.1.0", "2026-03-08T07:00:00Z", -14400},
        {"EST5EDT,M3.2.0,M11.1.0", "2026-11-01T06:00:00Z", -18000},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T00:59:59Z", -7200},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2026-03-29T01:00:00Z", -3600},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-01-01T00:00:00Z", 39600},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", "2026-07-01T00:00:00Z", 36000},
        {"XXX0YYY,J60/0,J300/0", "2028-03-01T00:00:00Z", 3600},
        {"XXX0YYY,J60/0,J300/0", "2028-02-29T23:59:59Z", 0},
        {"XXX0YYY,59/0,299/0", "2028-02-29T00:00:00Z", 3600},
        {"<+06>-6", "2019-01-01T00:00:00Z", 21600},
    };
    for (const auto& [rule, moment, offset] : changes) {
        CAPTURE(rule, moment);
        CHECK(zone(rule).offset_at(utc(moment)) == offset);
    }
}

TEST_CASE("a text that is no rule of a zone is none") {
    for (const char* const text :
         {"", "C", "CET", "CET-", "CET-25", "CET-1x", "<+06-6", "CET-1CEST", "CET-1CEST,M3.5.0",
          "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0",
          "CET-1CEST,J0,J300", "CET-1CEST,366,3", "CET-1CEST,M3.5.0/168,M10.5.0",
          "CET-1CEST,M3.5.0,M10.5.0 "}) {
        CAPTURE(text);
        CHECK_FALSE(zone_rule_from_text(text));
    }
}

TEST_CASE("transitions come before the rule") {
    const TimeZone zone("x", -60, {{1000, 100}, {2000, 200}}, 300, std::nullopt);
    const struct {
        std::int64_t at;
        std::int32_t offset;
    } table[] = {{-1, -60}, {999, -60}, {1000, 100}, {1999, 100}, {2000, 300}};
    for (const auto& [at, offset] : table) CHECK(zone.offset_at(Timestamp{at}) == offset);
}

TEST_CASE("a local time that is shown twice means its first moment, one left out the hour before") {
    const TimeZone berlin = zone("CET-1CEST,M3.5.0,M10.5.0/3");
    const auto first = [&](const char* local) {
        return to_iso8601(berlin.first_moment(seconds(utc(local))));
    };
    CHECK(first("2026-10-25T02:30:00Z") == "2026-10-25T00:30:00Z");
    CHECK(first("2026-03-29T02:30:00Z") == "2026-03-29T00:30:00Z");
    CHECK(first("2026-07-01T12:00:00Z") == "2026-07-01T10:00:00Z");
    CHECK(first("2026-12-01T12:00:00Z") == "2026-12-01T11:00:00Z");
}
