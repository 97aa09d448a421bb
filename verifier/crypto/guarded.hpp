// GuardedVerifier: a lane between Botan before it and Botan behind it.
//
// - Range checks first, and final.
// - The lane's "good" is believed, after samples of it have been checked by Botan; whatever it does
//   not accept is decided by Botan, each signature by itself.
// - In every batch one signature is bad on purpose, the canary. A lane that accepts it, or accepts
//   what Botan refuses, is turned off and its answers in this batch are given by Botan; those it
//   gave earlier are the caller's to ask again (KeyVerifier::lane_faults()).
#pragma once

#include "verifier/crypto/lane.hpp"

namespace zoneproof {

class GuardedVerifier final : public KeyVerifier {
public:
    /// @param lane may be missing when none passed its self-test; then `off` says which.
    GuardedVerifier(std::unique_ptr<KeyVerifier> reference, std::unique_ptr<Lane> lane,
                    LaneSwitch* in_use, std::vector<const LaneSwitch*> off, CrossCheck);

    void check(std::span<const SignedOctets>, std::span<SignatureCheck>, Scratch&) const override;
    void expect(std::size_t signatures) const override {
        if (lane_ != nullptr && switch_->on()) lane_->expect(signatures);
    }
    std::optional<SignatureCheck> objection(Octets signature) const override {
        return reference_->objection(signature);
    }
    std::vector<LaneFault> lane_faults() const override;

private:
    bool ask_lane(Scratch&) const;
    bool is_sampled(Octets signature) const;
    bool accepted_by_reference(const SignedOctets&, Scratch&) const;

    std::unique_ptr<KeyVerifier> reference_;
    std::unique_ptr<Lane> lane_;
    LaneSwitch* switch_;
    std::vector<const LaneSwitch*> off_;
    CrossCheck cross_check_;
    mutable std::atomic<unsigned> first_accepts_ = 0;
};

}  // namespace zoneproof
