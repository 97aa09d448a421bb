// Tables of odd multiples of a point, built level by level with affine additions that share their
// inversion (docs/engine.md, "Tables").
#pragma once

#include "verifier/crypto/ecdsa_arithmetic.hpp"
#include "verifier/crypto/field.hpp"
#include "verifier/crypto/machine_scalar.hpp"
#include "verifier/crypto/products.hpp"

namespace zoneproof::lanes {
namespace {

template <class Machine, class Curve>
class TableBuilder {
    using One = Field<ScalarMachine, Coordinates<Curve>>;
    struct Affine {
        typename One::Element x, y;
    };

public:
    static void build(const std::uint64_t* point, unsigned window, std::uint64_t* table,
                      std::uint64_t* space) {
        constexpr unsigned most = Curve::bits + 16;
        Affine doubled[most];  // 2^k P
        const unsigned windows = ecdsa_windows(Curve::bits, window);
        double_up(point, windows * window, doubled);
        const std::size_t size = std::size_t{1} << (window - 1);
        for (unsigned i = 0; i < windows; ++i)
            put<ScalarMachine>(table + i * size * entry_words, doubled[i * window].x,
                               doubled[i * window].y);
        for (unsigned level = 0; level + 1 < window; ++level)
            if (1u << level < Machine::width)
                add_level<ScalarMachine>(table, window, level, doubled, space);
            else
                add_level<Machine>(table, window, level, doubled, space);
    }

private:
    static constexpr unsigned words = Curve::words, entry_words = (2 * words + 7) / 8 * 8;

    template <class M>
    static void put(std::uint64_t* entries, const auto& x, const auto& y) {
        using F = Field<M, Coordinates<Curve>>;
        typename M::Word packed[entry_words] = {};
        F::pack(F::canonical(x), packed);
        F::pack(F::canonical(y), packed + words);
        M::template store_entries<entry_words>(entries, packed);
    }

    /// Jacobian doubling for a = -3, then all to affine at once. P has prime order: no Z is 0.
    static void double_up(const std::uint64_t* point, unsigned count, Affine* doubled) {
        using E = typename One::Element;
        E x[Curve::bits + 16], y[Curve::bits + 16], z[Curve::bits + 16], before[Curve::bits + 16];
        std::int64_t coordinates[2 * words];
        for (unsigned i = 0; i < 2 * words; ++i)
            coordinates[i] = static_cast<std::int64_t>(point[i]);
        x[0] = One::enter(One::unpack(coordinates));
        y[0] = One::enter(One::unpack(coordinates + words));
        z[0] = One::one();
        for (unsigned k = 1; k < count; ++k) {
            const E &x1 = x[k - 1], &y1 = y[k - 1], &z1 = z[k - 1];
            const E zz = One::square(z1), yy = One::square(y1), xyy = One::multiply(x1, yy);
            const E third = One::multiply(One::subtract(x1, zz), One::add(x1, zz));
            const E slope = One::add(One::add(third, third), third);
            const E four = twice(twice(xyy));
            x[k] = One::subtract(One::square(slope), twice(four));
            y[k] = One::subtract(One::multiply(slope, One::subtract(four, x[k])),
                                 twice(twice(twice(One::square(yy)))));
            z[k] = twice(One::multiply(y1, z1));
        }
        E product = One::one();
        for (unsigned k = 0; k < count; ++k) {
            before[k] = product;
            product = One::multiply(product, z[k]);
        }
        E inverse = One::invert(product);
        for (unsigned k = count; k-- > 0;) {
            const E of_z = One::multiply(inverse, before[k]);
            inverse = One::multiply(inverse, z[k]);
            const E of_zz = One::square(of_z);
            doubled[k].x = One::canonical(One::multiply(x[k], of_zz));
            doubled[k].y = One::canonical(One::multiply(y[k], One::multiply(of_zz, of_z)));
        }
    }
    static typename One::Element twice(const typename One::Element& a) { return One::add(a, a); }

    /// Entries [h, 2h) of each window from [0, h): 2h 2^(window i) P more, h = 2^level.
    template <class M>
    static void add_level(std::uint64_t* table, unsigned window, unsigned level,
                          const Affine* doubled, std::uint64_t* space) {
        using F = Field<M, Coordinates<Curve>>;
        using E = typename F::Element;
        const unsigned windows = ecdsa_windows(Curve::bits, window);
        const std::size_t half = std::size_t{1} << level, groups = half / M::width;
        E* const before = reinterpret_cast<E*>(space);
        const auto from_one = [](const typename One::Element& one) {
            E all;
            for (unsigned i = 0; i < F::limbs; ++i)
                all.limb[i] = M::all(static_cast<std::uint64_t>(one.limb[i]));
            return all;
        };
        const auto entries = [&](unsigned i, std::size_t j) {
            return table + ((std::size_t{i} << (window - 1)) + j) * entry_words;
        };
        constexpr std::uint32_t consecutive[8] = {0, 1, 2, 3, 4, 5, 6, 7};

        Products<F> products;
        for (unsigned i = 0; i < windows; ++i) {
            const E x2 = from_one(doubled[i * window + level + 1].x);
            for (std::size_t group = 0; group < groups; ++group) {
                const std::size_t q = i * groups + group;
                typename M::Word packed[entry_words];
                M::template load_entries<entry_words>(entries(i, group * M::width), consecutive,
                                                      packed);
                E& product = products.product[q % 4];
                before[q] = product;
                product = F::multiply(product, F::template minus<1>(x2, F::unpack(packed)));
            }
        }
        products.invert();
        for (unsigned i = windows; i-- > 0;) {
            const E x2 = from_one(doubled[i * window + level + 1].x);
            const E y2 = from_one(doubled[i * window + level + 1].y);
            for (std::size_t group = groups; group-- > 0;) {
                const std::size_t q = i * groups + group;
                typename M::Word packed[entry_words];
                M::template load_entries<entry_words>(entries(i, group * M::width), consecutive,
                                                      packed);
                const E x1 = F::unpack(packed), y1 = F::unpack(packed + words);
                E& inverse = products.product[q % 4];
                const E of_dx = F::multiply(inverse, before[q]);
                inverse = F::multiply(inverse, F::template minus<1>(x2, x1));
                const E slope = F::multiply(F::template minus<1>(y2, y1), of_dx);
                const E x3 = F::subtract(F::subtract(F::square(slope), x1), x2);
                const E y3 = F::subtract(F::multiply(slope, F::subtract(x1, x3)), y1);
                put<M>(entries(i, half + group * M::width), x3, y3);
            }
        }
    }
};

}  // namespace
}  // namespace zoneproof::lanes
