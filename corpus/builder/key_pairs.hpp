// Key pairs by algorithm. Private to keys.cpp and key_pairs.cpp.
#pragma once

#include "corpus/builder/keys.hpp"

namespace zoneproof::corpus {

class Key::Pair {
public:
    virtual ~Pair() = default;
    virtual Bytes sign(Octets message) const = 0;
};

struct NewPair {
    std::shared_ptr<const Key::Pair> pair;
    Bytes public_key;
    bool sound = true;  // its signatures verify
};

/// HKDF-SHA256 (RFC 5869) of the seed words.
Bytes derive(const std::string& seed, std::uint8_t algorithm, std::size_t length);

bool is_rsa(std::uint8_t algorithm);
/// Exponent and modulus of RFC 3110 2, in the form that `spec` asks for.
Result<NewPair> rsa_pair(const std::string& file, const KeySpec& spec);
/// 13 to 16, and made-up octets for all others.
Result<NewPair> seeded_pair(const std::string& seed, std::uint8_t algorithm);

}  // namespace zoneproof::corpus
