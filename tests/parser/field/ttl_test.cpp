#include "parser/field/ttl.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("a TTL is seconds or a sum of units") {
    CHECK(decoded(put_ttl, "0") == "00000000");
    CHECK(decoded(put_ttl, "3600") == "00000e10");
    CHECK(decoded(put_ttl, "1h30m") == "00001518");
    CHECK(decoded(put_ttl, "30M1H") == "00001518");
    CHECK(decoded(put_ttl, "1w2d3h4m5s") == "000c08a5");  // 604800 + 172800 + 10800 + 240 + 5
    CHECK(decoded(put_ttl, "1W") == "00093a80");
}

TEST_CASE("a TTL may use all 32 bits, not more") {
    CHECK(decoded(put_ttl, "2147483648") == "80000000");
    CHECK(decoded(put_ttl, "4294967295") == "ffffffff");
    CHECK(decoded(put_ttl, "4294967295s") == "ffffffff");
    CHECK(fault_of(put_ttl, "4294967296") == Fault::unexpected);
    CHECK(fault_of(put_ttl, "4294967295s1s") == Fault::unexpected);
    CHECK(fault_of(put_ttl, "4294967295w") == Fault::unexpected);
    CHECK(fault_of(put_ttl, "7102w") == Fault::unexpected);
}

TEST_CASE("each number of a TTL with units has one") {
    for (const char* text : {"1h30", "h", "1hm", "1x", "-1", "1h-1m", "1.5h", "s1"}) {
        CAPTURE(text);
        CHECK(fault_of(put_ttl, text) == Fault::unexpected);
    }
    std::uint32_t seconds;
    CHECK_FALSE(read_ttl("", seconds));
}

TEST_CASE("whether units were used is told") {
    std::uint32_t seconds;
    bool units = false;
    CHECK((read_ttl("1d", seconds, &units) && units && seconds == 86400));
    CHECK((read_ttl("86400", seconds, &units) && !units && seconds == 86400));
}
