#include "tools/options/time_argument.hpp"

#include "tests/catch.hpp"

#include <string>

using namespace zoneproof;

namespace {
// 2026-08-01T06:00:00Z
constexpr std::int64_t august = 1785564000;
constexpr Timestamp now{1700000000};
}  // namespace

TEST_CASE("every form of a moment means the same second") {
    for (const std::string text :
         {"1785564000", "20260801060000", "2026-08-01T06:00:00Z", "2026-08-01T06:00Z",
          "2026-08-01t06:00:00z", "2026-08-01 06:00:00Z", "2026-08-01T08:00:00+02:00",
          "2026-08-01T08:00+0200", "2026-08-01T08:00+02", "2026-07-31T23:30:00-06:30"}) {
        CAPTURE(text);
        const auto moment = instant_from_text(text, now);
        REQUIRE(moment);
        CHECK(seconds(*moment) == august);
    }
}

TEST_CASE("now and distances are counted from the clock") {
    CHECK(*instant_from_text("now", now) == now);
    CHECK(seconds(*instant_from_text("+24h", now)) == 1700086400);
    CHECK(seconds(*instant_from_text("-7d", now)) == 1699395200);
    CHECK(seconds(*instant_from_text("+1d12h", now)) == 1700129600);
}

TEST_CASE("a date without time is its midnight in UTC") {
    CHECK(seconds(*instant_from_text("2026-08-01", now)) == august - 6 * 3600);
    CHECK(seconds(*instant_from_text("2024-02-29", now)) == 1709164800);
}

TEST_CASE("what is no moment is refused, not guessed") {
    for (const std::string text :
         {"", "yesterday", "20260801", "2026-02-29", "2026-13-01", "20260801250000",
          "2026-08-01T06:00:00", "2026-08-01T6:00Z", "2026-08-01T06:60Z",
          "2026-08-01T06:00:00+25:00", "17855640000", "1785564000000", "+", "-", "+5y",
          "2026-08-01T06:00:00.5Z", "12345678901234567890"}) {
        CAPTURE(text);
        const auto moment = instant_from_text(text, now);
        REQUIRE_FALSE(moment);
        CHECK(moment.error().code == ErrorCode::usage);
    }
}

TEST_CASE("eight digits that could be a day are not taken for 1970") {
    CHECK_FALSE(instant_from_text("20260801", now));
    CHECK_FALSE(instant_from_text("20261306", now));  // nor a slip of the pen
    CHECK(seconds(*instant_from_text("99999999", now)) == 99999999);
}

TEST_CASE("a range has two ends in order") {
    const auto range = moment_from_text("20260801060000..+1000d", now);
    REQUIRE(range);
    CHECK(range->is_range());
    CHECK(seconds(range->from) == august);
    CHECK(seconds(range->to) == 1786400000);
    CHECK_FALSE(moment_from_text("now..-1h", now));
    CHECK_FALSE(moment_from_text("now..", now));
    CHECK_FALSE(moment_from_text("..now", now));
    CHECK_FALSE(moment_from_text("now..now..now", now));
    CHECK_FALSE(moment_from_text("now..now", now)->is_range());
}
