// KeyVerifier: one public key, made ready to check many signatures in batches.
//
// Range checks come first and are final (lengths; ECDSA 0 < r,s < n; EdDSA S < L; RSA s < modulus):
// no laxer library is asked afterwards, and Botan 2.19 accepts Ed25519 signatures with S >= L. `not
// valid` is never the answer to an algorithm or key we cannot use: make_verifier() says so
// beforehand.
#pragma once

#include "parser/base/bytes.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <variant>

namespace zoneproof {

enum class SignatureCheck : std::uint8_t {
    valid,
    bad,           // the mathematics says no
    wrong_length,  // not the octets this key's signatures have (rrsig-signature-length)
    degenerate,    // r, s or S outside its range (rrsig-ecdsa-degenerate)
};

/// One signature to check: the octets that were signed, in pieces to be hashed one after the other.
struct SignedOctets {
    std::span<const Octets> pieces;
    Octets signature;
};

/// What a worker keeps between calls: a reused Botan verifier per key (a new one per signature
/// costs up to 40 %). One per worker; never shared between threads at the same time.
class Scratch {
public:
    Scratch();
    ~Scratch();
    Scratch(Scratch&&) noexcept;
    Scratch& operator=(Scratch&&) noexcept;

    struct State;
    State& state() { return *state_; }

private:
    std::unique_ptr<State> state_;
};

class KeyVerifier {
public:
    /// Writes one answer per signature; shared by all workers, each with its own Scratch.
    virtual void check(std::span<const SignedOctets>, std::span<SignatureCheck>,
                       Scratch&) const = 0;
    virtual ~KeyVerifier() = default;
};

enum class KeyRefusal : std::uint8_t {
    unsupported_algorithm,  // not one of V-SIG-11
    malformed,     // wrong length, no modulus, exponent 0 (dnskey-key-length-wrong and its like)
    not_on_curve,  // ECDSA point off the curve or the identity; EdDSA point that does not decode or
                   // of low order
    declined,      // RSA size or exponent beyond what we verify: unsupported, not bad
};

enum class Engine : std::uint8_t { automatic, scalar, botan };

/// A verifier for the public key field of a DNSKEY (RFC 3110, 6605, 8080), or why there is none.
std::variant<std::unique_ptr<KeyVerifier>, KeyRefusal>
make_verifier(std::uint8_t algorithm, Octets public_key, Engine = Engine::automatic);

/// Whether make_verifier() knows the algorithm at all: V-SIG-11, without 16 where no library at hand has Ed448.
bool supports_algorithm(std::uint8_t);

/// The parts of an RSA public key field (RFC 3110 2); empty modulus when it has not that form.
struct RsaParts {
    Octets exponent, modulus;  // as published, leading zeros included
    unsigned modulus_bits = 0;
    bool leading_zero = false;
};
RsaParts rsa_parts(Octets public_key);

}  // namespace zoneproof
