// ReferenceVerifier: signatures checked by Botan after our own range checks; the last word on every
// algorithm it knows.
#pragma once

#include "verifier/crypto/botan_shim.hpp"
#include "verifier/crypto/key_verifier.hpp"
#include "verifier/crypto/range.hpp"

#include <cstdint>
#include <memory>
#include <string>

namespace zoneproof {

class ReferenceVerifier final : public KeyVerifier {
public:
    /// @param padding Botan's name of encoding and hash: "EMSA1(SHA-256)".
    ReferenceVerifier(std::unique_ptr<Botan::Public_Key>, std::string padding, RangeCheck);

    void check(std::span<const SignedOctets>, std::span<SignatureCheck>, Scratch&) const override;
    std::optional<SignatureCheck> objection(Octets signature) const override {
        return range_.objection(signature);
    }

private:
    bool verify(const SignedOctets&, Scratch::State&) const;

    std::uint64_t id_;
    std::unique_ptr<Botan::Public_Key> key_;
    std::string padding_;
    RangeCheck range_;
};

}  // namespace zoneproof
