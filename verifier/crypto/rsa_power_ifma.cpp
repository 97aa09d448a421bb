// The RSA lane for AVX-512 IFMA (Ice Lake, Zen 4 and later): eight signatures side by side in limbs
// of 52 bits. Nothing in here is visible outside but its one function, see rsa_power.hpp.
//
// A column gathers at most 4 * 160 half products below 2^52, so 64 bits never overflow and carries
// are taken once a column. Work goes by blocks of 8 limbs: their 8 factors and 16 columns stay in
// registers.
#include "verifier/crypto/rsa_power.hpp"

#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

using Limb = __m512i;  // the same limb of eight numbers
constexpr unsigned block = 8;

inline Limb zero() {
    return _mm512_setzero_si512();
}
inline Limb all(std::uint64_t value) {
    return _mm512_set1_epi64(static_cast<long long>(value));
}
inline Limb plus_low(Limb sum, Limb a, Limb b) {
    return _mm512_madd52lo_epu64(sum, a, b);
}
inline Limb plus_high(Limb sum, Limb a, Limb b) {
    return _mm512_madd52hi_epu64(sum, a, b);
}
inline Limb carry_of(Limb column) {
    return _mm512_srli_epi64(column, 52);
}

/// A factor's limb: one for each number, or one for all of them.
inline Limb limb(const Limb* factor, unsigned i) {
    return factor[i];
}
inline Limb limb(const std::uint64_t* factor, unsigned i) {
    return all(factor[i]);
}

/// columns[0..16) += a[0..8) * b[0..8)
template <class Factor>
inline void add_block(Limb* columns, const Limb* a, const Factor* b) {
    Limb sums[2 * block], x[block];
#pragma GCC unroll 16
    for (unsigned i = 0; i < 2 * block; ++i) sums[i] = columns[i];
#pragma GCC unroll 8
    for (unsigned i = 0; i < block; ++i) x[i] = a[i];
#pragma GCC unroll 8
    for (unsigned j = 0; j < block; ++j) {
        const Limb y = limb(b, j);
#pragma GCC unroll 8
        for (unsigned i = 0; i < block; ++i) sums[i + j] = plus_low(sums[i + j], x[i], y);
#pragma GCC unroll 8
        for (unsigned i = 0; i < block; ++i) sums[i + j + 1] = plus_high(sums[i + j + 1], x[i], y);
    }
#pragma GCC unroll 16
    for (unsigned i = 0; i < 2 * block; ++i) columns[i] = sums[i];
}

/// columns[0..16) += the products of different limbs of a[0..8), each once
inline void add_triangle(Limb* columns, const Limb* a) {
    Limb sums[2 * block];
#pragma GCC unroll 16
    for (unsigned i = 0; i < 2 * block; ++i) sums[i] = columns[i];
#pragma GCC unroll 8
    for (unsigned j = 0; j < block; ++j)
#pragma GCC unroll 8
        for (unsigned i = j + 1; i < block; ++i) {
            sums[i + j] = plus_low(sums[i + j], a[i], a[j]);
            sums[i + j + 1] = plus_high(sums[i + j + 1], a[i], a[j]);
        }
#pragma GCC unroll 16
    for (unsigned i = 0; i < 2 * block; ++i) columns[i] = sums[i];
}

/// The next 8 columns vanish: m[0..8) is chosen so that columns + m n is a multiple of 2^(52 * 8),
/// and the rest of m n is added above.
inline void clear_block(const RsaModulus& modulus, Limb* columns) {
    Limb sums[2 * block], m[block];
    const Limb negative_inverse = all(modulus.negative_inverse);
#pragma GCC unroll 16
    for (unsigned i = 0; i < 2 * block; ++i) sums[i] = columns[i];
#pragma GCC unroll 8
    for (unsigned i = 0; i < block; ++i) {
        m[i] = plus_low(zero(), sums[i], negative_inverse);
        sums[i] = plus_low(sums[i], m[i], all(modulus.n[0]));
        sums[i + 1] = _mm512_add_epi64(sums[i + 1], carry_of(sums[i]));
        sums[i + 1] = plus_high(sums[i + 1], m[i], all(modulus.n[0]));
#pragma GCC unroll 8
        for (unsigned j = 1; j < block; ++j) {
            const Limb n = all(modulus.n[j]);
            sums[i + j] = plus_low(sums[i + j], m[i], n);
            sums[i + j + 1] = plus_high(sums[i + j + 1], m[i], n);
        }
    }
#pragma GCC unroll 8
    for (unsigned i = block; i < 2 * block; ++i) columns[i] = sums[i];
    for (unsigned at = block; at < modulus.limbs; at += block)
        add_block(columns + at, m, modulus.n + at);
}

/// out = columns / R modulo n
void reduce(const RsaModulus& modulus, Limb* columns, Limb* out) {
    const unsigned limbs = modulus.limbs;
    for (unsigned at = 0; at < limbs; at += block) clear_block(modulus, columns + at);
    Limb carry = zero();
    const Limb mask = all((std::uint64_t{1} << 52) - 1);
    for (unsigned i = 0; i < limbs; ++i) {
        const Limb column = _mm512_add_epi64(columns[limbs + i], carry);
        carry = carry_of(column);
        out[i] = _mm512_and_si512(column, mask);
    }
}

void multiply(const RsaModulus& modulus, const Limb* a, const Limb* b, Limb* out) {
    Limb columns[2 * most_rsa_limbs];
    const unsigned limbs = modulus.limbs;
    for (unsigned i = 0; i < 2 * limbs; ++i) columns[i] = zero();
    for (unsigned i = 0; i < limbs; i += block)
        for (unsigned j = 0; j < limbs; j += block) add_block(columns + i + j, a + i, b + j);
    reduce(modulus, columns, out);
}

void square(const RsaModulus& modulus, const Limb* a, Limb* out) {
    Limb columns[2 * most_rsa_limbs];
    const unsigned limbs = modulus.limbs;
    for (unsigned i = 0; i < 2 * limbs; ++i) columns[i] = zero();
    for (unsigned i = 0; i < limbs; i += block) {
        add_triangle(columns + 2 * i, a + i);
        for (unsigned j = i + block; j < limbs; j += block)
            add_block(columns + i + j, a + i, a + j);
    }
    // Each product of two different limbs occurs twice.
    for (unsigned i = 0; i < limbs; ++i) {
        Limb* const at = columns + 2 * i;
        at[0] = plus_low(_mm512_add_epi64(at[0], at[0]), a[i], a[i]);
        at[1] = plus_high(_mm512_add_epi64(at[1], at[1]), a[i], a[i]);
    }
    reduce(modulus, columns, out);
}

}  // namespace

void rsa_power_ifma(const RsaModulus& modulus, std::uint64_t* numbers) {
    Limb* const s = reinterpret_cast<Limb*>(numbers);
    Limb base[most_rsa_limbs], x[most_rsa_limbs];
    for (unsigned i = 0; i < modulus.limbs; ++i) x[i] = all(modulus.r_squared[i]);
    multiply(modulus, s, x, base);  // s R
    for (unsigned i = 0; i < modulus.limbs; ++i) x[i] = base[i];
    const int top = 63 - __builtin_clzll(modulus.exponent);
    for (int bit = top - 1; bit > 0; --bit) {
        square(modulus, x, x);
        if ((modulus.exponent >> bit & 1) != 0) multiply(modulus, x, base, x);
    }
    square(modulus, x, x);
    multiply(modulus, x, s, s);  // the exponent is odd: its last factor s also divides R out
}

}  // namespace zoneproof::lanes
