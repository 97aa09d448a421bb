// From the number of an algorithm to its maker, and the scratch space they share.
#include "verifier/crypto/algorithms.hpp"
#include "verifier/crypto/scratch.hpp"

namespace zoneproof {

MadeVerifier make_verifier(std::uint8_t algorithm, Octets public_key, Engine) {
    switch (algorithm) {
    case 5:  // RFC 3110
    case 7:  // RFC 5155 2: the same, for zones with NSEC3
        return make_rsa(RsaHash::sha1, public_key);
    case 8: return make_rsa(RsaHash::sha256, public_key);
    case 10: return make_rsa(RsaHash::sha512, public_key);
    case 13: return make_ecdsa(EcdsaCurve::p256, public_key);
    case 14: return make_ecdsa(EcdsaCurve::p384, public_key);
    case 15: return make_ed25519(public_key);
    case 16: return make_ed448(public_key);
    default: return KeyRefusal::unsupported_algorithm;
    }
}

bool supports_algorithm(std::uint8_t algorithm) {
    const MadeVerifier made =
        make_verifier(algorithm, {});  // no key field is empty: refused in any case
    return std::get<KeyRefusal>(made) != KeyRefusal::unsupported_algorithm;
}

Scratch::Scratch() : state_(std::make_unique<State>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

}  // namespace zoneproof
