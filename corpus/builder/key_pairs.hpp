// Key pairs by algorithm. Private to keys.cpp and key_pairs.cpp, and to the vectors that need
// signatures nobody makes.
#pragma once

#include "corpus/builder/keys.hpp"

#include <botan/bigint.h>

namespace zoneproof::corpus {

class Key::Pair {
public:
    virtual ~Pair() = default;
    virtual Bytes sign(Octets message) const = 0;
    /// RSA: the signature that decrypts to this block, RFC 8017 5.2.1; empty for other algorithms.
    virtual Bytes sign_block(const Bytes&) const { return {}; }
};

struct NewPair {
    std::shared_ptr<const Key::Pair> pair;
    Bytes public_key;
    bool sound = true;  // its signatures verify
};

/// HKDF-SHA256 (RFC 5869) of the seed words.
Bytes derive(const std::string& seed, std::uint8_t algorithm, std::size_t length);

/// x | y; the curve by Botan's name, the scalar from 1 to its order less one.
Bytes multiple_of_base_point(const char* curve, const Botan::BigInt& scalar);

bool is_rsa(std::uint8_t algorithm);
/// Exponent and modulus of RFC 3110 2, in the form that `spec` asks for.
Result<NewPair> rsa_pair(const std::string& file, const KeySpec& spec);
/// 13 to 16, and made-up octets for all others.
Result<NewPair> seeded_pair(const std::string& seed, std::uint8_t algorithm);

}  // namespace zoneproof::corpus
