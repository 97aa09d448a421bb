// Ed25519 in lanes, as functions over bare pointers: what the lane files offer to ed25519_lane.cpp
// (docs/engine.md, "Ed25519").
#pragma once

#include <cstddef>
#include <cstdint>

namespace zoneproof::lanes {

namespace {
/// Signed digits of a scalar below L < 2^253; the highest takes the carry of those below it.
constexpr unsigned ed25519_windows(unsigned window) {
    return (254 + window - 1) / window;
}
/// As ecdsa_digit_stride().
constexpr std::size_t ed25519_digit_stride(std::size_t count) {
    return count + 16;
}
}  // namespace

/// One batch of signatures by one key; numbers are 64-bit words from the lowest up.
struct Ed25519Task {
    const std::uint64_t* base_table;     // of B
    const std::uint64_t* negated_table;  // of -A
    unsigned window;
    std::size_t count;          // a multiple of 32, filled up by the caller
    const std::uint64_t* r;     // R as it is encoded, 4 words
    const std::uint64_t* s;     // S < L, 4 words
    const std::uint64_t* hash;  // SHA-512(R | A | M), 8 words
    std::uint8_t* good;         // per signature: 1 when S B - h A is encoded as R
    std::uint64_t* space;       // on a boundary of 64 octets
};

struct Ed25519Arithmetic {
    /// Entry j of window i is j 2^(window i) P, for j up to 2^(window - 1).
    /// @param point x and y, on the curve
    /// @param window at least 4: entries are made eight at a time
    void (*build_table)(const std::uint64_t* point, unsigned window, std::uint64_t* table,
                        std::uint64_t* space);
    void (*check)(const Ed25519Task&);

    static constexpr unsigned entry_words = 16;
    static std::size_t table_words(unsigned window) {
        return ed25519_windows(window) * ((std::size_t{1} << (window - 1)) + 1) * entry_words;
    }
    static std::size_t build_space(unsigned window) { return std::size_t{5 * 5} << (window - 1); }
    static std::size_t check_space(unsigned window, std::size_t count) {
        return count * 5 * 5 + ed25519_windows(window) * ed25519_digit_stride(count);
    }
};

extern const Ed25519Arithmetic ed25519_scalar;
#if defined(__x86_64__)
extern const Ed25519Arithmetic ed25519_ifma;
#endif

}  // namespace zoneproof::lanes
