#include "parser/field/base64.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("the test vectors of RFC 4648 10") {
    CHECK(decoded_all(put_base64, "Zg==") == "66");
    CHECK(decoded_all(put_base64, "Zm8=") == "666f");
    CHECK(decoded_all(put_base64, "Zm9v") == "666f6f");
    CHECK(decoded_all(put_base64, "Zm9vYg==") == "666f6f62");
    CHECK(decoded_all(put_base64, "Zm9vYmE=") == "666f6f6261");
    CHECK(decoded_all(put_base64, "Zm9vYmFy") == "666f6f626172");
    CHECK(decoded_all(put_base64, "+/+/") == "fbffbf");
}

TEST_CASE("base64 may be split anywhere, also between its padding") {
    for (const char* text :
         {"Zm9v YmE=", "Zm9vY mE=", "Zm9vYm E=", "Zm9vYmE =", "Z m 9 v Y m E ="}) {
        CAPTURE(text);
        CHECK(decoded_all(put_base64, text) == "666f6f6261");
    }
    CHECK(decoded_all(put_base64, "Zm9vYg= =") == "666f6f62");
}

TEST_CASE("padding must be there, and only at the end") {
    for (const char* text : {"Z", "Zg", "Zg=", "Zm8", "Zg===", "Z===", "=",
                             "====", "Zm9v=", "Zm9v==", "Zg==Zg==", "Zg=a", "Zg=", "Z=g="}) {
        CAPTURE(text);
        CHECK(decoded_all(put_base64, text) == "refused at 0");
    }
    CHECK(decoded_all(put_base64, "Zg== Zg==") == "refused at 1");
    CHECK(decoded_all(put_base64, "Zm9v ====") == "refused at 1");
}

TEST_CASE("bits that the padding leaves over must be zero") {
    CHECK(decoded_all(put_base64, "Zh==") == "refused at 0");
    CHECK(decoded_all(put_base64, "Zm9=") == "refused at 0");
    CHECK(decoded_all(put_base64, "Zv==") == "refused at 0");
}

TEST_CASE("octets outside the alphabet are refused where they stand") {
    CHECK(decoded_all(put_base64, "Zm9v Zm9- Zm9v") == "refused at 1");
    CHECK(decoded_all(put_base64, "Zm9v Zm9v Zm_v") == "refused at 2");
    CHECK(decoded_all(put_base64, "\"Zm9v\"") == "refused at 0");
    CHECK(decoded_all(put_base64, "Zm9\xFA") == "refused at 0");
    CHECK(decoded_all(put_base64, "") == "refused at 0");
}

TEST_CASE("every octet value in every place of a group survives") {
    const std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (unsigned octet = 0; octet < 256; ++octet)
        for (unsigned place = 0; place < 3; ++place) {
            const unsigned bits = octet << (16 - 8 * place);
            std::string text = "AAAA";
            for (unsigned i = 0; i < 4; ++i) text[i] = alphabet[bits >> (18 - 6 * i) & 63];
            Wire wire;
            REQUIRE(put_base64_token(TokenLine(text).first(), wire));
            REQUIRE(wire.size() == 3);
            CHECK(wire.octets()[place] == octet);
        }
}

TEST_CASE("base64 fills RDATA to its last octet, not beyond") {
    const auto fits = [](std::size_t left, std::string_view text) {
        Wire wire;
        wire.wrote(Wire::capacity - left);
        return put_base64_token(TokenLine(text).first(), wire);
    };
    CHECK(fits(4, "Zm9vYg=="));
    CHECK_FALSE(fits(3, "Zm9vYg=="));
    CHECK(fits(6, "Zm9vYmFy"));
    CHECK_FALSE(fits(5, "Zm9vYmFy"));
}
