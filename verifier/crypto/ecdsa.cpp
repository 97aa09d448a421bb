// ECDSA on P-256 and P-384 (RFC 6605): algorithms 13 and 14.
#include "verifier/crypto/algorithms.hpp"
#include "verifier/crypto/hex.hpp"
#include "verifier/crypto/reference.hpp"

namespace zoneproof {
namespace {

// SubjectPublicKeyInfo up to the coordinates: id-ecPublicKey, the curve, an uncompressed point
// (RFC 5480 2.1.1, 2.2).
constexpr auto p256_prefix = from_hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");
constexpr auto p384_prefix = from_hex("3076301006072a8648ce3d020106052b8104002203620004");

// The order n of the base point, FIPS 186-4 D.1.2.3 and D.1.2.4.
constexpr auto p256_order =
    from_hex("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551");
constexpr auto p384_order = from_hex("ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372"
                                     "ddf581a0db248b0a77aecec196accc52973");

struct Curve {
    Octets prefix, order;
    const char* padding;
};
constexpr Curve curves[] = {{p256_prefix, p256_order, "EMSA1(SHA-256)"},
                            {p384_prefix, p384_order, "EMSA1(SHA-384)"}};

}  // namespace

MadeVerifier make_ecdsa(EcdsaCurve which, Octets public_key) {
    const Curve& curve = curves[static_cast<int>(which)];
    // "simple bit string that represents the uncompressed form of a curve point, 'x | y'" RFC 6605
    // 4: the identity has no such form.
    if (public_key.size() != 2 * curve.order.size()) return KeyRefusal::malformed;

    auto key =
        load_public_key(curve.prefix, public_key);  // checks coordinates < p and the equation
    if (!key) return KeyRefusal::not_on_curve;
    return std::make_unique<ReferenceVerifier>(std::move(key), curve.padding,
                                               RangeCheck::ecdsa(curve.order));
}

}  // namespace zoneproof
