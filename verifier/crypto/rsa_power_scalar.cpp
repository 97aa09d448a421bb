// The portable RSA lane: one signature at a time in limbs of 57 bits. A column of a product is a
// sum of at most 2 * 160 products below 2^114, so it fits 128 bits and carries are taken once a
// column.
#include "verifier/crypto/rsa_power.hpp"

#include <algorithm>

namespace zoneproof::lanes {
namespace {

__extension__ typedef unsigned __int128 Wide;
constexpr unsigned radix_bits = rsa_scalar.radix_bits;
constexpr std::uint64_t mask = (std::uint64_t{1} << radix_bits) - 1;

/// The sum of a[i] * b[column - i] for i in [first, last); the two halves of the sum do not wait
/// for each other.
inline Wide column_sum(const std::uint64_t* a, const std::uint64_t* b, unsigned column,
                       unsigned first, unsigned last) {
    Wide even = 0, odd = 0;
    unsigned i = first;
    const std::uint64_t* down = b + column;
    for (; i + 4 <= last; i += 4) {
        even += Wide{a[i]} * *(down - i);
        odd += Wide{a[i + 1]} * *(down - i - 1);
        even += Wide{a[i + 2]} * *(down - i - 2);
        odd += Wide{a[i + 3]} * *(down - i - 3);
    }
    for (; i < last; ++i) even += Wide{a[i]} * *(down - i);
    return even + odd;
}

/// Montgomery's product from the columns of the plain product, FIPS form: out = (x + m n) / R with
/// m chosen column by column so that the lower half vanishes. `out` may be what `columns` reads:
/// column k >= limbs reads limbs from k - limbs + 1 on and the output written so far ends at
/// k - limbs.
template <class Columns>
void reduce(const RsaModulus& modulus, const Columns& columns, std::uint64_t* out) {
    const unsigned limbs = modulus.limbs;
    std::uint64_t m[most_rsa_limbs];
    Wide sum = 0;
    for (unsigned k = 0; k < limbs; ++k) {
        sum += columns(k, 0, k + 1) + column_sum(m, modulus.n, k, 0, k);
        m[k] = static_cast<std::uint64_t>(sum) * modulus.negative_inverse & mask;
        sum += Wide{m[k]} * modulus.n[0];
        sum >>= radix_bits;
    }
    for (unsigned k = limbs; k < 2 * limbs; ++k) {
        const unsigned first = k - limbs + 1;
        if (first < limbs)
            sum += columns(k, first, limbs) + column_sum(m, modulus.n, k, first, limbs);
        out[k - limbs] = static_cast<std::uint64_t>(sum) & mask;
        sum >>= radix_bits;
    }
}

void multiply(const RsaModulus& modulus, const std::uint64_t* a, const std::uint64_t* b,
              std::uint64_t* out) {
    reduce(
        modulus,
        [&](unsigned k, unsigned first, unsigned last) { return column_sum(a, b, k, first, last); },
        out);
}

void square(const RsaModulus& modulus, const std::uint64_t* a, std::uint64_t* out) {
    reduce(
        modulus,
        [&](unsigned k, unsigned first, unsigned) {
            // Each product of two different limbs occurs twice.
            Wide sum = 2 * column_sum(a, a, k, first, (k + 1) / 2);
            if (k % 2 == 0) sum += Wide{a[k / 2]} * a[k / 2];
            return sum;
        },
        out);
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
