// The kinds of lanes there are, and the choice among them.
#pragma once

#include "verifier/crypto/lane.hpp"

namespace zoneproof {

struct LaneKind {
    LaneSwitch* control;
    std::span<const std::uint8_t> algorithms;
    bool portable;
    bool (*runs_here)();
    /// nullptr for a key this lane does not do.
    std::unique_ptr<Lane> (*make)(std::uint8_t algorithm, Octets public_key);
};

/// The fastest first; those the processor cannot run are among them.
std::span<const LaneKind> lane_kinds();

/// `reference` behind the fastest lane that `engine` allows, this processor runs, and that passes
/// its self-test; or as it is, when there is none.
std::unique_ptr<KeyVerifier> with_lane(std::unique_ptr<KeyVerifier> reference,
                                       std::uint8_t algorithm, Octets public_key, Engine,
                                       CrossCheck);

/// Whether a kind of lane answers signatures known to be good and known to be bad as it should, at
/// every place of a batch.
bool passes_known_answers(const LaneKind&);

std::unique_ptr<Lane> make_rsa_scalar_lane(std::uint8_t algorithm, Octets public_key);
std::unique_ptr<Lane> make_ecdsa_scalar_lane(std::uint8_t algorithm, Octets public_key);
std::unique_ptr<Lane> make_ed25519_scalar_lane(std::uint8_t algorithm, Octets public_key);
#if defined(__x86_64__)
std::unique_ptr<Lane> make_ed25519_ifma_lane(std::uint8_t algorithm, Octets public_key);
std::unique_ptr<Lane> make_ecdsa_ifma_lane(std::uint8_t algorithm, Octets public_key);
std::unique_ptr<Lane> make_rsa_ifma_lane(std::uint8_t algorithm, Octets public_key);
#endif

}  // namespace zoneproof
