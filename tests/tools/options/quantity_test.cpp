#include "tools/options/quantity.hpp"

#include "tests/catch.hpp"

#include <string>

using namespace zoneproof;

TEST_CASE("sizes are digits with a power of 1024") {
    const struct {
        std::string text;
        std::uint64_t octets;
    } sizes[] = {{"0", 0},           {"12345", 12345},     {"100k", 102400},   {"512M", 536870912},
                 {"4G", 4ull << 30}, {"4GiB", 4ull << 30}, {"2TB", 2ull << 40}};
    for (const auto& [text, octets] : sizes) {
        CAPTURE(text);
        REQUIRE(size_from_text(text));
        CHECK(*size_from_text(text) == octets);
    }
}

TEST_CASE("what is no size is a usage error that names it") {
    for (const std::string text : {"", "G", "-1", "1.5G", "4X", "4GG", "4 G",
                                   "99999999999999999999", "18014398509481985K", "0x10"}) {
        CAPTURE(text);
        const auto size = size_from_text(text);
        REQUIRE_FALSE(size);
        CHECK(size.error().code == ErrorCode::usage);
        CHECK(size.error().text.find("'" + text + "'") != std::string::npos);
    }
}

TEST_CASE("durations are seconds or units from weeks down to seconds") {
    const struct {
        std::string text;
        std::int64_t seconds;
    } durations[] = {{"90", 90},     {"60s", 60},    {"5m", 300},
                     {"24h", 86400}, {"7d", 604800}, {"1w2d3h4m5s", 788645}};
    for (const auto& [text, seconds] : durations) {
        CAPTURE(text);
        REQUIRE(duration_from_text(text));
        CHECK(*duration_from_text(text) == seconds);
    }
}

TEST_CASE("what is no duration is refused") {
    for (const std::string text : {"", "h", "-5", "1h30", "30m1h", "1h1h", "5y", "1.5h",
                                   "99999999999999w", "18446744073709551615s"}) {
        CAPTURE(text);
        CHECK_FALSE(duration_from_text(text));
    }
}

TEST_CASE("counts keep to their bounds") {
    CHECK(*count_from_text("1", 1, 8) == 1);
    CHECK(*count_from_text("8", 1, 8) == 8);
    for (const std::string text : {"0", "9", "", "x", "1x", "-1"}) {
        CAPTURE(text);
        CHECK_FALSE(count_from_text(text, 1, 8));
    }
}
