// Range checks of signatures, final in themselves (V-SIG-5): what they object to is never handed to
// a laxer library.
#pragma once

#include "verifier/crypto/key_verifier.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace zoneproof {

class RangeCheck {
public:
    /// RFC 8017 5.2.2: as many octets as the modulus, and an integer below it. @param modulus
    /// without leading zeros.
    static RangeCheck rsa(Octets modulus) { return {Form::rsa, modulus}; }
    /// RFC 6605 4: r | s, both of the length of the order, 0 < r,s < order. @param order
    /// big-endian.
    static RangeCheck ecdsa(Octets order) { return {Form::ecdsa, order}; }
    /// RFC 8032 5.1.7, 5.2.7: R | S, S < L little-endian. @param order L, big-endian, as long as S.
    static RangeCheck eddsa(Octets order) { return {Form::eddsa, order}; }

    /// What is wrong with the signature, before any mathematics.
    std::optional<SignatureCheck> objection(Octets signature) const;

private:
    enum class Form : std::uint8_t { rsa, ecdsa, eddsa };
    RangeCheck(Form form, Octets bound) : form_(form), bound_(bound.begin(), bound.end()) {}

    Form form_;
    std::vector<std::uint8_t> bound_;
};

}  // namespace zoneproof
