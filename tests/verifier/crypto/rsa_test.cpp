#include "tests/verifier/crypto/verifiers.hpp"
#include "tests/verifier/octets.hpp"

using namespace zoneproof;

namespace {

/// A public key field with an odd modulus of so many bits (RFC 3110 2).
std::vector<std::uint8_t> key_of(unsigned bits,
                                 std::string_view exponent_with_length = "03010001") {
    auto field = hex(exponent_with_length);
    field.push_back(static_cast<std::uint8_t>(1u << ((bits - 1) % 8)));
    field.resize(field.size() + (bits - 1) / 8);
    field.back() |= 1;
    return field;
}

}  // namespace

TEST_CASE("an RSA key field splits into exponent and modulus with either form of length") {
    const auto check = [](const char* field, const char* exponent, const char* modulus,
                          unsigned bits) {
        CAPTURE(field);
        const auto octets = hex(field);
        const RsaParts parts = rsa_parts(octets);
        CHECK(to_hex(parts.exponent) == exponent);
        CHECK(to_hex(parts.modulus) == modulus);
        CHECK(parts.modulus_bits == bits);
    };
    check("0103c5ff", "03", "c5ff", 16);
    check("0301000101", "010001", "01", 1);
    check("000003010001c5", "010001", "c5", 8);
    check("01030000c5", "03", "0000c5", 8);
}

TEST_CASE("leading zeros of exponent or modulus are told apart from none") {
    CHECK(!rsa_parts(hex("0103c5")).leading_zero);
    CHECK(rsa_parts(hex("010300c5")).leading_zero);
    CHECK(rsa_parts(hex("020003c5")).leading_zero);
}

TEST_CASE("an RSA key field that is cut off has no modulus") {
    for (const char* field :
         {"", "00", "0000", "000000", "000000ff", "03010001", "0301", "0000030100", "01"}) {
        CAPTURE(field);
        CHECK(rsa_parts(hex(field)).modulus.empty());
        CHECK(refusal(8, hex(field)) == KeyRefusal::malformed);
    }
}

TEST_CASE("RSA moduli from 512 to 8192 bits are verified, others declined") {
    for (const unsigned bits : {512u, 1023u, 1024u, 2048u, 4096u, 8192u}) {
        CAPTURE(bits);
        CHECK(refusal(8, key_of(bits)) == std::nullopt);
    }
    for (const unsigned bits : {8u, 511u, 8193u, 16384u}) {
        CAPTURE(bits);
        CHECK(refusal(8, key_of(bits)) == KeyRefusal::declined);
    }
}

TEST_CASE("RSA exponents of 1, even ones and long ones are declined, zero is malformed") {
    for (const char* exponent :
         {"0103", "03010001", "0880000000000000ff", "0a00000000000000010001"}) {
        CAPTURE(exponent);
        CHECK(refusal(10, key_of(1024, exponent)) == std::nullopt);
    }
    for (const char* exponent : {"0101", "0104", "09010000000000000001"}) {
        CAPTURE(exponent);
        CHECK(refusal(10, key_of(1024, exponent)) == KeyRefusal::declined);
    }
    CHECK(refusal(10, key_of(1024, "0100")) == KeyRefusal::malformed);
}

TEST_CASE("an even RSA modulus is malformed") {
    auto field = key_of(1024);
    field.back() = 0;
    CHECK(refusal(5, field) == KeyRefusal::malformed);
}

TEST_CASE("leading zeros do not count for the length of an RSA signature") {
    auto field = key_of(1024);
    for (int zeros = 0; zeros < 2; ++zeros) field.insert(field.begin() + 4, 0);
    const auto verifier = verifier_for(7, field);
    CHECK(check_one(*verifier, {}, std::vector<std::uint8_t>(128)) == SignatureCheck::bad);
    CHECK(check_one(*verifier, {}, std::vector<std::uint8_t>(130)) == SignatureCheck::wrong_length);
}
