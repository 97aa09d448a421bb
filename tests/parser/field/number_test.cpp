#include "parser/field/number.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("numbers fill their octets up to the largest") {
    CHECK(decoded(put_u8, "0") == "00");
    CHECK(decoded(put_u8, "255") == "ff");
    CHECK(decoded(put_u16, "65535") == "ffff");
    CHECK(decoded(put_u32, "4294967295") == "ffffffff");
    CHECK(decoded(put_u32, "2004112201") == "77745349");
    CHECK(decoded(put_u64, "18446744073709551615") == "ffffffffffffffff");
    CHECK(decoded(put_u64, "4294967297") == "0000000100000001");
    CHECK(decoded(put_u8, "000000000000000000000000255") == "ff");
}

TEST_CASE("numbers above the largest are refused") {
    CHECK(fault_of(put_u8, "256") == Fault::unexpected);
    CHECK(fault_of(put_u16, "65536") == Fault::unexpected);
    CHECK(fault_of(put_u32, "4294967296") == Fault::unexpected);
    CHECK(fault_of(put_u32, "18446744073709551616") == Fault::unexpected);
    CHECK(fault_of(put_u64, "18446744073709551616") == Fault::unexpected);
    CHECK(fault_of(put_u64, "99999999999999999999") == Fault::unexpected);
    CHECK(fault_of(put_u8, "18446744073709551617") == Fault::unexpected);
}

TEST_CASE("a number is digits only") {
    for (const char* text : {"+1", "-1", "1.", "0x1", "1a", "\"1\"", "\\049", "/", ":"}) {
        CAPTURE(text);
        CHECK(fault_of(put_u16, text) == Fault::unexpected);
    }
}
