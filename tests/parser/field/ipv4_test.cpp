#include "parser/field/ipv4.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

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
