#include "tests/catch.hpp"
#include "tests/verifier/octets.hpp"
#include "verifier/crypto/range.hpp"

using namespace zoneproof;

namespace {

const std::vector<std::uint8_t> order = {0x12, 0x34};

std::optional<SignatureCheck> objection(const RangeCheck& check, std::string_view signature) {
    return check.objection(hex(signature));
}

}  // namespace

TEST_CASE("both halves of an ECDSA signature lie between zero and the order, bounds excluded") {
    const RangeCheck check = RangeCheck::ecdsa(order);
    for (const char* good : {"00010001", "12330001", "00011233", "01ff01ff"}) {
        CAPTURE(good);
        CHECK(!objection(check, good));
    }
    for (const char* bad :
         {"00000001", "00010000", "12340001", "00011234", "ffff0001", "0001ffff"}) {
        CAPTURE(bad);
        CHECK(objection(check, bad) == SignatureCheck::degenerate);
    }
}

TEST_CASE("S of an EdDSA signature is little-endian and below the order; zero is allowed") {
    const RangeCheck check = RangeCheck::eddsa(order);
    for (const char* good : {"ffff0000", "ffff3312", "0000ff11"}) {
        CAPTURE(good);
        CHECK(!objection(check, good));
    }
    for (const char* bad : {"00003412", "00003512", "00000013", "0000ffff"}) {
        CAPTURE(bad);
        CHECK(objection(check, bad) == SignatureCheck::degenerate);
    }
}

TEST_CASE("an RSA signature is below the modulus, else it is simply not of this key") {
    const RangeCheck check = RangeCheck::rsa(order);
    CHECK(!objection(check, "0000"));
    CHECK(!objection(check, "1233"));
    CHECK(objection(check, "1234") == SignatureCheck::bad);
    CHECK(objection(check, "ffff") == SignatureCheck::bad);
}

TEST_CASE("a signature one octet too short or too long is of the wrong length") {
    for (const char* wrong : {"", "00", "000100", "0001000100"}) {
        CAPTURE(wrong);
        CHECK(objection(RangeCheck::ecdsa(order), wrong) == SignatureCheck::wrong_length);
        CHECK(objection(RangeCheck::eddsa(order), wrong) == SignatureCheck::wrong_length);
        CHECK(objection(RangeCheck::rsa(order), wrong) == SignatureCheck::wrong_length);
    }
}
