// One maker per family of algorithms: a verifier by Botan for a public key field, or why there is
// none.
#pragma once

#include "verifier/crypto/digest.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <memory>
#include <variant>

namespace zoneproof {

using MadeVerifier = std::variant<std::unique_ptr<KeyVerifier>, KeyRefusal>;

MadeVerifier make_rsa(HashAlgorithm, Octets public_key);

enum class EcdsaCurve : std::uint8_t { p256, p384 };
MadeVerifier make_ecdsa(EcdsaCurve, Octets public_key);

MadeVerifier make_ed25519(Octets public_key);
MadeVerifier make_ed448(Octets public_key);

enum class EdwardsCurve : std::uint8_t { ed25519, ed448 };
/// Whether the octets are the canonical encoding of a point of the curve (RFC 8032 5.1.3, 5.2.3)
/// that is not of low order: with such a key everybody could sign.
bool is_sound_point(EdwardsCurve, Octets public_key);

}  // namespace zoneproof
