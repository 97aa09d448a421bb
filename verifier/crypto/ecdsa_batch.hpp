// A batch of ECDSA signatures of one key: R = u1 G + u2 Q with tables of both and no doubling; all
// signatures take the same step together and share its inversion (docs/engine.md, "ECDSA").
//
// Steps of n affine additions cost 6 multiplications each: the slope's denominators are inverted
// together (Montgomery). A denominator of 0 means equal or opposite points: such a signature, which
// nobody makes by accident, is left undecided and goes to Botan.
#pragma once

#include "verifier/crypto/ecdsa_arithmetic.hpp"
#include "verifier/crypto/ecdsa_table.hpp"
#include "verifier/crypto/field.hpp"

namespace zoneproof::lanes {
namespace {

template <class Machine, class Curve>
class EcdsaBatch {
    using F = Field<Machine, Coordinates<Curve>>;
    using N = Field<Machine, Scalars<Curve>>;
    using Coordinate = typename F::Element;
    using Scalar = typename N::Element;
    using Word = typename Machine::Word;
    static constexpr unsigned width = Machine::width, words = Curve::words;
    static constexpr unsigned entry_words = (2 * words + 7) / 8 * 8;
    static constexpr unsigned chains = 4;

public:
    static void check(const EcdsaTask& task) { EcdsaBatch(task).check(); }

private:
    explicit EcdsaBatch(const EcdsaTask& what)
        : task(what), groups(what.count / width), stride(ecdsa_digit_stride(what.count)),
          windows(ecdsa_windows(Curve::bits, what.window)) {
        x = reinterpret_cast<Coordinate*>(task.space);
        y = x + groups, dx = y + groups, dy = dx + groups, before = dy + groups;
        digits = reinterpret_cast<std::uint32_t*>(before + groups);
        undecided = reinterpret_cast<std::uint8_t*>(digits_of(2 * windows));
    }

    void check() {
        for (std::size_t group = 0; group < groups; ++group) undecided[group] = 0;
        recode_all();
        set_first();
        for (unsigned step = 1; step < 2 * windows; ++step) add(step);
        compare();
    }

    static Scalar load(const std::uint64_t* numbers, std::size_t group) {
        Word packed[words];
        for (unsigned i = 0; i < words; ++i)
            packed[i] = Machine::template load<words>(numbers + group * width * words + i);
        return N::unpack(packed);
    }

    /// u1 = e / s and u2 = r / s modulo n, as digits of each step.
    void recode_all() {
        Scalar* const s = reinterpret_cast<Scalar*>(x);
        Scalar* const product_before = reinterpret_cast<Scalar*>(y);
        Products<N> products;
        for (std::size_t group = 0; group < groups; ++group) {
            s[group] = N::enter(load(task.s, group));
            Scalar& product = products.product[group % chains];
            product_before[group] = product;
            product = N::multiply(product, s[group]);
        }
        products.invert();
        for (std::size_t group = groups; group-- > 0;) {
            Scalar& inverse = products.product[group % chains];
            const Scalar of_s = N::multiply(inverse, product_before[group]);
            inverse = N::multiply(inverse, s[group]);
            // e is not in Montgomery form, nor is the product then.
            recode(N::canonical(N::multiply(load(task.e, group), of_s)), group, 0);
            recode(N::canonical(N::multiply(load(task.r, group), of_s)), group, windows);
        }
    }

    /// An odd k is a sum of odd digits d_i 2^(wi), |d_i| < 2^w, none of them 0: with k = 2h + 1 and
    /// h in digits h_i, d_i = 2 h_i + 1 - 2^w but for the last, 2 h_i + 1. An even u is -(n - u).
    /// Written as the entry of |d_i| in the table, and the sign in the highest of 32 bits.
    void recode(const Scalar& u, std::size_t group, unsigned first_step) {
        const auto even = Machine::is_zero(u.limb[0] & Machine::all(1));
        const Word negative = Machine::select(even, Machine::all(~std::uint64_t{0}), Word{});
        Word h[words];
        N::pack(N::select(even, N::template minus<1>(N::zero(), u), u), h);
        for (unsigned i = 0; i < words; ++i) {
            h[i] = Machine::shift_right_logical(h[i], 1);
            if (i + 1 < words) h[i] |= h[i + 1] << 63;
        }
        const unsigned w = task.window;
        const Word half = Machine::all(std::uint64_t{1} << (w - 1));
        const Word sign = Machine::all(std::uint64_t{1} << 31);
        std::uint32_t* to = digits_of(first_step) + group * width;
        for (unsigned i = 0, bit = 0; i + 1 < windows; ++i, bit += w, to += stride) {
            const Word above = digit(h, bit) - half;
            const Word below_half = Machine::sign(above);
            Machine::store_digits(to, (above ^ below_half) | ((negative ^ below_half) & sign));
        }
        Machine::store_digits(to, digit(h, (windows - 1) * w) | (negative & sign));
    }
    Word digit(const Word* number, unsigned bit) const {
        const unsigned word = bit / 64, shift = bit % 64, w = task.window;
        Word found = Machine::shift_right_logical(number[word], shift);
        if (shift + w > 64 && word + 1 < words) found |= number[word + 1] << (64 - shift);
        return found & Machine::all((std::uint64_t{1} << w) - 1);
    }
    std::uint32_t* digits_of(unsigned step) const { return digits + step * stride; }

    struct Entry {
        Coordinate x, y;  // below p
        Word sign;        // 0, or -1 where the point is to be negated
    };
    const std::uint64_t* table(unsigned step) const {
        const std::size_t size = std::size_t{entry_words} << (task.window - 1);
        return step < windows ? task.base_table + step * size
                              : task.key_table + (step - windows) * size;
    }
    ZONEPROOF_INLINE Entry entry(const std::uint64_t* table, const std::uint32_t* of) const {
        Word packed[entry_words];
        Machine::template load_entries<entry_words>(table, of, packed);
        return {F::unpack(packed), F::unpack(packed + words), Machine::signs(of)};
    }
    /// sign * a + k p - b, for a + b <= k p
    template <unsigned k>
    static ZONEPROOF_INLINE Coordinate signed_minus(const Coordinate& a, Word sign,
                                                    const Coordinate& b) {
        Coordinate with_sign;
        for (unsigned i = 0; i < F::limbs; ++i) with_sign.limb[i] = (a.limb[i] ^ sign) - sign;
        return F::template minus<k>(with_sign, b);
    }

    void set_first() {
        for (std::size_t group = 0; group < groups; ++group) {
            const Entry first = entry(table(0), digits + group * width);
            x[group] = first.x;
            y[group] = F::fold(signed_minus<1>(first.y, first.sign, F::zero()));
        }
    }

    /// (x, y) += the table's points of this step; x and y are small before and after.
    void add(unsigned step) {
        const std::uint64_t* const from = table(step);
        const std::uint32_t* const of = digits_of(step);
        Products<F> products;
        for (std::size_t group = 0; group < groups; ++group) {
            if (group + chains < groups) prefetch(from, of + (group + chains) * width);
            const Entry point = entry(from, of + group * width);
            dx[group] = F::template minus<2>(point.x, x[group]);         // < 3p
            dy[group] = signed_minus<3>(point.y, point.sign, y[group]);  // < 4p
            Coordinate& product = products.product[group % chains];
            before[group] = product;
            product = F::multiply_here(product, dx[group]);  // 2 * 3 <= 16
        }
        if (const auto zero = F::is_zero(products.invert()); Machine::any(zero)) {
            exclude_zeros();
            products = multiply_denominators();
            products.invert();
        }
        for (std::size_t group = groups; group-- > 0;) {
            Coordinate& inverse = products.product[group % chains];
            const Coordinate of_dx = F::multiply_here(inverse, before[group]);
            inverse = F::multiply_here(inverse, dx[group]);
            const Coordinate slope = F::multiply_here(dy[group], of_dx);  // 4 * 2 <= 16
            const Coordinate x1 = x[group];
            // x2 + x1 = dx + 2 x1 modulo p, below 7p
            Coordinate sum;
            for (unsigned i = 0; i < F::limbs; ++i)
                sum.limb[i] = dx[group].limb[i] + x1.limb[i] + x1.limb[i];
            x[group] = F::fold(F::template minus<7>(F::square_here(slope), sum));
            const Coordinate back = F::template minus<2>(x1, x[group]);  // < 4p
            y[group] = F::fold(F::template minus<2>(F::multiply_here(slope, back), y[group]));
        }
    }

    static ZONEPROOF_INLINE void prefetch(const std::uint64_t* from, const std::uint32_t* of) {
        for (unsigned k = 0; k < width; ++k)
            for (unsigned at = 0; at < entry_words; at += 8)
                __builtin_prefetch(from + std::size_t{entry_words} * (of[k] & 0x7fffffff) + at);
    }

    /// Signatures with a denominator of 0 drop out, and take no other along.
    void exclude_zeros() {
        for (std::size_t group = 0; group < groups; ++group) {
            const auto zero = F::is_zero(F::fold(dx[group]));
            if (!Machine::any(zero)) continue;
            undecided[group] |= static_cast<std::uint8_t>(zero);
            dx[group] = F::select(zero, F::one(), dx[group]);
        }
    }
    Products<F> multiply_denominators() {
        Products<F> products;
        for (std::size_t group = 0; group < groups; ++group) {
            Coordinate& product = products.product[group % chains];
            before[group] = product;
            product = F::multiply(product, dx[group]);
        }
        return products;
    }

    /// "v = x_R mod n": x_R - r is 0 or n, for both x_R < p < 2n and r < n.
    void compare() {
        for (std::size_t group = 0; group < groups; ++group) {
            alignas(64) std::uint64_t by_word[words][width];
            Word packed[words];
            F::pack(F::leave(x[group]), packed);
            for (unsigned i = 0; i < words; ++i) Machine::store(by_word[i], packed[i]);
            for (unsigned k = 0; k < width; ++k) {
                const std::size_t at = group * width + k;
                std::uint64_t not_zero = 0, not_n = 0;
                bool borrow = false;
                for (unsigned i = 0; i < words; ++i) {
                    const std::uint64_t mine = by_word[i][k], r = task.r[at * words + i];
                    const std::uint64_t difference = mine - r - (borrow ? 1 : 0);
                    borrow = mine < r || (borrow && mine == r);
                    not_zero |= difference;
                    not_n |= difference ^ Curve::n[i];
                }
                const bool decided = (undecided[group] >> k & 1) == 0;
                task.good[at] = decided && !borrow && (not_zero == 0 || not_n == 0);
            }
        }
    }

    const EcdsaTask& task;
    std::size_t groups, stride;
    unsigned windows;
    Coordinate *x, *y, *dx, *dy, *before;
    std::uint32_t* digits;    // by step, then signature
    std::uint8_t* undecided;  // per group, a bit for each signature
};

template <class Machine, class Curve>
constexpr EcdsaArithmetic ecdsa_arithmetic() {
    return {Curve::bits,
            Curve::words,
            Curve::limbs,
            TableBuilder<Machine, Curve>::build,
            EcdsaBatch<Machine, Curve>::check,
            Curve::x,
            Curve::y};
}

}  // namespace
}  // namespace zoneproof::lanes
