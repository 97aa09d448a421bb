// Arithmetic modulo a prime in Montgomery form, for numbers side by side on any machine: R = 2^(52
// l) with l limbs of 52 bits in 64-bit words (docs/engine.md, "Fields").
//
// The four spare bits of P-256 (32 of P-384) make most reductions unnecessary. An Element is a
// value below 16p, with limbs in [0, 2^52) but for the highest, which takes the rest. "Small" means
// below 2p. multiply(a, b) is small when a < Ap, b < Bp and AB <= 16, for then
// (ab + mp) / R < (16 p^2 + Rp) / R <= 2p, since R >= 16p. For 2^255 - 19 there is no R, and
// AB <= 64 will do.
//
// Everything is in an unnamed namespace: each lane file has code of its own.
#pragma once

#include "verifier/crypto/curve.hpp"
#include "verifier/crypto/inline.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace zoneproof::lanes {
namespace {

template <class Machine_, class Of_>
struct Field {
    using Machine = Machine_;
    using Of = Of_;
    using Word = typename Machine::Word;
    using Column = typename Machine::Column;
    using Mask = typename Machine::Mask;
    static constexpr const auto& p = Of::modulus;
    static constexpr unsigned limbs = p.limbs, words = p.words;
    static constexpr unsigned top_bits = p.bits - 52 * (limbs - 1);  // of the highest limb below p
    using Limbs = typename std::remove_cvref_t<decltype(p)>::Limbs;

    struct Element {
        Word limb[limbs];
    };

    static ZONEPROOF_CALCULATION Element all(const Limbs& value) {
        Element element;
        for (unsigned i = 0; i < limbs; ++i) element.limb[i] = Machine::all(value.limb[i]);
        return element;
    }
    static Element zero() { return all({}); }
    static constexpr bool montgomery = !requires { Of::beyond_limbs; };
    static Element one() {
        if constexpr (!montgomery) return all({{1}});
        static constexpr Limbs r = p.power_of_2(52 * limbs).times(1);
        return all(r);
    }

    /// Where speed decides; multiply() and square() are the same in less code.
    static ZONEPROOF_CALCULATION Element multiply_here(const Element& a, const Element& b) {
        Column columns[2 * limbs] = {};
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i)
#pragma GCC unroll 8
            for (unsigned j = 0; j < limbs; ++j)
                Machine::add_product(columns + i + j, a.limb[j], b.limb[i]);
        return reduce(columns);
    }

    static ZONEPROOF_CALCULATION Element square_here(const Element& a) {
        Column columns[2 * limbs] = {};
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i)
#pragma GCC unroll 8
            for (unsigned j = i + 1; j < limbs; ++j)
                Machine::add_product(columns + i + j, a.limb[j], a.limb[i]);
#pragma GCC unroll 16
        for (unsigned i = 0; i < 2 * limbs; ++i) columns[i] += columns[i];
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i)
            Machine::add_product(columns + 2 * i, a.limb[i], a.limb[i]);
        return reduce(columns);
    }

    static ZONEPROOF_OUT_OF_LINE Element multiply(const Element& a, const Element& b) {
        return multiply_here(a, b);
    }
    static ZONEPROOF_OUT_OF_LINE Element square(const Element& a) {
        return square_here(a);
    }

    static ZONEPROOF_CALCULATION Element reduce(Column* columns) {
        if constexpr (montgomery)
            return reduce_montgomery(columns);
        else
            return reduce_beyond(columns);
    }

    /// Small, when 2^(52 limbs) is a small number modulo p: the upper limbs come back multiplied
    /// with it. From columns of a product below 64p^2, so that all of them stay below 2^64.
    static ZONEPROOF_CALCULATION Element reduce_beyond(Column* columns) {
#pragma GCC unroll 16
        for (unsigned i = 0; i + 1 < 2 * limbs; ++i) columns[i + 1] += Machine::carry(columns[i]);
        Column sums[limbs + 1] = {};
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i) sums[i] = Machine::column(Machine::low(columns[i]));
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i)
            Machine::add_product(sums + i, Machine::low(columns[limbs + i]),
                                 Machine::all(Of::beyond_limbs));
        Element result;
#pragma GCC unroll 8
        for (unsigned i = 0; i + 1 < limbs; ++i) {
            sums[i + 1] += Machine::carry(sums[i]);
            result.limb[i] = Machine::low(sums[i]);
        }
        result.limb[limbs - 1] =
            Machine::word(sums[limbs - 1]) + (Machine::word(sums[limbs]) << 52);
        return fold(result);
    }

    /// Small. Column after column vanishes by adding m p.
    static ZONEPROOF_CALCULATION Element reduce_montgomery(Column* columns) {
        constexpr std::uint64_t inverse = p.negative_inverse();
        // With -p^-1 = 1 modulo 2^52, m is the column itself, and m p = m (p + 1) - m leaves of it
        // the carry alone.
        constexpr bool plain = inverse == 1;
        constexpr Limbs addend = p.times(1, plain ? 1 : 0);
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i) {
            Word m;
            if constexpr (plain) {
                m = Machine::low_product(columns[i], 1);
            } else {
                m = Machine::low_product(columns[i], inverse);
                Machine::add_product(columns + i, m, Machine::all(addend.limb[0]));
            }
            columns[i + 1] += Machine::carry(columns[i]);
#pragma GCC unroll 8
            for (unsigned j = 1; j < limbs; ++j)
                if (addend.limb[j] != 0)
                    Machine::add_product(columns + i + j, m, Machine::all(addend.limb[j]));
        }
        Element result;
#pragma GCC unroll 8
        for (unsigned i = 0; i + 1 < limbs; ++i) {
            columns[limbs + i + 1] += Machine::carry(columns[limbs + i]);
            result.limb[i] = Machine::low(columns[limbs + i]);
        }
        result.limb[limbs - 1] = Machine::word(columns[2 * limbs - 1]);
        return result;
    }

    /// The same value, at least 0, in limbs as an Element has them.
    static ZONEPROOF_CALCULATION Element carry(Element a) {
        const Word mask = Machine::all((std::uint64_t{1} << 52) - 1);
#pragma GCC unroll 8
        for (unsigned i = 0; i + 1 < limbs; ++i) {
            a.limb[i + 1] += a.limb[i] >> 52;
            a.limb[i] &= mask;
        }
        return a;
    }

    /// a + k p - b for b <= k p
    template <unsigned k>
    static ZONEPROOF_CALCULATION Element minus(const Element& a, const Element& b) {
        constexpr Limbs multiple = p.times(k);
        Element result;
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i)
            result.limb[i] = a.limb[i] + (Machine::all(multiple.limb[i]) - b.limb[i]);
        return carry(result);
    }

    /// Small, from below 16p (and for 2^255 - 19 from any): 2^bits = 2^bits - p modulo p.
    static ZONEPROOF_CALCULATION Element fold(Element a) {
        constexpr Limbs complement = p.complement();
        // What comes back is less than 16 (2^bits - p) <= 2^(bits - 1), and 1.5 * 2^bits < 2p.
        static_assert(complement.limb[limbs - 1] >> (top_bits - 5) == 0);
        const Word above = a.limb[limbs - 1] >> top_bits;
        a.limb[limbs - 1] &= Machine::all((std::uint64_t{1} << top_bits) - 1);
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i)
            if (complement.limb[i] != 0)
                Machine::add_small_product(a.limb + i, above, complement.limb[i]);
        return carry(a);
    }

    /// a + b, below the sum of their bounds
    static ZONEPROOF_CALCULATION Element plus(const Element& a, const Element& b) {
        Element sum;
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i) sum.limb[i] = a.limb[i] + b.limb[i];
        return carry(sum);
    }

    /// For elements that are small; the results are small.
    static Element add(const Element& a, const Element& b) {
        return fold(plus(a, b));
    }
    static Element subtract(const Element& a, const Element& b) {
        return fold(minus<2>(a, b));
    }

    /// Below p, from small.
    static Element canonical(const Element& a) {
        constexpr Limbs modulus = p.times(1);
        Element less;
        for (unsigned i = 0; i < limbs; ++i)
            less.limb[i] = a.limb[i] - Machine::all(modulus.limb[i]);
        less = carry(less);
        const Word negative = Machine::sign(less.limb[limbs - 1]);
        for (unsigned i = 0; i < limbs; ++i)
            less.limb[i] = (a.limb[i] & negative) | (less.limb[i] & ~negative);
        return less;
    }

    static Mask is_zero(const Element& small) {
        const Element a = canonical(small);
        Word any = a.limb[0];
        for (unsigned i = 1; i < limbs; ++i) any |= a.limb[i];
        return Machine::is_zero(any);
    }

    static Element select(Mask mask, const Element& yes, const Element& no) {
        Element result;
        for (unsigned i = 0; i < limbs; ++i)
            result.limb[i] = Machine::select(mask, yes.limb[i], no.limb[i]);
        return result;
    }

    /// a^(p - 2), the inverse of a, or 0 of 0 (Fermat), by four bits of the exponent at a time.
    static ZONEPROOF_OUT_OF_LINE Element invert(const Element& a) {
        Element powers[16];
        powers[0] = one();
        for (unsigned i = 1; i < 16; ++i) powers[i] = multiply(powers[i - 1], a);
        constexpr auto exponent = p.less(2);
        Element result = powers[0];
        for (unsigned bit = (p.bits + 3) / 4 * 4; bit != 0;) {
            bit -= 4;
            for (int i = 0; i < 4; ++i) result = square_here(result);
            result = multiply_here(result, powers[exponent.value[bit / 64] >> bit % 64 & 15]);
        }
        return result;
    }

    /// Into Montgomery form, from any value below 2^bits, and out of it, below p.
    static Element enter(const Element& value) {
        if constexpr (!montgomery) return value;
        static constexpr Limbs r_squared = p.power_of_2(2 * 52 * limbs).times(1);
        return multiply(value, all(r_squared));
    }
    static Element leave(const Element& a) {
        if constexpr (!montgomery) return canonical(a);
        static constexpr Limbs plain_one = {{1}};
        return canonical(multiply(a, all(plain_one)));
    }

    /// Limbs from words of 64 bits, and back for values below 2^bits.
    static ZONEPROOF_INLINE Element unpack(const Word* from) {
        const Word mask = Machine::all((std::uint64_t{1} << 52) - 1);
        Element a;
#pragma GCC unroll 8
        for (unsigned i = 0; i < limbs; ++i) {
            const unsigned word = 52 * i / 64, shift = 52 * i % 64;
            a.limb[i] = Machine::shift_right_logical(from[word], shift);
            if (shift > 12 && word + 1 < words) a.limb[i] |= from[word + 1] << (64 - shift);
            a.limb[i] &= mask;
        }
        return a;
    }
    static ZONEPROOF_INLINE void pack(const Element& a, Word* to) {
#pragma GCC unroll 8
        for (unsigned word = 0; word < words; ++word) {
            const unsigned first = 64 * word / 52, shift = 64 * word % 52;
            to[word] = a.limb[first] >> shift;
            for (unsigned i = first + 1, at = 52 - shift; at < 64 && i < limbs; ++i, at += 52)
                to[word] |= a.limb[i] << at;
        }
    }
};

}  // namespace
}  // namespace zoneproof::lanes
