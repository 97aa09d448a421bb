// What the targets of fuzz_lanes.cpp share: numbers from the input, and batches.
#pragma once

#include "fuzz/lanes/points.hpp"
#include "fuzz/oracle.hpp"

#include "verifier/crypto/lanes.hpp"
#include "verifier/crypto/scratch.hpp"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

namespace zoneproof::fuzz {

inline constexpr std::size_t places = 32;  // a batch of the arithmetic

/// Octets of the input, and numbers that depend on all of it (splitmix64).
struct Input : Feed {
    Input(const std::uint8_t* data, std::size_t size)
        : Feed(data, size), state_(checksum({data, size})) {}

    std::uint64_t any() {
        std::uint64_t x = state_ += 0x9e3779b97f4a7c15;
        x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
        x = (x ^ x >> 27) * 0x94d049bb133111eb;
        return x ^ x >> 31;
    }
    Integer any_below(const Integer& bound) {
        Integer value = 0;
        for (std::size_t bits = 0; bits < bound.bits() + 64; bits += 64)
            value = (value << 64) + Integer(any());
        return value % bound;
    }
    /// A number at a border, or of the input's octets, or any at all.
    Integer number(const Integer& bound, bool& ordinary) {
        const std::uint8_t kind = take8();
        if (kind < 128) return any_below(bound);
        ordinary = false;
        const Integer power = Integer::power_of_2(take16() % bound.bits());
        switch (kind % 5) {
        case 0: return Integer(take8()) % bound;
        case 1: return (bound - 1 - take8()) % bound;
        case 2: return power % bound;
        case 3: return (power - 1) % bound;
        default: return to_integer(take(bound.bytes())) % bound;
        }
    }

private:
    std::uint64_t state_;
};

template <class Arithmetic>
std::vector<const Arithmetic*> those_that_run(const Arithmetic& portable,
                                              [[maybe_unused]] const Arithmetic* ifma) {
    for (const LaneKind& kind : lane_kinds())
        if (!kind.portable && kind.runs_here()) return {&portable, ifma};
    return {&portable};
}

/// For each place of the batch one of the items.
inline std::vector<std::size_t> deal(Input& input, std::size_t items) {
    std::vector<std::size_t> order(places);
    for (std::size_t& item : order) item = input.any() % items;
    return order;
}

/// The tables of points for each arithmetic and width, made when they are needed.
template <class Arithmetic>
class Tables {
public:
    const std::uint64_t* of(const Arithmetic& arithmetic, const Point& point, std::size_t words,
                            unsigned window) {
        auto& found = tables_[{&arithmetic, window, words_of(point.x, words)[0], point.y.is_odd()}];
        if (!found) {
            found.emplace(arithmetic.table_words(window));
            AlignedWords space(arithmetic.build_space(window));
            auto coordinates = words_of(point.x, words);
            for (const std::uint64_t word : words_of(point.y, words)) coordinates.push_back(word);
            arithmetic.build_table(coordinates.data(), window, found->data(), space.data());
        }
        return found->data();
    }

private:
    std::map<std::tuple<const Arithmetic*, unsigned, std::uint64_t, bool>,
             std::optional<AlignedWords>>
        tables_;
};

}  // namespace zoneproof::fuzz
