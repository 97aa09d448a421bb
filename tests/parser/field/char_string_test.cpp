#include "parser/field/char_string.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("a character-string is quoted or bare, behind its length") {
    CHECK(decoded(put_char_string, "abc") == "03616263");
    CHECK(decoded(put_char_string, "\"abc\"") == "03616263");
    CHECK(decoded(put_char_string, "\"a b;(c)\"") == "07"
                                                     "6120623b286329");
    CHECK(decoded(put_char_string, "\"\"") == "00");
    CHECK(decoded(put_char_string, "v=spf1") == "06763d73706631");
}

TEST_CASE("escapes in strings") {
    CHECK(decoded(put_char_string, "\"a\\\"b\"") == "03612262");
    CHECK(decoded(put_char_string, "\"\\000\\255\"") == "0200ff");
    CHECK(decoded(put_char_string, "a\\ b") == "03612062");
    CHECK(decoded(put_char_string, "\"\\\\\"") == "015c");
    CHECK(decoded(put_char_string, "\\;x") == "023b78");
    for (const char* text : {"\"\\256\"", "\\99", "\"\\9\"", "a\\", "\\0a0"}) {
        CAPTURE(text);
        CHECK(fault_of(put_char_string, text) == Fault::bad_escape);
    }
}

TEST_CASE("a string has at most 255 octets after its escapes are read") {
    CHECK(decoded(put_char_string, std::string(255, 'a')).size() == 2 * 256);
    CHECK(fault_of(put_char_string, std::string(256, 'a')) == Fault::string_too_long);
    std::string escaped;
    for (unsigned i = 0; i < 255; ++i) escaped += "\\001";
    CHECK(decoded(put_char_string, escaped).starts_with("ff01"));
    CHECK(fault_of(put_char_string, escaped + "b") == Fault::string_too_long);
}

TEST_CASE("a string that a newline ended is not closed") {
    for (const char* text : {"\"abc", "\"", "\"abc\\\"", "\"abc\\\\\\\""}) {
        CAPTURE(text);
        CHECK(fault_of(put_char_string, text) == Fault::unclosed_quote);
    }
    CHECK(decoded(put_char_string, "\"abc\\\\\"") == "046162635c");
}

TEST_CASE("text has no length, and no bound but the RDATA's") {
    CHECK(decoded(put_text, "\"" + std::string(300, 'a') + "\"").size() == 600);
    CHECK(fault_of(put_text, std::string(Wire::capacity + 1, 'a')) == Fault::rdata_overflow);
    CHECK(fault_of(put_quoted_text, "abc") == Fault::unexpected);
    CHECK(decoded(put_quoted_text, "\"abc\"") == "616263");
}

TEST_CASE("a digit string counts digits only") {
    const auto digits = [](std::string_view token, Wire& wire) {
        return put_digit_string(token, 4, wire);
    };
    CHECK(decoded(digits, "311061700956") == "0c333131303631373030393536");
    CHECK(fault_of(digits, "311") == Fault::unexpected);
    CHECK(fault_of(digits, "31106170a") == Fault::unexpected);
}
