#include "tools/render/words.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

TEST_CASE("numbers are grouped by thousands") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1934) == "1,934");
    CHECK(grouped(18446744073709551615ull) == "18,446,744,073,709,551,615");
    CHECK(counted(1, "error") == "1 error");
    CHECK(counted(2000, "place") == "2,000 places");
}

TEST_CASE("nothing in a text steers the terminal") {
    CHECK(printable("plain text, é, 漢") == "plain text, é, 漢");
    CHECK(printable("a\tb") == "a b");
    CHECK(printable("\x1b[31mred") == "\xEF\xBF\xBD[31mred");
    CHECK(printable(std::string("nul\0!", 5)) == "nul\xEF\xBF\xBD!");
    CHECK(printable("c1 \xC2\x9B!") == "c1 \xEF\xBF\xBD!");
    CHECK(printable("turn \xE2\x80\xAE around") == "turn \xEF\xBF\xBD around");
}

TEST_CASE("octets that are no UTF-8 are replaced one by one") {
    for (const std::string_view bad : {"\xFF", "\xC0", "\xF5", "\x80"})
        CHECK(printable(bad) == "\xEF\xBF\xBD");
    CHECK(columns(printable("\xE2\x82")) == 2);          // cut off
    CHECK(columns(printable("\xC0\xAF")) == 2);          // overlong
    CHECK(columns(printable("\xED\xA0\x80")) == 3);      // a surrogate
    CHECK(columns(printable("\xF4\x90\x80\x80")) == 4);  // above U+10FFFF
    CHECK(columns("é漢…") == 3);
}

TEST_CASE("paragraphs break at blanks and hang") {
    CHECK(wrapped("one two three", 2, 9) == "one two\n  three");
    CHECK(wrapped("  blanks   vanish ", 0, 80) == "blanks vanish");
    CHECK(wrapped("averylongwordthatfitsnowhere x", 4, 10) ==
          "averylongwordthatfitsnowhere\n    x");
    CHECK(wrapped("", 4, 10).empty());
}

TEST_CASE("moments and ranges are ISO 8601") {
    CHECK(to_text(Moment{Timestamp{0}, Timestamp{0}}) == "1970-01-01T00:00:00Z");
    CHECK(to_text(Moment{Timestamp{0}, Timestamp{60}}) ==
          "1970-01-01T00:00:00Z/1970-01-01T00:01:00Z");
    CHECK(to_minute(Timestamp{60}) == "1970-01-01 00:01Z");
}
