#include "verifier/crypto/guarded.hpp"

#include "verifier/crypto/scratch.hpp"

#include <cassert>

namespace zoneproof {
namespace {

constexpr unsigned first_sampled = 16;  // accepts of each key and lane
constexpr std::uint64_t one_sampled_in = 4096;

/// Not secret: it spreads samples and canaries evenly over honest signatures. Whoever writes
/// signatures with our mistakes in mind is what --verify-twice is for.
std::uint64_t hash(Octets signature) {
    std::uint64_t state = 0xcbf29ce484222325;  // FNV-1a, by words
    for (; signature.size() >= 8; signature = signature.subspan(8)) {
        std::uint64_t word;
        std::memcpy(&word, signature.data(), 8);
        state = (state ^ word) * 0x100000001b3;
    }
    return state ^ state >> 29 ^ state >> 47;
}

}  // namespace

GuardedVerifier::GuardedVerifier(std::unique_ptr<KeyVerifier> reference, std::unique_ptr<Lane> lane,
                                 LaneSwitch* in_use, std::vector<const LaneSwitch*> off,
                                 CrossCheck cross_check)
    : reference_(std::move(reference)), lane_(std::move(lane)), switch_(in_use),
      off_(std::move(off)), cross_check_(cross_check) {
    assert((lane_ == nullptr) == (switch_ == nullptr));
}

void GuardedVerifier::check(std::span<const SignedOctets> batch, std::span<SignatureCheck> answers,
                            Scratch& scratch) const {
    assert(batch.size() == answers.size());
    if (lane_ == nullptr || !switch_->on() || batch.size() < lane_->least())
        return reference_->check(batch, answers, scratch);

    Scratch::State& state = scratch.state();
    state.batch.clear(), state.positions.clear();
    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (const auto objection = reference_->objection(batch[i].signature)) {
            answers[i] = *objection;
            continue;
        }
        state.batch.push_back(batch[i]);
        state.positions.push_back(static_cast<std::uint32_t>(i));
    }

    const bool believed = ask_lane(scratch);
    for (std::size_t i = 0; i < state.positions.size(); ++i) {
        const std::uint32_t at = state.positions[i];
        if (believed && state.good[i] == 1)
            answers[at] = SignatureCheck::valid;
        else
            reference_->check(batch.subspan(at, 1), answers.subspan(at, 1), scratch);
    }
}

/// Fills good[] for the collected batch; false when the lane gave itself away.
bool GuardedVerifier::ask_lane(Scratch& scratch) const {
    Scratch::State& state = scratch.state();
    std::vector<SignedOctets>& batch = state.batch;
    if (batch.empty()) return true;

    // The canary is a signature of the batch over its message and one octet more. It trades places
    // with one of the batch, so that a lane which confuses places is found out too.
    const SignedOctets model = batch.front();
    const std::uint64_t dice = hash(model.signature);
    std::vector<Octets> pieces(model.pieces.begin(), model.pieces.end());
    static constexpr std::uint8_t more = 0x5a;
    pieces.push_back({&more, 1});
    const std::size_t canary = dice % (batch.size() + 1);
    batch.push_back({pieces, model.signature});
    std::swap(batch[canary], batch.back());

    state.good.assign(batch.size(), 0);
    lane_->check(batch, state.good, state.lane);
    const bool canary_accepted = state.good[canary] != 0;
    std::swap(batch[canary], batch.back()), std::swap(state.good[canary], state.good.back());
    batch.pop_back(), state.good.pop_back();
    if (canary_accepted) {
        switch_->turn_off(LaneTrouble::canary);
        return false;
    }

    for (std::size_t i = 0; i < batch.size(); ++i) {
        if (state.good[i] != 1 || !is_sampled(batch[i].signature)) continue;
        if (accepted_by_reference(batch[i], scratch)) continue;
        switch_->turn_off(LaneTrouble::cross_check);
        return false;
    }
    return switch_->on();  // another key's batch may have found it out meanwhile
}

bool GuardedVerifier::is_sampled(Octets signature) const {
    if (cross_check_ == CrossCheck::all) return true;
    if (first_accepts_.load(std::memory_order_relaxed) < first_sampled &&
        first_accepts_.fetch_add(1, std::memory_order_relaxed) < first_sampled)
        return true;
    return hash(signature) % one_sampled_in == 0;
}

bool GuardedVerifier::accepted_by_reference(const SignedOctets& what, Scratch& scratch) const {
    SignatureCheck answer{};
    reference_->check({&what, 1}, {&answer, 1}, scratch);
    return answer == SignatureCheck::valid;
}

std::vector<LaneFault> GuardedVerifier::lane_faults() const {
    std::vector<LaneFault> faults;
    for (const LaneSwitch* lane : off_) faults.push_back(lane->fault());
    if (switch_ != nullptr && !switch_->on()) faults.push_back(switch_->fault());
    return faults;
}

}  // namespace zoneproof
