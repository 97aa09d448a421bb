#include "parser/field/base32hex.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

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
