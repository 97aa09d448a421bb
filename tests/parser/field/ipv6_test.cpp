#include "parser/field/ipv6.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

#include <arpa/inet.h>

using namespace zoneproof;

TEST_CASE("the forms of RFC 4291 2.2") {
    CHECK(decoded(put_ipv6, "ABCD:EF01:2345:6789:ABCD:EF01:2345:6789") ==
          "abcdef0123456789abcdef0123456789");
    CHECK(decoded(put_ipv6, "2001:DB8:0:0:8:800:200C:417A") == "20010db80000000000080800200c417a");
    CHECK(decoded(put_ipv6, "2001:DB8::8:800:200C:417A") == "20010db80000000000080800200c417a");
    CHECK(decoded(put_ipv6, "::1") == "00000000000000000000000000000001");
    CHECK(decoded(put_ipv6, "::") == "00000000000000000000000000000000");
    CHECK(decoded(put_ipv6, "::FFFF:129.144.52.38") == "00000000000000000000ffff81903426");
    CHECK(decoded(put_ipv6, "1::") == "00010000000000000000000000000000");
}

TEST_CASE("what is no IPv6 address is refused") {
    for (const char* text : {":",
                             ":::",
                             "1",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "1:2:3:4:5:6:7:",
                             ":1:2:3:4:5:6:7",
                             "1::2::3",
                             "12345::",
                             "g::",
                             "::1.2.3",
                             "::1.2.3.4.5",
                             "1.2.3.4",
                             "1.2.3.4::",
                             "fe80::1%eth0",
                             "1:2:3:4:5:6:7:1.2.3.4",
                             "::1.2.3.4:1",
                             "1:2:3:4:5:6:7:8::",
                             "::1:2:3:4:5:6:7:8",
                             "\"::1\""}) {
        CAPTURE(text);
        CHECK(fault_of(put_ipv6, text) == Fault::unexpected);
    }
}

TEST_CASE("inet_pton() is of the same mind about any mixture") {
    std::uint32_t seed = 7;
    const auto random = [&seed](std::uint32_t below) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % below;
    };
    const std::string_view parts[] = {":",  ":",    "::",      "0", "1",    "abcd",
                                      "00", "FFFF", "1.2.3.4", ".", "12345"};
    for (unsigned round = 0; round < 50000; ++round) {
        std::string text;
        for (unsigned i = random(18) + 1; i != 0; --i)
            text += i % 2 ? parts[random(11)] : parts[random(3)];
        std::uint8_t expected[16];
        const bool valid = inet_pton(AF_INET6, text.c_str(), expected) == 1;
        CAPTURE(text);
        REQUIRE(decoded(put_ipv6, text) == (valid ? to_hex({expected, 16}) : ""));
    }
}
