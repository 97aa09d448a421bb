// Many inverses for one: Montgomery's trick (docs/engine.md, "Inverses").
#pragma once

#include "verifier/crypto/field.hpp"
#include "verifier/crypto/machine_scalar.hpp"

namespace zoneproof::lanes {
namespace {

/// Four running products in turn, so that one need not wait for the other; and what is left to
/// multiply with to invert each factor.
template <class F>
struct Products {
    static constexpr unsigned chains = 4;
    using Element = typename F::Element;
    Element product[chains] = {F::one(), F::one(), F::one(), F::one()};

    /// From the products to their inverses with one inversion, whose result is returned: it is 0
    /// somewhere when a factor was.
    Element invert() {
        const Element first = F::multiply(product[0], product[1]);
        const Element second = F::multiply(product[2], product[3]);
        const Element inverse = invert_all(F::multiply(first, second));
        const Element of_first = F::multiply(inverse, second);
        const Element of_second = F::multiply(inverse, first);
        const Element old[chains] = {product[0], product[1], product[2], product[3]};
        product[0] = F::multiply(of_first, old[1]);
        product[1] = F::multiply(of_first, old[0]);
        product[2] = F::multiply(of_second, old[3]);
        product[3] = F::multiply(of_second, old[2]);
        return inverse;
    }

private:
    /// The inverses of numbers side by side: one after the other their product is made and taken
    /// apart, and a single number is inverted, which waits for less than eight at once.
    static Element invert_all(const Element& numbers) {
        using Machine = typename F::Machine;
        using One = Field<ScalarMachine, typename F::Of>;
        constexpr unsigned width = Machine::width;
        alignas(64) std::uint64_t limb[F::limbs][width];
        for (unsigned i = 0; i < F::limbs; ++i) Machine::store(limb[i], numbers.limb[i]);
        typename One::Element number[width], before[width], product = One::one();
        for (unsigned k = 0; k < width; ++k) {
            for (unsigned i = 0; i < F::limbs; ++i)
                number[k].limb[i] = static_cast<std::int64_t>(limb[i][k]);
            before[k] = product;
            product = One::multiply(product, number[k]);
        }
        auto inverse = One::invert(product);
        for (unsigned k = width; k-- > 0;) {
            const auto of_k = One::multiply(inverse, before[k]);
            inverse = One::multiply(inverse, number[k]);
            for (unsigned i = 0; i < F::limbs; ++i)
                limb[i][k] = static_cast<std::uint64_t>(of_k.limb[i]);
        }
        Element inverses;
        for (unsigned i = 0; i < F::limbs; ++i) inverses.limb[i] = Machine::load_row(limb[i]);
        return inverses;
    }
};

}  // namespace
}  // namespace zoneproof::lanes
