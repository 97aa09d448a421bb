#include "parser/field/encode.hpp"
#include "tests/catch.hpp"
#include "verifier/nsec3.hpp"

using namespace zoneproof;

TEST_CASE("a hash is read back from the label of its owner, in either case") {
    // RFC 5155 appendix A: H(example)
    const char* const label = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom";
    const auto hash = hash_from_label(octets(label));
    REQUIRE(hash);
    CHECK(to_hex(*hash) == "065368abeed7ec6e9feba96b8c8bc3e8b791f716");
    CHECK(to_base32hex(*hash) == label);
    CHECK(hash_from_label(octets("0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM")) == hash);
}

TEST_CASE("what is no hash of 20 octets is refused") {
    for (const char* label :
         {"", "0p9mhaveqvm6t7vbl5lop2u3t2rp3to", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tomm",
          "wp9mhaveqvm6t7vbl5lop2u3t2rp3tom", "0p9mhaveqvm6t7vbl5lop2u3t2rp3to=",
          "0p9mhaveqvm6t7vb-5lop2u3t2rp3tom", "0p9mhaveqvm6t7vbl5lop2u3t2rp3to\xe9"})
        CHECK_FALSE(hash_from_label(octets(label)));
}

TEST_CASE("labels sort like the hashes they stand for") {
    Nsec3Hash lower{}, higher{};
    for (unsigned octet = 0; octet < 255; ++octet) {
        lower[7] = static_cast<std::uint8_t>(octet);
        higher[7] = static_cast<std::uint8_t>(octet + 1);
        CHECK(to_base32hex(lower) < to_base32hex(higher));
    }
}
