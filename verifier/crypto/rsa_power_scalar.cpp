// The portable RSA lane: one signature at a time in limbs of 57 bits. A column of a product is a
// sum of at most 2 * 160 products below 2^114, so it fits 128 bits and carries are taken once a
// column. Work goes by blocks of 6 x 6 limbs without loops inside, which no processor mispredicts;
// 1,024, 2,048, 3,072 and 4,096 bits are whole blocks.
#include "verifier/crypto/rsa_power.hpp"

#include <algorithm>

namespace zoneproof::lanes {
namespace {

__extension__ typedef unsigned __int128 Wide;
constexpr unsigned block = rsa_scalar.limbs_round, radix_bits = rsa_scalar.radix_bits;
constexpr std::uint64_t mask = (std::uint64_t{1} << radix_bits) - 1;

/// columns[0..11) += a[0..6) * b[0..6)
inline void add_block(Wide* columns, const std::uint64_t* a, const std::uint64_t* b) {
#pragma GCC unroll 12
    for (unsigned k = 0; k + 1 < 2 * block; ++k) {
        Wide sum = columns[k];
#pragma GCC unroll 6
        for (unsigned i = k < block ? 0 : k - block + 1; i <= k && i < block; ++i)
            sum += Wide{a[i]} * b[k - i];
        columns[k] = sum;
    }
}

/// columns[0..11) += the products of different limbs of a[0..6), each once
inline void add_triangle(Wide* columns, const std::uint64_t* a) {
#pragma GCC unroll 12
    for (unsigned k = 1; k + 2 < 2 * block; ++k) {
        Wide sum = columns[k];
#pragma GCC unroll 6
        for (unsigned i = k < block ? 0 : k - block + 1; 2 * i < k; ++i)
            sum += Wide{a[i]} * a[k - i];
        columns[k] = sum;
    }
}

/// The next 6 columns vanish: m[0..6) is chosen so that columns + m n is a multiple of 2^(57 * 6),
/// and the rest of m n is added above.
inline void clear_block(const RsaModulus& modulus, Wide* columns) {
    const std::uint64_t* const n = modulus.n;
    std::uint64_t m[block];
    Wide carry = 0;
#pragma GCC unroll 6
    for (unsigned k = 0; k < block; ++k) {
        Wide sum = columns[k] + carry;
#pragma GCC unroll 6
        for (unsigned i = 0; i < k; ++i) sum += Wide{m[i]} * n[k - i];
        m[k] = static_cast<std::uint64_t>(sum) * modulus.negative_inverse & mask;
        carry = (sum + Wide{m[k]} * n[0]) >> radix_bits;
    }
    columns[block] += carry;
#pragma GCC unroll 6
    for (unsigned k = block; k + 1 < 2 * block; ++k) {
        Wide sum = columns[k];
#pragma GCC unroll 6
        for (unsigned i = k - block + 1; i < block; ++i) sum += Wide{m[i]} * n[k - i];
        columns[k] = sum;
    }
    for (unsigned at = block; at < modulus.limbs; at += block) add_block(columns + at, m, n + at);
}

/// out = columns / R modulo n
void reduce(const RsaModulus& modulus, Wide* columns, std::uint64_t* out) {
    const unsigned limbs = modulus.limbs;
    for (unsigned at = 0; at < limbs; at += block) clear_block(modulus, columns + at);
    Wide carry = 0;
    for (unsigned i = 0; i < limbs; ++i) {
        const Wide column = columns[limbs + i] + carry;
        out[i] = static_cast<std::uint64_t>(column) & mask;
        carry = column >> radix_bits;
    }
}

void multiply(const RsaModulus& modulus, const std::uint64_t* a, const std::uint64_t* b,
              std::uint64_t* out) {
    Wide columns[2 * most_rsa_limbs];
    const unsigned limbs = modulus.limbs;
    std::fill_n(columns, 2 * limbs, Wide{0});
    for (unsigned i = 0; i < limbs; i += block)
        for (unsigned j = 0; j < limbs; j += block) add_block(columns + i + j, a + i, b + j);
    reduce(modulus, columns, out);
}

void square(const RsaModulus& modulus, const std::uint64_t* a, std::uint64_t* out) {
    Wide columns[2 * most_rsa_limbs];
    const unsigned limbs = modulus.limbs;
    std::fill_n(columns, 2 * limbs, Wide{0});
    for (unsigned i = 0; i < limbs; i += block) {
        add_triangle(columns + 2 * i, a + i);
        for (unsigned j = i + block; j < limbs; j += block)
            add_block(columns + i + j, a + i, a + j);
    }
    // Each product of two different limbs occurs twice.
    for (unsigned i = 0; i < limbs; ++i) {
        columns[2 * i] = 2 * columns[2 * i] + Wide{a[i]} * a[i];
        columns[2 * i + 1] *= 2;
    }
    reduce(modulus, columns, out);
}

}  // namespace

void rsa_power_scalar(const RsaModulus& modulus, std::uint64_t* s) {
    std::uint64_t base[most_rsa_limbs], x[most_rsa_limbs];
    multiply(modulus, s, modulus.r_squared, base);  // s R
    std::copy_n(base, modulus.limbs, x);
    const int top = 63 - __builtin_clzll(modulus.exponent);
    for (int bit = top - 1; bit > 0; --bit) {
        square(modulus, x, x);
        if ((modulus.exponent >> bit & 1) != 0) multiply(modulus, x, base, x);
    }
    square(modulus, x, x);
    multiply(modulus, x, s, s);  // the exponent is odd: its last factor s also divides R out
}

}  // namespace zoneproof::lanes
