// Short ways to a KeyVerifier and its answer.
#pragma once

#include "tests/catch.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <optional>

namespace zoneproof {

inline std::unique_ptr<KeyVerifier> verifier_for(std::uint8_t algorithm, Octets key,
                                                 Engine engine = Engine::automatic) {
    auto made = make_verifier(algorithm, key, engine);
    REQUIRE(std::holds_alternative<std::unique_ptr<KeyVerifier>>(made));
    return std::move(std::get<std::unique_ptr<KeyVerifier>>(made));
}

inline std::optional<KeyRefusal> refusal(std::uint8_t algorithm, Octets key) {
    const auto made = make_verifier(algorithm, key);
    const KeyRefusal* const why = std::get_if<KeyRefusal>(&made);
    return why != nullptr ? std::optional(*why) : std::nullopt;
}

inline SignatureCheck check_one(const KeyVerifier& verifier, Octets message, Octets signature,
                                Scratch& scratch) {
    const Octets pieces[] = {message};
    const SignedOctets what{pieces, signature};
    SignatureCheck answer{};
    verifier.check({&what, 1}, {&answer, 1}, scratch);
    return answer;
}

inline SignatureCheck check_one(const KeyVerifier& verifier, Octets message, Octets signature) {
    Scratch scratch;
    return check_one(verifier, message, signature, scratch);
}

}  // namespace zoneproof
