// Points of the Edwards curves as public keys (RFC 8032 5.1.3, 5.2.3), and Ed25519 (RFC 8080):
// algorithm 15.
#include "verifier/crypto/algorithms.hpp"
#include "verifier/crypto/hex.hpp"
#include "verifier/crypto/reference.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace zoneproof {
namespace {

// SubjectPublicKeyInfo up to the key: id-Ed25519, RFC 8410 4.
constexpr auto ed25519_prefix = from_hex("302a300506032b6570032100");
// L = 2^252 + 27742317777372353535851937790883648493, RFC 8032 5.1.
constexpr auto ed25519_order =
    from_hex("1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed");

/// a*x^2 + y^2 = 1 + d*x^2*y^2 over the integers modulo p.
struct Edwards {
    Octets p, d;
    bool a_is_one;  // else -1
};
constexpr auto p25519 =
    from_hex("7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");
constexpr auto d25519 =
    from_hex("52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3");
// 2^448 - 2^224 - 1, and -39081.
constexpr auto p448 = from_hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
                               "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
constexpr auto d448 = from_hex("fffffffffffffffffffffffffffffffffffffffffffffffffffffffe"
                               "ffffffffffffffffffffffffffffffffffffffffffffffffffff6756");
constexpr Edwards curves[] = {{p25519, d25519, false}, {p448, d448, true}};

// y of the four points of order 8 on edwards25519; one is the other's negative. The points of order
// 1, 2 and 4 have y = 1, -1 and 0 on both curves, and edwards448 has no others of low order (its
// cofactor is 4).
constexpr auto y_order_8 =
    from_hex("05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826");
constexpr auto y_order_8_negative =
    from_hex("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7");

bool is_low_order(EdwardsCurve which, const Botan::BigInt& y, const Botan::BigInt& p) {
    if (y == 0 || y == 1 || y == p - 1) return true;
    return which == EdwardsCurve::ed25519 &&
           (y == to_integer(y_order_8) || y == to_integer(y_order_8_negative));
}

}  // namespace

bool is_sound_point(EdwardsCurve which, Octets public_key) {
    const Edwards& curve = curves[static_cast<int>(which)];
    std::array<std::uint8_t, 57> encoded{};
    assert(public_key.size() <= encoded.size());
    std::ranges::reverse_copy(public_key, encoded.begin());
    encoded[0] &= 0x7F;  // the sign of x

    const Botan::BigInt y = to_integer(Octets(encoded).first(public_key.size()));
    const Botan::BigInt p = to_integer(curve.p);
    // "If the resulting value is >= p, decoding fails."
    if (y >= p || is_low_order(which, y, p)) return false;

    // x^2 = u/v with u = y^2 - 1, v = d*y^2 - a; that is a square exactly when u*v is. Neither is
    // zero: y is not 1 or -1, and a/d is no square on a complete curve.
    const Botan::BigInt y2 = (y * y) % p;
    const Botan::BigInt u = y2 - 1;
    const Botan::BigInt v = to_integer(curve.d) * y2 + (curve.a_is_one ? p - 1 : p + 1);
    return Botan::jacobi((u * v) % p, p) == 1;
}

MadeVerifier make_ed25519(Octets public_key) {
    if (public_key.size() != 32) return KeyRefusal::malformed;
    if (!is_sound_point(EdwardsCurve::ed25519, public_key)) return KeyRefusal::not_on_curve;

    auto key = load_public_key(ed25519_prefix, public_key);
    if (!key) return KeyRefusal::not_on_curve;
    return std::make_unique<ReferenceVerifier>(std::move(key), "Pure",
                                               RangeCheck::eddsa(ed25519_order));
}

}  // namespace zoneproof
