#include "parser/field/hex.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("hexadecimal of either case, split anywhere") {
    CHECK(decoded_all(put_hex, "666F6f") == "666f6f");
    CHECK(decoded_all(put_hex, "66 6F 6f") == "666f6f");
    CHECK(decoded_all(put_hex, "6 66F6 f") == "666f6f");
    CHECK(decoded_all(put_hex, "0123456789abcdefABCDEF0123456789 01") ==
          "0123456789abcdefabcdef012345678901");
}

TEST_CASE("octets that are no digits are refused, wherever they stand") {
    for (unsigned octet = 0x21; octet < 256; ++octet) {
        const char c = static_cast<char>(octet);
        if (std::string_view("()\";\\").find(c) != std::string_view::npos ||
            std::isxdigit(static_cast<int>(octet)))
            continue;
        for (const std::size_t at : {0u, 5u, 15u, 16u, 17u}) {
            std::string text(18, '7');
            text[at] = c;
            CAPTURE(text);
            CHECK(decoded_all(put_hex, text) == "refused at 0");
        }
    }
}

TEST_CASE("an odd number of digits is refused") {
    CHECK(decoded_all(put_hex, "666") == "refused at 0");
    CHECK(decoded_all(put_hex, "66 6 66") == "refused at 2");
    CHECK(decoded_all(put_hex, "") == "refused at 0");
    CHECK(fault_of(put_hex_token, "666") == Fault::unexpected);
}

TEST_CASE("a salt is a hyphen or up to 255 octets") {
    CHECK(decoded(put_salt, "-") == "00");
    CHECK(decoded(put_salt, "aabbCCDD") == "04aabbccdd");
    CHECK(decoded(put_salt, std::string(510, '0')).size() == 2 * 256);
    CHECK(fault_of(put_salt, std::string(512, '0')) == Fault::salt_too_long);
    CHECK(fault_of(put_salt, "abc") == Fault::unexpected);
    CHECK(fault_of(put_salt, "--") == Fault::unexpected);
}

TEST_CASE("hexadecimal fills RDATA to its last octet, not beyond") {
    const auto fits = [](std::size_t left, std::string_view text) {
        Wire wire;
        wire.wrote(Wire::capacity - left);
        return put_hex_token(TokenLine(text).first(), wire);
    };
    CHECK(fits(2, "0102"));
    CHECK_FALSE(fits(1, "0102"));
}
