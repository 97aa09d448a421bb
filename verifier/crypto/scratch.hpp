// What is inside a Scratch: the Botan verifiers and the buffers one worker has in use.
#pragma once

#include "parser/base/big_vector.hpp"
#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace zoneproof {

/// Words on a boundary of 64 octets, as vector registers like them.
class AlignedWords {
public:
    explicit AlignedWords(std::size_t count) : words_(count + 7) {}
    std::uint64_t* data() {
        void* at = words_.data();
        std::size_t octets = words_.size() * 8;
        return static_cast<std::uint64_t*>(std::align(64, octets - 56, at, octets));
    }
    std::size_t size() const { return words_.size() - 7; }

private:
    BigVector<std::uint64_t> words_;  // a table is read all over
};

/// What lanes keep between calls.
class LaneSpace {
public:
    Digest& digest(HashAlgorithm algorithm) {
        auto& digest = digests_[static_cast<int>(algorithm)];
        if (!digest) digest.emplace(algorithm);
        return *digest;
    }
    /// So many words on a boundary of 64 octets; what was in them is lost.
    std::uint64_t* words(std::size_t count) {
        if (words_.size() < count) words_ = AlignedWords(count);
        return words_.data();
    }

private:
    std::optional<Digest> digests_[4];
    AlignedWords words_{0};
};

struct Scratch::State {
    /// By ReferenceVerifier::id_, which is never used twice, unlike an address.
    std::unordered_map<std::uint64_t, std::unique_ptr<Botan::PK_Verifier>> verifiers;
    /// For the library that wants a message in one piece.
    std::vector<std::uint8_t> message;
    LaneSpace lane;
    /// One batch on its way through a lane, see GuardedVerifier.
    std::vector<SignedOctets> batch;
    std::vector<std::uint32_t> positions;
    std::vector<std::uint8_t> good;
};

}  // namespace zoneproof
