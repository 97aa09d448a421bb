#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"

using namespace zoneproof;

namespace {

// RFC 6605 6.1 and 6.2, RFC 8080 6.1 and 6.2.
const auto p256 = base64(
    "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==");
const auto p384 = base64(
    "xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8"
    "/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40");
const auto ed25519 = base64("l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=");
const auto ed448 =
    base64("3kgROaDjrh0H2iuixWBrc8g2EpBBLCdGzHmn+G2MpTPhpj/OiBVHHSfPodx1FYYUcJKm1MDpJtIA");

std::vector<std::uint8_t> reversed(std::string_view text) {
    const auto octets = hex(text);
    return {octets.rbegin(), octets.rend()};
}

}  // namespace

TEST_CASE("the eight algorithms of V-SIG-11 are supported and no others") {
    for (int algorithm = 0; algorithm < 256; ++algorithm) {
        const bool supported = algorithm == 5 || algorithm == 7 || algorithm == 8 ||
                               algorithm == 10 || (algorithm >= 13 && algorithm <= 16);
        CAPTURE(algorithm);
        CHECK((refusal(static_cast<std::uint8_t>(algorithm), {}) ==
               KeyRefusal::unsupported_algorithm) != supported);
    }
}

TEST_CASE("a public key of the wrong length is malformed") {
    const auto shorter_and_longer = [](std::uint8_t algorithm, std::vector<std::uint8_t> key) {
        CAPTURE(int(algorithm));
        CHECK(refusal(algorithm, key) == std::nullopt);
        key.push_back(0);
        CHECK(refusal(algorithm, key) == KeyRefusal::malformed);
        key.resize(key.size() - 2);
        CHECK(refusal(algorithm, key) == KeyRefusal::malformed);
        CHECK(refusal(algorithm, {}) == KeyRefusal::malformed);
    };
    shorter_and_longer(13, p256);
    shorter_and_longer(14, p384);
    shorter_and_longer(15, ed25519);
    shorter_and_longer(16, ed448);
}

TEST_CASE("an ECDSA point off the curve is refused, as are zero and coordinates beyond the field") {
    for (const auto& [algorithm, good] : {std::pair(13, p256), std::pair(14, p384)}) {
        CAPTURE(algorithm);
        const auto number = static_cast<std::uint8_t>(algorithm);
        auto key = good;
        key.back() ^= 1;
        CHECK(refusal(number, key) == KeyRefusal::not_on_curve);
        CHECK(refusal(number, std::vector<std::uint8_t>(good.size())) == KeyRefusal::not_on_curve);
        CHECK(refusal(number, std::vector<std::uint8_t>(good.size(), 0xFF)) ==
              KeyRefusal::not_on_curve);
    }
}

TEST_CASE("an ECDSA coordinate is not taken modulo p") {
    // x = 5 is on P-256; so x = p + 5 would be without the check.
    const std::string y = "459243b9aa581806fe913bce99817ade11ca503c64d9a3c533415c083248fbcc";
    const std::string small =
        "0000000000000000000000000000000000000000000000000000000000000005" + y;
    const std::string large =
        "ffffffff00000001000000000000000000000001000000000000000000000004" + y;
    CHECK(refusal(13, hex(small)) == std::nullopt);
    CHECK(refusal(13, hex(large)) == KeyRefusal::not_on_curve);
}

TEST_CASE("Ed25519 keys of low order, in every encoding, are refused") {
    for (const char* y :
         {"0000000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000001",
          "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec",
          "05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826",
          "7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7",
          "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed",     // p
          "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffee"}) {  // p + 1
        CAPTURE(y);
        auto key = reversed(y);
        CHECK(refusal(15, key) == KeyRefusal::not_on_curve);
        key.back() |= 0x80;
        CHECK(refusal(15, key) == KeyRefusal::not_on_curve);
    }
}

TEST_CASE("Ed25519 keys decode exactly when y is canonical and its x exists") {
    // y = 3 is on the curve and y = 2 is not; p + 3 means 3 but is not canonical.
    CHECK(
        refusal(15, reversed("0000000000000000000000000000000000000000000000000000000000000003")) ==
        std::nullopt);
    CHECK(
        refusal(15, reversed("8000000000000000000000000000000000000000000000000000000000000003")) ==
        std::nullopt);
    CHECK(
        refusal(15, reversed("0000000000000000000000000000000000000000000000000000000000000002")) ==
        KeyRefusal::not_on_curve);
    CHECK(
        refusal(15, reversed("7ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0")) ==
        KeyRefusal::not_on_curve);
}

TEST_CASE("Ed448 keys of low order, beyond the field or off the curve are refused") {
    const std::string p =
        "00fffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffffffffffff"
        "ffffffffffffffffffffffffffffffff";
    const std::string zeros(112, '0');
    const std::string minus_one = p.substr(0, 113) + "e";
    for (const std::string& y : {"00" + zeros, zeros + "01", minus_one, p}) {
        CAPTURE(y);
        auto key = reversed(y);
        CHECK(refusal(16, key) == KeyRefusal::not_on_curve);
        key.back() |= 0x80;
        CHECK(refusal(16, key) == KeyRefusal::not_on_curve);
    }
    auto stray_bit = ed448;
    stray_bit.back() |= 0x40;
    CHECK(refusal(16, stray_bit) == KeyRefusal::not_on_curve);
}

TEST_CASE("one scratch serves many keys, and a key made later is never taken for an earlier one") {
    Scratch scratch;
    const auto signature = std::vector<std::uint8_t>(64, 1);
    for (int round = 0; round < 3; ++round) {
        CHECK(check_one(*verifier_for(13, p256), {}, signature, scratch) == SignatureCheck::bad);
        CHECK(check_one(*verifier_for(15, ed25519), {}, signature, scratch) == SignatureCheck::bad);
        CHECK(check_one(*verifier_for(14, p384), {}, signature, scratch) ==
              SignatureCheck::wrong_length);
    }
}
