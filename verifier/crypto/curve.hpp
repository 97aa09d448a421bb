// The curves of ECDSA, y^2 = x^3 - 3x + b (FIPS 186-4 D.1.2.3, D.1.2.4), and their moduli in limbs
// of 52 bits. Constants only: everything here happens at compile time, so that no file built for
// one kind of machine leaves a function behind that the linker could choose for all.
#pragma once

#include <cstdint>

namespace zoneproof::lanes {

struct P256 {
    static constexpr unsigned bits = 256, words = 4, limbs = 5;
    static constexpr std::uint64_t p[words] = {0xffffffffffffffff, 0x00000000ffffffff, 0,
                                               0xffffffff00000001};
    static constexpr std::uint64_t n[words] = {0xf3b9cac2fc632551, 0xbce6faada7179e84,
                                               0xffffffffffffffff, 0xffffffff00000000};
    static constexpr std::uint64_t x[words] = {0xf4a13945d898c296, 0x77037d812deb33a0,
                                               0xf8bce6e563a440f2, 0x6b17d1f2e12c4247};
    static constexpr std::uint64_t y[words] = {0xcbb6406837bf51f5, 0x2bce33576b315ece,
                                               0x8ee7eb4a7c0f9e16, 0x4fe342e2fe1a7f9b};
};

struct P384 {
    static constexpr unsigned bits = 384, words = 6, limbs = 8;
    static constexpr std::uint64_t p[words] = {0x00000000ffffffff, 0xffffffff00000000,
                                               0xfffffffffffffffe, 0xffffffffffffffff,
                                               0xffffffffffffffff, 0xffffffffffffffff};
    static constexpr std::uint64_t n[words] = {0xecec196accc52973, 0x581a0db248b0a77a,
                                               0xc7634d81f4372ddf, 0xffffffffffffffff,
                                               0xffffffffffffffff, 0xffffffffffffffff};
    static constexpr std::uint64_t x[words] = {0x3a545e3872760ab7, 0x5502f25dbf55296c,
                                               0x59f741e082542a38, 0x6e1d3b628ba79b98,
                                               0x8eb1c71ef320ad74, 0xaa87ca22be8b0537};
    static constexpr std::uint64_t y[words] = {0x7a431d7c90ea0e5f, 0x0a60b1ce1d7e819d,
                                               0xe9da3113b5f0b8c0, 0xf8f41dbd289a147c,
                                               0x5d9e98bf9292dc29, 0x3617de4a96262c6f};
};

/// An odd modulus between 2^(bits - 1) and 2^bits with what Montgomery multiplication needs,
/// R = 2^(52 limbs).
template <unsigned bits_, unsigned words_, unsigned limbs_>
struct Modulus {
    static constexpr unsigned bits = bits_, words = words_, limbs = limbs_;
    static constexpr std::uint64_t mask = (std::uint64_t{1} << 52) - 1;
    struct Limbs {
        std::uint64_t limb[limbs_];
    };

    std::uint64_t value[words_];

    /// factor * (modulus + more); the highest limb takes what the others do not.
    consteval Limbs times(std::uint64_t factor, std::uint64_t more = 0) const {
        Limbs wide{};
        for (unsigned i = 0; i < limbs; ++i)
            wide.limb[i] = factor * bits_from(52 * i, i + 1 < limbs);
        wide.limb[0] += factor * more;
        for (unsigned i = 0; i + 1 < limbs; ++i) {
            wide.limb[i + 1] += wide.limb[i] >> 52;
            wide.limb[i] &= mask;
        }
        return wide;
    }

    /// 2^bits - modulus
    consteval Limbs complement() const {
        Modulus negative{};
        std::uint64_t carry = 1;
        for (unsigned i = 0; i < words; ++i) {
            negative.value[i] = ~value[i] + carry;
            carry = carry != 0 && negative.value[i] == 0;
        }
        negative.value[words - 1] &= ~std::uint64_t{0} >> (64 * words - bits);
        return negative.times(1);
    }

    /// 2^exponent modulo the modulus
    consteval Modulus power_of_2(unsigned exponent) const {
        Modulus power{};
        power.value[0] = 1;
        for (unsigned i = 0; i < exponent; ++i) {
            const bool carry = power.value[words - 1] >> 63 != 0;
            for (unsigned j = words; j-- > 1;)
                power.value[j] = power.value[j] << 1 | power.value[j - 1] >> 63;
            power.value[0] <<= 1;
            if (carry || !power.below(*this)) power.subtract(value);
        }
        return power;
    }

    /// -modulus^-1 modulo 2^52
    consteval std::uint64_t negative_inverse() const {
        std::uint64_t inverse = value[0];
        for (int i = 0; i < 5; ++i) inverse *= 2 - value[0] * inverse;
        return -inverse & mask;
    }

    /// modulus - small
    consteval Modulus less(std::uint64_t small) const {
        Modulus result = *this;
        const std::uint64_t other[words] = {small};
        result.subtract(other);
        return result;
    }

    consteval void subtract(const std::uint64_t* other) {
        bool borrow = false;
        for (unsigned i = 0; i < words; ++i) {
            const std::uint64_t difference = value[i] - other[i] - (borrow ? 1 : 0);
            borrow = value[i] < other[i] || (borrow && value[i] == other[i]);
            value[i] = difference;
        }
    }

    consteval bool below(const Modulus& other) const {
        for (unsigned i = words; i-- > 0;)
            if (value[i] != other.value[i]) return value[i] < other.value[i];
        return false;
    }

private:
    consteval std::uint64_t bits_from(unsigned bit, bool masked) const {
        const unsigned word = bit / 64, shift = bit % 64;
        if (word >= words) return 0;
        std::uint64_t found = value[word] >> shift;
        if (shift != 0 && word + 1 < words) found |= value[word + 1] << (64 - shift);
        return masked ? found & mask : found;
    }
};

template <class Curve>
consteval auto modulus_from(const std::uint64_t* words) {
    Modulus<Curve::bits, Curve::words, Curve::limbs> modulus{};
    for (unsigned i = 0; i < Curve::words; ++i) modulus.value[i] = words[i];
    return modulus;
}

/// edwards25519, -x^2 + y^2 = 1 + d x^2 y^2 (RFC 8032 5.1); n is its L.
struct Edwards25519 {
    static constexpr unsigned bits = 255, words = 4, limbs = 5;
    static constexpr std::uint64_t p[words] = {0xffffffffffffffed, 0xffffffffffffffff,
                                               0xffffffffffffffff, 0x7fffffffffffffff};
    static constexpr std::uint64_t two_d[words] = {0xebd69b9426b2f159, 0x00e0149a8283b156,
                                                   0x198e80f2eef3d130, 0x2406d9dc56dffce7};
    static constexpr std::uint64_t n[words] = {0x5812631a5cf5d3ed, 0x14def9dea2f79cd6, 0,
                                               0x1000000000000000};
    static constexpr std::uint64_t x[words] = {0xc9562d608f25d51a, 0x692cc7609525a7b2,
                                               0xc0a4e231fdd6dc5c, 0x216936d3cd6e53fe};
    static constexpr std::uint64_t y[words] = {0x6666666666666658, 0x6666666666666666,
                                               0x6666666666666666, 0x6666666666666666};
};

/// The field of coordinates, and that of scalars.
template <class Curve>
struct Coordinates {
    static constexpr auto modulus = modulus_from<Curve>(Curve::p);
};
template <class Curve>
struct Scalars {
    static constexpr auto modulus = modulus_from<Curve>(Curve::n);
};

/// 2^255 - 19 needs no Montgomery form: 2^260 is 608 modulo it.
template <>
struct Coordinates<Edwards25519> {
    static constexpr auto modulus = modulus_from<Edwards25519>(Edwards25519::p);
    static constexpr std::uint64_t beyond_limbs = 608;
};
template <>
struct Scalars<Edwards25519> {
    static constexpr auto modulus = [] {
        Modulus<253, 4, 5> order{};
        for (unsigned i = 0; i < 4; ++i) order.value[i] = Edwards25519::n[i];
        return order;
    }();
};

}  // namespace zoneproof::lanes
