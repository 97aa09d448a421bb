#include "parser/base/time.hpp"

#include "tests/catch.hpp"

#include <limits>

using namespace zoneproof;

namespace {

constexpr std::int64_t day = 86400, wrap = std::int64_t{1} << 32;

std::int64_t at(const char* digits) {
    const auto time = from_digits(digits);
    REQUIRE(time);
    return seconds(*time);
}

}  // namespace

TEST_CASE("times of RRSIG records are moments: RFC 4034 3.2 and the example in 3.3") {
    // "20030322173103" and "20030220173103" of the example, by `date -u -d ... +%s`
    CHECK(at("20030322173103") == 1048354263);
    CHECK(at("20030220173103") == 1045762263);
    CHECK(at("19700101000000") == 0);
    CHECK(at("20380119031408") == wrap / 2);
    CHECK(at("21060207062816") == wrap);
    CHECK(at("00010101000000") == -62135596800);
    CHECK(at("99991231235959") == 253402300799);
}

TEST_CASE("every day of 800 years reads as it was written") {
    std::int64_t day_number = at("16000101000000") / day;
    for (int year = 1600; year < 2400; ++year)
        for (int month = 1; month <= 12; ++month)
            for (int d = 1; d <= 31; ++d) {
                const auto time = from_calendar(year, month, d, 13, 14, 15);
                if (!time) continue;
                const std::int64_t expected = day_number++ * day + 13 * 3600 + 14 * 60 + 15;
                if (seconds(*time) != expected || from_digits(to_digits(*time)) != time) {
                    CAPTURE(year, month, d);
                    FAIL();
                }
            }
    CHECK(day_number * day == at("24000101000000"));
}

TEST_CASE("an offset does not lead out of the years that can be written") {
    CHECK(from_iso8601("0001-01-01T01:00+01:00") == from_iso8601("0001-01-01"));
    CHECK_FALSE(from_iso8601("0001-01-01T00:59+01:00"));
    CHECK(from_iso8601("9999-12-31T22:59:59-01:00") == from_iso8601("9999-12-31T23:59:59Z"));
    CHECK_FALSE(from_iso8601("9999-12-31T23:00-01:00"));
}

TEST_CASE("February has 29 days in years divisible by 4, of centuries only by 400") {
    CHECK(from_digits("20240229000000"));
    CHECK(from_digits("20000229000000"));
    CHECK_FALSE(from_digits("20230229000000"));
    CHECK_FALSE(from_digits("19000229000000"));
    CHECK_FALSE(from_digits("21000229000000"));
    CHECK_FALSE(from_digits("20240230000000"));
}

TEST_CASE("what is not fourteen digits or no moment is refused") {
    for (const char* text :
         {"", "2003032217310", "200303221731030", "2003032217310a", " 0030322173103",
          "+2003032217310", "00000101000000", "20030022173103", "20031322173103", "20030300173103",
          "20030332173103", "20030431173103", "20030322240000", "20030322176000", "20030322173160",
          "2003032217310:"}) {
        CAPTURE(text);
        CHECK_FALSE(from_digits(text));
    }
    CHECK_FALSE(from_digits(std::string_view("2003032217310\0", 14)));
}

TEST_CASE("ISO 8601 has a date, or a date and time with its zone") {
    constexpr std::int64_t moment = 1785564000;
    for (const char* text : {"2026-08-01T06:00:00Z", "2026-08-01T06:00Z", "2026-08-01t06:00:00z",
                             "2026-08-01 06:00:00Z", "2026-08-01T08:00:00+02:00",
                             "2026-07-31T23:30-0630", "2026-08-01T08:00+02"}) {
        CAPTURE(text);
        CHECK(from_iso8601(text) == Timestamp{moment});
    }
    CHECK(from_iso8601("2026-08-01") == Timestamp{moment - 6 * 3600});
    for (const char* text : {"", "2026-8-1", "2026-02-29", "2026-08-01T", "2026-08-01T06:00:00",
                             "2026-08-01T06:00:0Z", "2026-08-01T24:00Z", "2026-08-01T06:00+24",
                             "2026-08-01T06:00+00:60", "2026-08-01T06:00:00.5Z", "20260801"}) {
        CAPTURE(text);
        CHECK_FALSE(from_iso8601(text));
    }
}

TEST_CASE("dates the calendar does not have are refused") {
    CHECK_FALSE(from_calendar(2026, 0, 1, 0, 0, 0));
    CHECK_FALSE(from_calendar(2026, 1, -1, 0, 0, 0));
    CHECK_FALSE(from_calendar(2026, 1, 1, -1, 0, 0));
    CHECK_FALSE(from_calendar(2026, 1, 1, 0, -1, 0));
    CHECK_FALSE(from_calendar(2026, 1, 1, 0, 0, -1));
    CHECK_FALSE(from_calendar(10000, 1, 1, 0, 0, 0));
    CHECK_FALSE(from_calendar(std::numeric_limits<int>::min(), 1, 1, 0, 0, 0));
}

TEST_CASE("moments are shown in UTC") {
    CHECK(to_iso8601(Timestamp{0}) == "1970-01-01T00:00:00Z");
    CHECK(to_iso8601(Timestamp{-1}) == "1969-12-31T23:59:59Z");
    CHECK(to_iso8601(Timestamp{1795315200}) == "2026-11-22T02:40:00Z");
    CHECK(to_digits(Timestamp{1795315200}) == "20261122024000");
    CHECK(to_digits(Timestamp{951782400}) == "20000229000000");
    CHECK(to_digits(Timestamp{-62135596800}) == "00010101000000");
    CHECK(to_iso8601(Timestamp{wrap}) == "2106-02-07T06:28:16Z");
}

TEST_CASE("moments beyond all calendars can be shown") {
    CHECK(to_iso8601(Timestamp{std::numeric_limits<std::int64_t>::max()}) ==
          "292277026596-12-04T15:30:07Z");
    CHECK(to_iso8601(Timestamp{std::numeric_limits<std::int64_t>::min()}) ==
          "-292277022657-01-27T08:29:52Z");
}

TEST_CASE("spans are told in their two largest units") {
    CHECK(to_words(28 * day + 3600) == "28 d 1 h");
    CHECK(to_words(2 * 3600 + 5 * 60 + 59) == "2 h 5 min");
    CHECK(to_words(12) == "12 s");
    CHECK(to_words(0) == "0 s");
    CHECK(to_words(60) == "1 min");
    CHECK(to_words(61) == "1 min 1 s");
    CHECK(to_words(3599) == "59 min 59 s");
    CHECK(to_words(day + 59) == "1 d");
    CHECK(to_words(-(3 * day + 2 * 3600)) == "3 d 2 h");
    CHECK(to_words(std::numeric_limits<std::int64_t>::min()) == "106751991167300 d 15 h");
}

TEST_CASE("serial distance is RFC 1982 with 32 bits") {
    CHECK(serial_distance(1, 2) == 1);
    CHECK(serial_distance(2, 1) == -1);
    CHECK(serial_distance(0xFFFFFFFF, 0) == 1);
    CHECK(serial_distance(0, 0xFFFFFFFF) == -1);
    CHECK(serial_distance(0, 0x7FFFFFFF) == 0x7FFFFFFF);
    CHECK(serial_distance(5, 5) == 0);
}

TEST_CASE("a distance of exactly 2^31 counts as before, both ways: V-SIG-8") {
    CHECK(serial_distance(0, 0x80000000) < 0);
    CHECK(serial_distance(0x80000000, 0) < 0);
    CHECK(serial_distance(100, 0x80000064) == std::numeric_limits<std::int32_t>::min());
}

TEST_CASE("a 32-bit time means the moment nearest to the reference, also around 2106") {
    const Timestamp before{wrap - 10}, after{wrap + 10}, now{1795315200};
    CHECK(seconds(nearest(5, before)) == wrap + 5);
    CHECK(seconds(nearest(0xFFFFFFF0, after)) == wrap - 16);
    CHECK(seconds(nearest(5, after)) == wrap + 5);
    CHECK(seconds(nearest(1795315201, now)) == 1795315201);
    CHECK(seconds(nearest(0, now)) == 0);
    CHECK(to_iso8601(nearest(0, before)) == "2106-02-07T06:28:16Z");
    CHECK(seconds(nearest(serial_time(now) + 0x80000000u, now)) == seconds(now) - wrap / 2);
}
