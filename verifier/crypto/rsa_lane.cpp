// RSA signatures in lanes: the encoded message (RFC 8017 8.2.2, 9.2) is compared with s^e mod n,
// which rsa_power_*.cpp calculates.
#include "verifier/crypto/hex.hpp"
#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/rsa_power.hpp"
#include "verifier/crypto/scratch.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

using lanes::RsaArithmetic;
using lanes::RsaModulus;

/// What PKCS#1 puts before the hash: DigestInfo, RFC 8017 9.2 note 1 (RFC 3110 3, RFC 5702 3.1).
struct Encoding {
    HashAlgorithm hash;
    Octets digest_info;
    std::size_t hash_octets;
};
constexpr auto sha1_info = from_hex("3021300906052b0e03021a05000414");
constexpr auto sha256_info = from_hex("3031300d060960864801650304020105000420");
constexpr auto sha512_info = from_hex("3051300d060960864801650304020305000440");

Encoding encoding_of(std::uint8_t algorithm) {
    switch (algorithm) {
    case 8: return {HashAlgorithm::sha256, sha256_info, 32};
    case 10: return {HashAlgorithm::sha512, sha512_info, 64};
    default: return {HashAlgorithm::sha1, sha1_info, 20};
    }
}

std::uint64_t inverse_modulo_word(std::uint64_t odd) {
    std::uint64_t inverse = odd;  // right modulo 8; each step doubles the bits
    for (int i = 0; i < 5; ++i) inverse *= 2 - odd * inverse;
    return inverse;
}

class RsaLane final : public Lane {
public:
    /// @param modulus without leading zeros
    RsaLane(const RsaArithmetic& arithmetic, const Encoding& encoding, Octets modulus,
            std::uint64_t exponent, unsigned bits);

    void check(std::span<const SignedOctets>, std::span<std::uint8_t> good,
               LaneSpace&) const override;
    std::size_t least() const override { return 8; }

private:
    static constexpr std::size_t most_octets = 1024;
    /// 0x00 0x01 0xff ... 0xff 0x00 DigestInfo hash
    using Encoded = std::array<std::uint8_t, most_octets>;

    template <class Visit>
    void each_limb(Octets big_endian, const Visit& visit) const;
    bool equals(const std::uint64_t* power, Octets encoded) const;

    RsaArithmetic arithmetic_;
    Encoding encoding_;
    RsaModulus modulus_{};
    std::size_t octets_;
    Encoded encoded_{};  // with nothing where the hash goes
};

RsaLane::RsaLane(const RsaArithmetic& arithmetic, const Encoding& encoding, Octets modulus,
                 std::uint64_t exponent, unsigned bits)
    : arithmetic_(arithmetic), encoding_(encoding), octets_(modulus.size()) {
    const unsigned radix = arithmetic.radix_bits, round = arithmetic.limbs_round;
    const unsigned needed = (bits + 2 + radix - 1) / radix;  // R > 4n
    modulus_.limbs = (needed + round - 1) / round * round;
    modulus_.exponent = exponent;
    each_limb(modulus, [&](unsigned i, std::uint64_t limb) { modulus_.n[i] = limb; });
    modulus_.negative_inverse =
        -inverse_modulo_word(modulus_.n[0]) & ((std::uint64_t{1} << radix) - 1);

    const Botan::BigInt r_squared =
        Botan::BigInt::power_of_2(2 * radix * modulus_.limbs) % to_integer(modulus);
    std::vector<std::uint8_t> octets(octets_);
    for (std::size_t i = 0; i < r_squared.bytes(); ++i)
        octets[octets_ - 1 - i] = r_squared.byte_at(i);
    each_limb(octets, [&](unsigned i, std::uint64_t limb) { modulus_.r_squared[i] = limb; });

    encoded_[1] = 1;
    const std::size_t separator = octets_ - encoding.hash_octets - encoding.digest_info.size() - 1;
    std::fill(encoded_.begin() + 2, encoded_.begin() + separator, 0xff);
    std::ranges::copy(encoding.digest_info, encoded_.begin() + separator + 1);
}

/// Calls visit(i, limb) for the limbs of a number as long as the modulus, from the lowest up.
template <class Visit>
void RsaLane::each_limb(Octets big_endian, const Visit& visit) const {
    const unsigned radix = arithmetic_.radix_bits;
    const std::uint64_t mask = (std::uint64_t{1} << radix) - 1;
    std::array<std::uint8_t, most_octets + 160> little_endian;
    std::ranges::reverse_copy(big_endian, little_endian.begin());
    const std::size_t end = (radix * modulus_.limbs + 7) / 8 + 8;
    std::fill(little_endian.begin() + big_endian.size(), little_endian.begin() + end, 0);
    for (unsigned i = 0, bit = 0; i < modulus_.limbs; ++i, bit += radix) {
        std::uint64_t word;  // a limb of at most 57 bits ends within the 8 octets it begins in
        std::memcpy(&word, little_endian.data() + bit / 8, 8);
        visit(i, word >> bit % 8 & mask);
    }
}

void RsaLane::check(std::span<const SignedOctets> batch, std::span<std::uint8_t> good,
                    LaneSpace& space) const {
    const unsigned width = arithmetic_.width;
    std::uint64_t* const numbers = space.words(std::size_t{width} * modulus_.limbs);
    Digest& digest = space.digest(encoding_.hash);
    Encoded encoded = encoded_;
    const std::span hash(encoded.data() + octets_ - encoding_.hash_octets, encoding_.hash_octets);

    for (std::size_t begin = 0; begin < batch.size(); begin += width) {
        const std::size_t count = std::min<std::size_t>(width, batch.size() - begin);
        for (std::size_t k = 0; k < width; ++k) {
            // The last group is filled up with repetitions that nobody looks at.
            const Octets signature = batch[begin + std::min(k, count - 1)].signature;
            each_limb(signature,
                      [&](unsigned i, std::uint64_t limb) { numbers[width * i + k] = limb; });
        }
        arithmetic_.power(modulus_, numbers);
        for (std::size_t k = 0; k < count; ++k) {
            for (const Octets piece : batch[begin + k].pieces) digest.update(piece);
            digest.finish(hash);
            good[begin + k] = equals(numbers + k, Octets(encoded).first(octets_)) ? 1 : 0;
        }
    }
}

/// Whether a power, congruent to s^e and below 2n, is the encoded message (which is below n) or n
/// more than it: the difference is taken from the lowest limb up, with borrow.
bool RsaLane::equals(const std::uint64_t* power, Octets encoded) const {
    const unsigned width = arithmetic_.width;
    const std::uint64_t mask = (std::uint64_t{1} << arithmetic_.radix_bits) - 1;
    std::uint64_t borrow = 0, not_zero = 0, not_n = 0;
    each_limb(encoded, [&](unsigned i, std::uint64_t limb) {
        const std::uint64_t difference = power[width * i] - limb - borrow;
        borrow = difference >> 63;
        not_zero |= difference & mask;
        not_n |= (difference & mask) ^ modulus_.n[i];
    });
    return borrow == 0 && (not_zero == 0 || not_n == 0);
}

std::unique_ptr<Lane> make(const RsaArithmetic& arithmetic, std::uint8_t algorithm,
                           Octets public_key) {
    const RsaParts parts = rsa_parts(public_key);
    const auto without_zeros = [](Octets value) {
        return value.subspan(std::ranges::find_if(value, std::identity()) - value.begin());
    };
    const Octets modulus = without_zeros(parts.modulus);
    const Octets exponent = without_zeros(parts.exponent);
    const Encoding encoding = encoding_of(algorithm);
    // "If emLen < tLen + 11, output 'intended encoded message length too short'" RFC 8017 9.2
    const bool fits = modulus.size() >= encoding.digest_info.size() + encoding.hash_octets + 11;
    if (!fits || modulus.size() > 1024 || exponent.empty() || exponent.size() > 8) return nullptr;
    std::uint64_t e = 0;
    for (const std::uint8_t octet : exponent) e = e << 8 | octet;
    if (e < 3 || e % 2 == 0 || modulus.back() % 2 == 0) return nullptr;
    return std::make_unique<RsaLane>(arithmetic, encoding, modulus, e, parts.modulus_bits);
}

}  // namespace

std::unique_ptr<Lane> make_rsa_scalar_lane(std::uint8_t algorithm, Octets public_key) {
    return make(lanes::rsa_scalar, algorithm, public_key);
}

#if defined(__x86_64__)
std::unique_ptr<Lane> make_rsa_ifma_lane(std::uint8_t algorithm, Octets public_key) {
    return make(lanes::rsa_ifma, algorithm, public_key);
}
#endif

}  // namespace zoneproof
