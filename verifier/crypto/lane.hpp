// A lane: a fast way to check many signatures of one key. It is believed when it says "good"; all
// else is decided by Botan (docs/adr/0017).
//
// Lanes handle public data only, so they may take time and memory that depend on it.
#pragma once

#include "verifier/crypto/key_verifier.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <span>

namespace zoneproof {

class LaneSpace;

class Lane {
public:
    /// Sets good[i] to 1 where signature i is proven good, else to 0. Lengths and ranges have been
    /// checked.
    virtual void check(std::span<const SignedOctets>, std::span<std::uint8_t> good,
                       LaneSpace&) const = 0;
    /// So many signatures will come; called before check() and least().
    virtual void expect(std::size_t) {}
    /// Fewer signatures at once go to Botan, one by one.
    virtual std::size_t least() const = 0;
    virtual ~Lane() = default;
};

/// Whether one kind of lane is in use. One per kind and process: a lane that lied about one key is
/// believed about none.
class LaneSwitch {
public:
    constexpr explicit LaneSwitch(const char* name) : name_(name) {}

    bool on() const { return trouble_.load(std::memory_order_acquire) == LaneTrouble::none; }
    void turn_off(LaneTrouble why) {
        auto expected = LaneTrouble::none;  // the first reason stays
        trouble_.compare_exchange_strong(expected, why, std::memory_order_acq_rel);
    }
    LaneFault fault() const { return {name_, trouble_.load(std::memory_order_acquire)}; }

    /// The self-test, before the first use: `test` runs once, and when it fails the lane is off.
    template <class Test>
    void test_once(const Test& test) {
        std::call_once(tested_, [&] {
            if (!test()) turn_off(LaneTrouble::self_test);
        });
    }

private:
    const char* name_;
    std::atomic<LaneTrouble> trouble_ = LaneTrouble::none;
    std::once_flag tested_;
};

}  // namespace zoneproof
