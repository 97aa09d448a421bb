// Many inverses for one: Montgomery's trick (docs/engine.md, "Inverses").
#pragma once

#include "verifier/crypto/field.hpp"

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
    /// where a factor was.
    Element invert() {
        const Element first = F::multiply(product[0], product[1]);
        const Element second = F::multiply(product[2], product[3]);
        const Element inverse = F::invert(F::multiply(first, second));
        const Element of_first = F::multiply(inverse, second);
        const Element of_second = F::multiply(inverse, first);
        const Element old[chains] = {product[0], product[1], product[2], product[3]};
        product[0] = F::multiply(of_first, old[1]);
        product[1] = F::multiply(of_first, old[0]);
        product[2] = F::multiply(of_second, old[3]);
        product[3] = F::multiply(of_second, old[2]);
        return inverse;
    }
};

}  // namespace
}  // namespace zoneproof::lanes
