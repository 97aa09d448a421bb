#include "parser/field/ipv4.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

#include <arpa/inet.h>

using namespace zoneproof;

TEST_CASE("an IPv4 address is four octets") {
    CHECK(decoded(put_ipv4, "10.1.0.52") == "0a010034");
    CHECK(decoded(put_ipv4, "0.0.0.0") == "00000000");
    CHECK(decoded(put_ipv4, "255.255.255.255") == "ffffffff");
}

TEST_CASE("short, octal and other forms of IPv4 addresses are refused") {
    for (const char* text :
         {"10",        "10.1",     "10.1.52",   "10.1.0.52.",  ".10.1.0.52",
          "10..1.0",   "10.1.0.",  "1.2.3.4.5", "256.0.0.1",   "1.2.3.1000",
          "01.2.3.4",  "1.2.3.00", "1.2.3.04",  "0x1.2.3.4",   "a.b.c.d",
          "1.2.3.4/8", "+1.2.3.4", "1.2.3.-4",  "\"1.2.3.4\"", "1111.222.333.44"}) {
        CAPTURE(text);
        CHECK(fault_of(put_ipv4, text) == Fault::unexpected);
    }
}

TEST_CASE("inet_pton() is of the same mind about any numbers and dots") {
    std::uint32_t seed = 11;
    const auto random = [&seed](std::uint32_t below) {
        seed = seed * 1664525 + 1013904223;
        return (seed >> 8) % below;
    };
    const std::string_view parts[] = {"0",   "1",  "9",  "10",   "99", "100", "255", "256",
                                      "999", "00", "01", "1000", "",   "/",   ":"};
    for (unsigned round = 0; round < 50000; ++round) {
        std::string text;
        for (unsigned i = 3 + random(8) / 7 + random(8) / 7; i != 0; --i)
            text += std::string(parts[random(random(4) == 0 ? 15 : 7)]) + ".";
        text += parts[random(7)];
        std::uint8_t expected[4];
        const bool valid = inet_pton(AF_INET, text.c_str(), expected) == 1;
        CAPTURE(text);
        REQUIRE(decoded(put_ipv4, text) == (valid ? to_hex({expected, 4}) : ""));
    }
}
