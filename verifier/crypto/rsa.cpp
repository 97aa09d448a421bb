// RSA with PKCS#1 v1.5 (RFC 3110, RFC 5702): algorithms 5, 7, 8 and 10.
#include "verifier/crypto/algorithms.hpp"
#include "verifier/crypto/reference.hpp"

#include <bit>

namespace zoneproof {
namespace {

// Below, anyone can factor it; above, checking one signature takes milliseconds. Neither is "bad":
// we cannot say. RFC 3110 allows 4,096 bits, deployed libraries verify more.
constexpr unsigned least_bits = 512, most_bits = 8192;
constexpr std::size_t most_exponent_octets = 8;

const char* padding(HashAlgorithm hash) {
    switch (hash) {
    case HashAlgorithm::sha1: return "EMSA_PKCS1(SHA-1)";
    case HashAlgorithm::sha512: return "EMSA_PKCS1(SHA-512)";
    default: return "EMSA_PKCS1(SHA-256)";
    }
}

Octets without_leading_zeros(Octets value) {
    while (!value.empty() && value.front() == 0) value = value.subspan(1);
    return value;
}

}  // namespace

MadeVerifier make_rsa(HashAlgorithm hash, Octets public_key) {
    const RsaParts parts = rsa_parts(public_key);
    const Octets modulus = without_leading_zeros(parts.modulus);
    const Octets exponent = without_leading_zeros(parts.exponent);
    if (modulus.empty() || exponent.empty()) return KeyRefusal::malformed;
    if (modulus.back() % 2 == 0) return KeyRefusal::malformed;  // no product of two odd primes

    if (parts.modulus_bits < least_bits || parts.modulus_bits > most_bits)
        return KeyRefusal::declined;
    const bool is_one = exponent.size() == 1 && exponent[0] == 1;
    if (exponent.size() > most_exponent_octets || exponent.back() % 2 == 0 || is_one)
        return KeyRefusal::declined;

    auto key = unless_botan_throws(std::unique_ptr<Botan::Public_Key>(), [&] {
        return std::unique_ptr<Botan::Public_Key>(
            std::make_unique<Botan::RSA_PublicKey>(to_integer(modulus), to_integer(exponent)));
    });
    if (!key) return KeyRefusal::declined;
    return std::make_unique<ReferenceVerifier>(std::move(key), padding(hash),
                                               RangeCheck::rsa(modulus));
}

RsaParts rsa_parts(Octets public_key) {
    // "If the length of the exponent is greater than 255 bytes, [three octets]: a zero octet
    // followed by an unsigned 16-bit integer", RFC 3110 2.
    std::size_t length = public_key.empty() ? 0 : public_key[0], at = 1;
    if (length == 0) {
        if (public_key.size() < 3) return {};
        length = load16(public_key.data() + 1);
        at = 3;
    }
    if (length == 0 || public_key.size() <= at + length) return {};

    RsaParts parts{.exponent = public_key.subspan(at, length),
                   .modulus = public_key.subspan(at + length)};
    // "Leading zero octets are prohibited in the exponent and modulus", RFC 3110 2.
    parts.leading_zero = parts.exponent[0] == 0 || parts.modulus[0] == 0;
    if (const Octets value = without_leading_zeros(parts.modulus); !value.empty())
        parts.modulus_bits = static_cast<unsigned>((value.size() - 1) * 8) +
                             static_cast<unsigned>(std::bit_width(value[0]));
    return parts;
}

}  // namespace zoneproof
