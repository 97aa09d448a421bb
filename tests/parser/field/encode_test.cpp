#include "parser/field/encode.hpp"

#include "tests/catch.hpp"

using namespace zoneproof;

TEST_CASE("base 64 and base 32 are those of RFC 4648 10") {
    const char* const vectors[][3] = {
        {"", "", ""},
        {"f", "Zg==", "co"},
        {"fo", "Zm8=", "cpng"},
        {"foo", "Zm9v", "cpnmu"},
        {"foob", "Zm9vYg==", "cpnmuog"},
        {"fooba", "Zm9vYmE=", "cpnmuoj1"},
        {"foobar", "Zm9vYmFy", "cpnmuoj1e8"},
    };
    for (const auto& [text, base64, base32] : vectors) {
        CHECK(to_base64(octets(text)) == base64);
        CHECK(to_base32hex(octets(text)) == base32);
    }
    CHECK(to_base32hex(octets("foobar"), true) == "CPNMUOJ1E8");
}

TEST_CASE("quoted text escapes what would end it or could not be seen") {
    using namespace std::string_view_literals;
    CHECK(to_quoted(octets("a b;c")) == "\"a b;c\"");
    CHECK(to_quoted(octets("\"\\")) == "\"\\\"\\\\\"");
    CHECK(to_quoted(octets("\0\t~\x7F\xFF"sv)) == "\"\\000\\009~\\127\\255\"");
    CHECK(to_quoted({}) == "\"\"");
}

TEST_CASE("addresses are written as RFC 5952 4 recommends") {
    const std::uint8_t v4[] = {192, 0, 2, 1};
    CHECK(to_ipv4(v4) == "192.0.2.1");
    const std::uint8_t v6[] = {0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    CHECK(to_ipv6(v6) == "2001:db8::1");
    const std::uint8_t one_zero[] = {0x20, 0x01, 0x0D, 0xB8, 0, 0, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1};
    CHECK(to_ipv6(one_zero) == "2001:db8:0:1:1:1:1:1");
}
