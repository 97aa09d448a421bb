// Tables of the multiples of a point, doubled level by level (docs/engine.md, "Tables").
#pragma once

#include "verifier/crypto/ed25519_arithmetic.hpp"
#include "verifier/crypto/ed25519_point.hpp"
#include "verifier/crypto/machine_scalar.hpp"
#include "verifier/crypto/products.hpp"

namespace zoneproof::lanes {
namespace {

template <class Machine>
class Ed25519TableBuilder {
    using One = EdwardsPoint<ScalarMachine>;
    using OneField = typename One::F;

public:
    static void build(const std::uint64_t* point, unsigned window, std::uint64_t* table,
                      std::uint64_t* space) {
        const std::size_t count = std::size_t{1} << (window - 1);
        std::int64_t coordinates[8];
        for (unsigned i = 0; i < 8; ++i) coordinates[i] = static_cast<std::int64_t>(point[i]);
        One first{
            OneField::unpack(coordinates), OneField::unpack(coordinates + 4), OneField::one(), {}};
        first.t = OneField::multiply(first.x, first.y);
        const Rows rows{space, count};
        for (unsigned i = 0; i < ed25519_windows(window); ++i) {
            store<ScalarMachine>(rows, 0, first);
            for (std::size_t have = 1; have < count; have *= 2)
                if (have < Machine::width)
                    double_rows<ScalarMachine>(rows, have);
                else
                    double_rows<Machine>(rows, have);
            write(rows, table + i * (count + 1) * entry_words);
            first = load<ScalarMachine>(rows, count - 1);  // 2^(w-1) P; once more for 2^w P
            add(first, first);
        }
    }

private:
    static constexpr unsigned entry_words = Ed25519Arithmetic::entry_words;

    /// Points as rows of limbs: limb l of coordinate c of point j at words[(5 c + l) count + j].
    /// Point j is (j + 1) P.
    struct Rows {
        std::uint64_t* words;
        std::size_t count;
        std::uint64_t* row(unsigned coordinate, unsigned limb) const {
            return words + (5 * coordinate + limb) * count;
        }
    };

    template <class M>
    static EdwardsPoint<M> load(const Rows& rows, std::size_t at) {
        EdwardsPoint<M> point;
        for (unsigned i = 0; i < 5; ++i) {
            point.x.limb[i] = M::load_row(rows.row(0, i) + at);
            point.y.limb[i] = M::load_row(rows.row(1, i) + at);
            point.z.limb[i] = M::load_row(rows.row(2, i) + at);
            point.t.limb[i] = M::load_row(rows.row(3, i) + at);
        }
        return point;
    }
    template <class M>
    static void store(const Rows& rows, std::size_t at, const EdwardsPoint<M>& point) {
        for (unsigned i = 0; i < 5; ++i) {
            M::store(rows.row(0, i) + at, point.x.limb[i]);
            M::store(rows.row(1, i) + at, point.y.limb[i]);
            M::store(rows.row(2, i) + at, point.z.limb[i]);
            M::store(rows.row(3, i) + at, point.t.limb[i]);
        }
    }

    template <class M>
    static auto two_d() {
        using F = typename EdwardsPoint<M>::F;
        static constexpr auto value = modulus_from<Edwards25519>(Edwards25519::two_d).times(1);
        return F::all(value);
    }

    /// left += right, one point added to each of several.
    template <class M>
    static __attribute__((noinline)) void add(EdwardsPoint<M>& left, const One& right) {
        using F = typename EdwardsPoint<M>::F;
        const auto all = [](const typename OneField::Element& one) {
            typename F::Element element;
            for (unsigned i = 0; i < 5; ++i)
                element.limb[i] = M::all(static_cast<std::uint64_t>(one.limb[i]));
            return element;
        };
        const auto x = all(right.x), y = all(right.y), z = all(right.z), t = all(right.t);
        const auto z_twice = F::multiply(F::plus(left.z, left.z), z);
        left.add({F::add(y, x), F::subtract(y, x), F::multiply(t, two_d<M>())}, M::all(0), z_twice);
    }

    /// Points [have, 2 have) from [0, have): have P more.
    template <class M>
    static void double_rows(const Rows& rows, std::size_t have) {
        const One step = load<ScalarMachine>(rows, have - 1);
        for (std::size_t at = 0; at < have; at += M::width) {
            EdwardsPoint<M> points = load<M>(rows, at);
            add(points, step);
            store(rows, have + at, points);
        }
    }

    /// Entry 0 is the identity, entry j + 1 point j with Z = 1.
    static void write(const Rows& rows, std::uint64_t* entries) {
        using F = typename EdwardsPoint<Machine>::F;
        using Element = typename F::Element;
        put<ScalarMachine>(entries, OneField::one(), OneField::one(), OneField::zero());
        Element* const before = reinterpret_cast<Element*>(rows.words + 20 * rows.count);
        const std::size_t groups = rows.count / Machine::width;
        Products<F> products;
        for (std::size_t group = 0; group < groups; ++group) {
            Element& product = products.product[group % 4];
            before[group] = product;
            product = F::multiply(product, load<Machine>(rows, group * Machine::width).z);
        }
        products.invert();
        for (std::size_t group = groups; group-- > 0;) {
            const auto points = load<Machine>(rows, group * Machine::width);
            Element& inverse = products.product[group % 4];
            const Element of_z = F::multiply(inverse, before[group]);
            inverse = F::multiply(inverse, points.z);
            const Element x = F::multiply(points.x, of_z), y = F::multiply(points.y, of_z);
            put<Machine>(entries + (1 + group * Machine::width) * entry_words, F::add(y, x),
                         F::subtract(y, x), F::multiply(F::multiply(x, y), two_d<Machine>()));
        }
    }

    template <class M>
    static void put(std::uint64_t* entries, const auto& sum, const auto& difference,
                    const auto& t) {
        using F = typename EdwardsPoint<M>::F;
        typename M::Word packed[entry_words] = {};
        F::pack(F::canonical(sum), packed);
        F::pack(F::canonical(difference), packed + 4);
        F::pack(F::canonical(t), packed + 8);
        M::template store_entries<entry_words>(entries, packed);
    }
};

}  // namespace
}  // namespace zoneproof::lanes
