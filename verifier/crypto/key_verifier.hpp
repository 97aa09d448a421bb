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
#include <optional>
#include <span>
#include <variant>
#include <vector>

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

/// Why a fast lane is no longer believed.
enum class LaneTrouble : std::uint8_t {
    none,
    self_test,    // it failed its known answers at the start
    canary,       // it accepted a signature made bad on purpose
    cross_check,  // it accepted what Botan refuses
};
struct LaneFault {
    const char* lane;  // "RSA (AVX-512 IFMA)"
    LaneTrouble trouble;
};

class KeyVerifier {
public:
    /// Writes one answer per signature; shared by all workers, each with its own Scratch.
    virtual void check(std::span<const SignedOctets>, std::span<SignatureCheck>,
                       Scratch&) const = 0;
    /// So many signatures will be checked: time for tables. Called before check(), by one thread.
    virtual void expect(std::size_t) const {}
    /// What is wrong with a signature before any mathematics; final (V-SIG-5).
    virtual std::optional<SignatureCheck> objection(Octets signature) const = 0;
    /// The lanes meant for this key that are turned off. When there are more after a pass than
    /// before it, no answer given in between counts: the pass is done again, by Botan.
    virtual std::vector<LaneFault> lane_faults() const { return {}; }
    virtual ~KeyVerifier() = default;
};

enum class KeyRefusal : std::uint8_t {
    unsupported_algorithm,  // not one of V-SIG-11
    malformed,     // wrong length, no modulus, exponent 0 (dnskey-key-length-wrong and its like)
    not_on_curve,  // ECDSA point off the curve or the identity; EdDSA point that does not decode or
                   // of low order
    declined,      // RSA size or exponent beyond what we verify: unsupported, not bad
};

/// Which lanes may be used: the fastest this machine has, the portable ones, none but Botan.
enum class Engine : std::uint8_t { automatic, scalar, botan };
/// What Botan is asked again of what a lane accepts: a sample, or all (`--verify-twice`).
enum class CrossCheck : std::uint8_t { sampled, all };

/// A verifier for the public key field of a DNSKEY (RFC 3110, 6605, 8080), or why there is none.
std::variant<std::unique_ptr<KeyVerifier>, KeyRefusal>
make_verifier(std::uint8_t algorithm, Octets public_key, Engine = Engine::automatic,
              CrossCheck = CrossCheck::sampled);

/// Whether make_verifier() knows the algorithm at all: V-SIG-11, without 16 where no library at
/// hand has Ed448.
bool supports_algorithm(std::uint8_t);

/// The parts of an RSA public key field (RFC 3110 2); empty modulus when it has not that form.
struct RsaParts {
    Octets exponent, modulus;  // as published, leading zeros included
    unsigned modulus_bits = 0;
    bool leading_zero = false;
};
RsaParts rsa_parts(Octets public_key);

}  // namespace zoneproof
