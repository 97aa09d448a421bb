// ECDSA in lanes, as functions over bare pointers: what the lane files offer to ecdsa_lane.cpp
// (docs/engine.md, "ECDSA").
#pragma once

#include <cstddef>
#include <cstdint>

namespace zoneproof::lanes {

namespace {
/// Odd digits of a scalar below 2^bits; the highest is below 2^window too, for it has no sign.
constexpr unsigned ecdsa_windows(unsigned bits, unsigned window) {
    return (bits + window - 1) / window;
}
/// From the digits of one step to those of the next, in 32-bit words: whole lines of the cache, and
/// an odd number of them, lest all steps meet in the same of its sets.
constexpr std::size_t ecdsa_digit_stride(std::size_t count) {
    return count + 16;
}
}  // namespace

/// One batch of signatures by one key; numbers are 64-bit words from the lowest up.
struct EcdsaTask {
    const std::uint64_t* base_table;  // of the base point
    const std::uint64_t* key_table;   // of the public key
    unsigned window;
    std::size_t count;               // a multiple of 32, filled up by the caller
    const std::uint64_t *e, *r, *s;  // hash (below 2^bits); 0 < r,s < n
    std::uint8_t* good;              // per signature: 1 when the equation holds
    std::uint64_t* space;            // on a boundary of 64 octets
};

struct EcdsaArithmetic {
    unsigned bits, words, limbs;
    /// A point's odd multiples for every window: (2j + 1) 2^(window i) P at entry (i << window - 1)
    /// + j. @param point x and y, on the curve
    void (*build_table)(const std::uint64_t* point, unsigned window, std::uint64_t* table,
                        std::uint64_t* space);
    void (*check)(const EcdsaTask&);
    const std::uint64_t *base_x, *base_y;

    std::size_t windows(unsigned window) const { return ecdsa_windows(bits, window); }
    std::size_t entry_words() const { return (2 * words + 7) / 8 * 8; }
    std::size_t table_words(unsigned window) const {
        return windows(window) * entry_words() << (window - 1);
    }
    std::size_t build_space(unsigned window) const {
        return windows(window) * limbs << (window - 2);
    }
    std::size_t check_space(unsigned window, std::size_t count) const {
        return count * (5 * limbs + 1) + windows(window) * ecdsa_digit_stride(count);
    }
};

extern const EcdsaArithmetic p256_scalar, p384_scalar;
#if defined(__x86_64__)
extern const EcdsaArithmetic p256_ifma, p384_ifma;
#endif

}  // namespace zoneproof::lanes
