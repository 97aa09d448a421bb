#include "parser/field/base32hex.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

#include <algorithm>

using namespace zoneproof;

TEST_CASE("the test vectors of RFC 4648 10 without padding") {
    CHECK(decoded(put_hash, "CO") == "0166");
    CHECK(decoded(put_hash, "CPNG") == "02666f");
    CHECK(decoded(put_hash, "CPNMU") == "03666f6f");
    CHECK(decoded(put_hash, "CPNMUOG") == "04666f6f62");
    CHECK(decoded(put_hash, "CPNMUOJ1") == "05666f6f6261");
    CHECK(decoded(put_hash, "cpnmuoj1e8") == "06666f6f626172");
}

TEST_CASE("a hash of RFC 5155 appendix A in either case") {
    const std::string wire = "14065368abeed7ec6e9feba96b8c8bc3e8b791f716";
    CHECK(decoded(put_hash, "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom") == wire);
    CHECK(decoded(put_hash, "0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM") == wire);
    CHECK(decoded(put_hash, "00000000000000000000000000000001") ==
          "14"
          "0000000000000000000000000000000000000001");
    CHECK(decoded(put_hash, "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV") == "14" + std::string(40, 'f'));
}

TEST_CASE("lengths that no octets give are refused") {
    for (const char* text : {"0", "000", "000000", "000000000"}) {
        CAPTURE(text);
        CHECK(fault_of(put_hash, text) == Fault::unexpected);
    }
}

TEST_CASE("digits outside the alphabet, padding and bits left over are refused") {
    for (const char* text :
         {"CW", "C=", "CO======", "C-", "CP", "CPNMUOH", "0000000W", "\"CO\"", "cw", "C\xCF"}) {
        CAPTURE(text);
        CHECK(fault_of(put_hash, text) == Fault::unexpected);
    }
}

TEST_CASE("a hash has at most 255 octets") {
    CHECK(decoded(put_hash, std::string(408, '0')).starts_with("ff00"));
    CHECK(fault_of(put_hash, std::string(410, '0')) == Fault::unexpected);
}

TEST_CASE("every digit has its value in every place, and no other octet has one") {
    const std::string_view upper = "0123456789ABCDEFGHIJKLMNOPQRSTUV",
                           lower = "0123456789abcdefghijklmnopqrstuv";
    std::uint8_t octets[48];
    for (unsigned octet = 0; octet < 256; ++octet)
        for (std::size_t place = 0; place < 32; ++place) {
            const char digit = static_cast<char>(octet);
            const std::size_t value = std::min(upper.find(digit), lower.find(digit));
            std::string text(32, '0');
            text[place] = digit;
            const std::size_t size = read_base32hex(text, octets);
            REQUIRE(size == (value == upper.npos ? 0u : 20u));
            for (std::size_t bit = 0; bit < 5 && size != 0; ++bit) {
                const std::size_t at = place * 5 + bit;
                REQUIRE((octets[at / 8] >> (7 - at % 8) & 1) == (value >> (4 - bit) & 1));
            }
        }
}
