// Points of edwards25519 in extended coordinates (X : Y : Z : T), x = X/Z, y = Y/Z, xy = T/Z
// (RFC 8032 5.1.4). The addition is complete: it holds for all points, of any order.
#pragma once

#include "verifier/crypto/field.hpp"

namespace zoneproof::lanes {
namespace {

template <class Machine>
struct EdwardsPoint {
    using F = Field<Machine, Coordinates<Edwards25519>>;
    using Element = typename F::Element;
    using Word = typename Machine::Word;

    Element x, y, z, t;  // small

    static EdwardsPoint identity() { return {F::zero(), F::one(), F::one(), F::zero()}; }

    /// A point as the second term of an addition.
    struct Addend {
        Element sum, difference, t;  // y + x, y - x, 2 d x y; below 2p
    };

    /// Adds the point of `addend`, or its negative where sign is -1; `z_twice` is 2 Z of this point
    /// times that of the other. Products stay below 36 p^2.
    ZONEPROOF_INLINE void add(const Addend& addend, Word sign, const Element& z_twice) {
        Element sum, difference;
        for (unsigned i = 0; i < F::limbs; ++i) {
            const Word swap = (addend.sum.limb[i] ^ addend.difference.limb[i]) & sign;
            sum.limb[i] = addend.sum.limb[i] ^ swap;
            difference.limb[i] = addend.difference.limb[i] ^ swap;
        }
        const Element a = F::multiply_here(F::template minus<2>(y, x), difference);
        const Element b = F::multiply_here(F::plus(y, x), sum);
        const Element c = F::multiply_here(t, addend.t);
        const Element e = F::template minus<2>(b, a), h = F::plus(b, a);                    // < 4p
        const Element less = F::template minus<2>(z_twice, c), more = F::plus(z_twice, c);  // < 6p
        Element f, g;  // less and more, or for the negative point the other way around
        for (unsigned i = 0; i < F::limbs; ++i) {
            const Word swap = (less.limb[i] ^ more.limb[i]) & sign;
            f.limb[i] = less.limb[i] ^ swap;
            g.limb[i] = more.limb[i] ^ swap;
        }
        x = F::multiply_here(e, f);
        y = F::multiply_here(g, h);
        z = F::multiply_here(f, g);
        t = F::multiply_here(e, h);
    }

    /// The same for a point with Z = 1.
    ZONEPROOF_INLINE void add(const Addend& addend, Word sign) { add(addend, sign, F::plus(z, z)); }
};

}  // namespace
}  // namespace zoneproof::lanes
