// A batch of Ed25519 signatures of one key: S B + h (-A) with tables of both and no doubling,
// encoded and compared with R octet by octet, as the reference code does it (no cofactor;
// docs/engine.md, "Ed25519"). R is never decoded.
#pragma once

#include "verifier/crypto/ed25519_table.hpp"

namespace zoneproof::lanes {
namespace {

template <class Machine>
class Ed25519Batch {
    using Point = EdwardsPoint<Machine>;
    using F = typename Point::F;
    using N = Field<Machine, Scalars<Edwards25519>>;
    using Element = typename F::Element;
    using Scalar = typename N::Element;
    using Word = typename Machine::Word;
    static constexpr unsigned width = Machine::width;
    static constexpr unsigned entry_words = Ed25519Arithmetic::entry_words;

public:
    static void check(const Ed25519Task& task) { Ed25519Batch(task).check(); }

private:
    explicit Ed25519Batch(const Ed25519Task& what)
        : task(what), groups(what.count / width), stride(ed25519_digit_stride(what.count)),
          windows(ed25519_windows(what.window)) {
        points = reinterpret_cast<Point*>(task.space);
        before = reinterpret_cast<Element*>(points + groups);
        digits = reinterpret_cast<std::uint32_t*>(before + groups);
    }

    void check() {
        for (std::size_t group = 0; group < groups; ++group) {
            recode(load<4>(task.s, group), group, 0);
            recode(hash_modulo_order(group), group, windows);
            points[group] = Point::identity();
        }
        for (unsigned step = 0; step < 2 * windows; ++step) add(step);
        compare();
    }

    /// Four of `stride` words for each number.
    template <unsigned stride>
    static Scalar load(const std::uint64_t* numbers, std::size_t group) {
        Word packed[4];
        for (unsigned i = 0; i < 4; ++i)
            packed[i] = Machine::template load<stride>(numbers + group * width * stride + i);
        return N::unpack(packed);
    }

    /// low + 2^256 high modulo L. Both are below 16 L, so their products are small.
    Scalar hash_modulo_order(std::size_t group) const {
        static constexpr auto high_factor = N::p.power_of_2(256 + 2 * 52 * N::limbs).times(1);
        const Scalar low = N::enter(load<8>(task.hash, group));
        const Scalar high = N::multiply(load<8>(task.hash + 4, group), N::all(high_factor));
        return N::leave(N::plus(low, high));
    }

    /// Digits from -(2^(w-1) - 1) to 2^(w-1), as the entry of the table and the sign in the highest
    /// of 32 bits.
    void recode(const Scalar& scalar, std::size_t group, unsigned first_step) {
        Word number[4];
        N::pack(scalar, number);
        const unsigned w = task.window;
        const Word half = Machine::all(std::uint64_t{1} << (w - 1));
        const Word mask = half + half - Machine::all(1);
        const Word sign = Machine::all(std::uint64_t{1} << 31);
        Word negative = Machine::all(0);  // or -1: one is carried to the next digit
        std::uint32_t* to = digits_of(first_step) + group * width;
        for (unsigned i = 0, bit = 0; i < windows; ++i, bit += w, to += stride) {
            const unsigned word = bit / 64, shift = bit % 64;
            Word found = Machine::shift_right_logical(number[word], shift);
            if (shift + w > 64 && word + 1 < 4) found |= number[word + 1] << (64 - shift);
            const Word digit = (found & mask) - negative;
            negative = Machine::sign(half - digit);
            const Word size = ((digit ^ negative) - negative) + ((half + half) & negative);
            Machine::store_digits(to, size | (negative & sign));
        }
    }
    std::uint32_t* digits_of(unsigned step) const { return digits + step * stride; }

    void add(unsigned step) {
        const std::size_t size = entry_words * ((std::size_t{1} << (task.window - 1)) + 1);
        const std::uint64_t* const table = step < windows
                                               ? task.base_table + step * size
                                               : task.negated_table + (step - windows) * size;
        const std::uint32_t* const of = digits_of(step);
        for (std::size_t group = 0; group < groups; ++group) {
            if (group + 4 < groups) prefetch(table, of + (group + 4) * width);
            Word packed[entry_words];
            Machine::template load_entries<entry_words>(table, of + group * width, packed);
            points[group].add({F::unpack(packed), F::unpack(packed + 4), F::unpack(packed + 8)},
                              Machine::signs(of + group * width));
        }
    }

    static ZONEPROOF_INLINE void prefetch(const std::uint64_t* table, const std::uint32_t* of) {
        for (unsigned k = 0; k < width; ++k)
            for (unsigned at = 0; at < entry_words; at += 8)
                __builtin_prefetch(table + std::size_t{entry_words} * (of[k] & 0x7fffffff) + at);
    }

    /// RFC 8032 5.1.2: y, and the lowest bit of x as the highest.
    void compare() {
        Products<F> products;
        for (std::size_t group = 0; group < groups; ++group) {
            Element& product = products.product[group % 4];
            before[group] = product;
            product = F::multiply(product, points[group].z);
        }
        products.invert();
        for (std::size_t group = groups; group-- > 0;) {
            Element& inverse = products.product[group % 4];
            const Element of_z = F::multiply(inverse, before[group]);
            inverse = F::multiply(inverse, points[group].z);
            const Element x = F::canonical(F::multiply(points[group].x, of_z));
            alignas(64) std::uint64_t by_word[4][width];
            Word packed[4];
            F::pack(F::canonical(F::multiply(points[group].y, of_z)), packed);
            packed[3] |= x.limb[0] << 63;
            for (unsigned i = 0; i < 4; ++i) Machine::store(by_word[i], packed[i]);
            for (unsigned k = 0; k < width; ++k) {
                const std::size_t at = group * width + k;
                std::uint64_t difference = 0;
                for (unsigned i = 0; i < 4; ++i) difference |= by_word[i][k] ^ task.r[at * 4 + i];
                task.good[at] = difference == 0;
            }
        }
    }

    const Ed25519Task& task;
    std::size_t groups, stride;
    unsigned windows;
    Point* points;
    Element* before;
    std::uint32_t* digits;  // by step, then signature
};

}  // namespace
}  // namespace zoneproof::lanes
