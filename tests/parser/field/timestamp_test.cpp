#include "parser/field/timestamp.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("dates and decimal seconds give the same octets") {
    CHECK(decoded(put_timestamp, "20030322173103") == "3e7c9dd7");  // RFC 4034 3.3
    CHECK(decoded(put_timestamp, "1048354263") == "3e7c9dd7");
    CHECK(decoded(put_timestamp, "19700101000000") == "00000000");
    CHECK(decoded(put_timestamp, "0") == "00000000");
    CHECK(decoded(put_timestamp, "4294967295") == "ffffffff");
}

TEST_CASE("dates are taken modulo 2^32") {
    CHECK(decoded(put_timestamp, "21060207062815") == "ffffffff");
    CHECK(decoded(put_timestamp, "21060207062816") == "00000000");
    CHECK(decoded(put_timestamp, "19691231235959") == "ffffffff");
}

TEST_CASE("the calendar has its leap days and no others") {
    CHECK(decoded(put_timestamp, "20000229000000") == "38bb0c00");
    CHECK(decoded(put_timestamp, "20240229235959") == "65e11a7f");
    for (const char* text :
         {"20230229000000", "21000229000000", "20260230000000", "20260431000000"}) {
        CAPTURE(text);
        CHECK(fault_of(put_timestamp, text) == Fault::bad_timestamp);
    }
}

TEST_CASE("what is neither a date nor at most ten digits is refused") {
    for (const char* text :
         {"20261301000000", "20260001000000", "20260100000000", "20260132000000", "20260101240000",
          "20260101006000", "20260101000060", "00000101000000", "2026010100000", "202601010000000",
          "4294967296", "99999999999", "2026-01-01", "2026010100000a", "x0260101000000", "1d",
          "2026010\xB1"
          "000000",
          "20260101/00000", "20260101:00000"}) {
        CAPTURE(text);
        CHECK(fault_of(put_timestamp, text) == Fault::bad_timestamp);
    }
}

TEST_CASE("every day of 400 years follows the one before") {
    std::uint32_t expected = 0;
    for (unsigned year = 1970; year < 2370; ++year)
        for (unsigned month = 1; month <= 12; ++month)
            for (unsigned day = 1; day <= 31; ++day) {
                char text[32];
                std::snprintf(text, sizeof text, "%04u%02u%02u000000", year, month, day);
                Wire wire;
                if (!put_timestamp({text, 14}, wire)) continue;
                REQUIRE(load32(wire.octets().data()) == expected);
                expected += 86400;
            }
    CHECK(expected == static_cast<std::uint32_t>(146097u * 86400u));
}
