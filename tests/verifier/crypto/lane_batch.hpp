// Batches of good and bad signatures for every lane of an algorithm that this machine runs.
#pragma once

#include "tests/catch.hpp"
#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/scratch.hpp"

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

namespace zoneproof {

/// The same numbers in every run (splitmix64).
class Numbers {
public:
    explicit Numbers(std::uint64_t seed) : state_(seed) {}
    std::uint64_t operator()() {
        std::uint64_t x = state_ += 0x9e3779b97f4a7c15;
        x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
        x = (x ^ x >> 27) * 0x94d049bb133111eb;
        return x ^ x >> 31;
    }
    std::size_t below(std::size_t bound) { return (*this)() % bound; }
    std::vector<std::uint8_t> octets(std::size_t size) {
        std::vector<std::uint8_t> octets(size);
        for (std::uint8_t& octet : octets) octet = static_cast<std::uint8_t>((*this)());
        return octets;
    }

private:
    std::uint64_t state_;
};

struct Signed {
    std::vector<std::uint8_t> message, signature;
};

/// Calls visit(lane) or visit(lane, name) with each lane this machine runs for the key. @param
/// expected signatures, which decide about tables
template <class Visit>
void each_lane(std::uint8_t algorithm, Octets public_key, const Visit& visit,
               std::size_t expected = 100) {
    for (const LaneKind& kind : lane_kinds()) {
        if (std::ranges::count(kind.algorithms, algorithm) == 0 || !kind.runs_here()) continue;
        const std::string name = kind.control->fault().lane;
        CAPTURE(name);
        const auto lane = kind.make(algorithm, public_key);
        REQUIRE(lane != nullptr);
        lane->expect(expected);
        if constexpr (std::is_invocable_v<Visit, const Lane&, const std::string&>)
            visit(*lane, name);
        else
            visit(*lane);
    }
}

inline std::vector<std::uint8_t> lane_answers(const Lane& lane, const std::vector<Signed>& items) {
    std::vector<Octets> messages;
    for (const Signed& item : items) messages.push_back(item.message);
    std::vector<SignedOctets> batch;
    for (std::size_t i = 0; i < items.size(); ++i)
        batch.push_back({{&messages[i], 1}, items[i].signature});
    std::vector<std::uint8_t> good(items.size(), 2);
    LaneSpace space;
    lane.check(batch, good, space);
    return good;
}

/// Every lane tells the good from the bad, whatever their places: `good` repeated in batches of
/// many sizes, with one bit of signature or message changed in some of them. @param in_range what
/// of a changed signature lanes are given at all.
inline void check_mixed_batches(std::uint8_t algorithm, Octets public_key,
                                const std::vector<Signed>& good, Numbers& random,
                                const std::vector<std::size_t>& sizes,
                                const std::function<bool(Octets)>& in_range,
                                std::size_t expected = 100) {
    each_lane(
        algorithm, public_key,
        [&](const Lane& lane) {
            for (const std::size_t size : sizes) {
                const std::size_t bad_in_8 = random.below(9);
                std::vector<Signed> items;
                std::vector<std::uint8_t> answers;
                for (std::size_t i = 0; i < size; ++i) {
                    Signed item = good[random.below(good.size())];
                    const bool is_bad = random.below(8) < bad_in_8;
                    if (is_bad) {
                        auto& changed = random.below(2) == 0 ? item.message : item.signature;
                        const std::size_t at = random.below(changed.size());
                        const auto bit = static_cast<std::uint8_t>(1u << random.below(8));
                        changed[at] ^= bit;
                        if (!in_range(item.signature)) {
                            changed[at] ^= bit;
                            item.message.push_back(0);
                        }
                    }
                    answers.push_back(is_bad ? 0 : 1);
                    items.push_back(std::move(item));
                }
                CAPTURE(size);
                CHECK(lane_answers(lane, items) == answers);
            }
        },
        expected);
}

}  // namespace zoneproof
