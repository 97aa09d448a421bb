// What is inside a Scratch: the Botan verifiers one worker has in use.
#pragma once

#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

namespace zoneproof {

struct Scratch::State {
    /// By ReferenceVerifier::id_, which is never used twice, unlike an address.
    std::unordered_map<std::uint64_t, std::unique_ptr<Botan::PK_Verifier>> verifiers;
    /// For the library that wants a message in one piece.
    std::vector<std::uint8_t> message;
};

}  // namespace zoneproof
