// One maker per family of algorithms: a verifier for a public key field, or why there is none.
#pragma once

#include "verifier/crypto/key_verifier.hpp"

#include <memory>
#include <variant>

namespace zoneproof {

using MadeVerifier = std::variant<std::unique_ptr<KeyVerifier>, KeyRefusal>;

enum class RsaHash : std::uint8_t { sha1, sha256, sha512 };
MadeVerifier make_rsa(RsaHash, Octets public_key);

enum class EcdsaCurve : std::uint8_t { p256, p384 };
MadeVerifier make_ecdsa(EcdsaCurve, Octets public_key);

MadeVerifier make_ed25519(Octets public_key);
MadeVerifier make_ed448(Octets public_key);

enum class EdwardsCurve : std::uint8_t { ed25519, ed448 };
/// Whether the octets are the canonical encoding of a point of the curve (RFC 8032 5.1.3, 5.2.3)
/// that is not of low order: with such a key everybody could sign.
bool is_sound_point(EdwardsCurve, Octets public_key);

}  // namespace zoneproof
