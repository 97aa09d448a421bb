// From the number of an algorithm to its maker, and the scratch space they share.
#include "verifier/crypto/algorithms.hpp"
#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/scratch.hpp"

namespace zoneproof {
namespace {

MadeVerifier make_reference(std::uint8_t algorithm, Octets public_key) {
    switch (algorithm) {
    case 5:  // RFC 3110
    case 7:  // RFC 5155 2: the same, for zones with NSEC3
        return make_rsa(HashAlgorithm::sha1, public_key);
    case 8: return make_rsa(HashAlgorithm::sha256, public_key);
    case 10: return make_rsa(HashAlgorithm::sha512, public_key);
    case 13: return make_ecdsa(EcdsaCurve::p256, public_key);
    case 14: return make_ecdsa(EcdsaCurve::p384, public_key);
    case 15: return make_ed25519(public_key);
    case 16: return make_ed448(public_key);
    default: return KeyRefusal::unsupported_algorithm;
    }
}

}  // namespace

MadeVerifier make_verifier(std::uint8_t algorithm, Octets public_key, Engine engine,
                           CrossCheck cross_check) {
    MadeVerifier made = make_reference(algorithm, public_key);
    // A lane is for keys that Botan knows too.
    if (auto* const reference = std::get_if<std::unique_ptr<KeyVerifier>>(&made))
        *reference = with_lane(std::move(*reference), algorithm, public_key, engine, cross_check);
    return made;
}

bool supports_algorithm(std::uint8_t algorithm) {
    const MadeVerifier made =
        make_reference(algorithm, {});  // no key field is empty: refused in any case
    return std::get<KeyRefusal>(made) != KeyRefusal::unsupported_algorithm;
}

Scratch::Scratch() : state_(std::make_unique<State>()) {}
Scratch::~Scratch() = default;
Scratch::Scratch(Scratch&&) noexcept = default;
Scratch& Scratch::operator=(Scratch&&) noexcept = default;

}  // namespace zoneproof
