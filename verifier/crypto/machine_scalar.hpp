// One number at a time in 64-bit words: the machine of the portable lanes. See field.hpp.
#pragma once

#include "verifier/crypto/inline.hpp"

#include <cstddef>
#include <cstdint>

namespace zoneproof::lanes {
namespace {

struct ScalarMachine {
    static constexpr unsigned width = 1;
    using Word = std::int64_t;
    __extension__ typedef unsigned __int128 Column;
    using Mask = bool;

    static ZONEPROOF_STEP Word all(std::uint64_t value) { return static_cast<Word>(value); }
    template <unsigned>
    static Word load(const std::uint64_t* at) {
        return static_cast<Word>(*at);
    }
    static void store(std::uint64_t* at, Word word) { *at = static_cast<std::uint64_t>(word); }
    static ZONEPROOF_STEP Word shift_right_logical(Word word, unsigned bits) {
        return static_cast<Word>(static_cast<std::uint64_t>(word) >> bits);
    }

    static ZONEPROOF_STEP void add_product(Column* columns, Word a, Word b) {
        columns[0] += Column{static_cast<std::uint64_t>(a)} * static_cast<std::uint64_t>(b);
    }
    /// `small` below 16, or their product below 2^52.
    static ZONEPROOF_STEP void add_small_product(Word* limbs, Word small, std::uint64_t factor) {
        limbs[0] += small * static_cast<Word>(factor);
    }
    static ZONEPROOF_STEP Word low(Column column) {
        return static_cast<Word>(static_cast<std::uint64_t>(column) &
                                 ((std::uint64_t{1} << 52) - 1));
    }
    static ZONEPROOF_STEP Word low_product(Column column, std::uint64_t factor) {
        return low(static_cast<std::uint64_t>(column) * factor);
    }
    static ZONEPROOF_STEP Column carry(Column column) { return column >> 52; }
    static ZONEPROOF_STEP Column column(Word word) { return static_cast<std::uint64_t>(word); }
    static ZONEPROOF_STEP Word word(Column column) {
        return static_cast<Word>(static_cast<std::uint64_t>(column));
    }

    static Word load_row(const std::uint64_t* at) { return static_cast<Word>(*at); }
    static ZONEPROOF_STEP Mask is_zero(Word word) { return word == 0; }
    static ZONEPROOF_STEP bool any(Mask mask) { return mask; }
    static ZONEPROOF_STEP Word select(Mask mask, Word yes, Word no) { return mask ? yes : no; }
    static ZONEPROOF_STEP Word sign(Word word) { return word >> 63; }

    /// Entries of a table, and their signs as 0 or -1.
    template <unsigned words>
    static void load_entries(const std::uint64_t* table, const std::uint32_t* digits, Word* to) {
        const std::uint64_t* const entry = table + std::size_t{words} * (*digits & 0x7fffffff);
        for (unsigned i = 0; i < words; ++i) to[i] = static_cast<Word>(entry[i]);
    }
    template <unsigned words>
    static void store_entries(std::uint64_t* entries, const Word* from) {
        for (unsigned i = 0; i < words; ++i) entries[i] = static_cast<std::uint64_t>(from[i]);
    }
    /// Their lower halves.
    static void store_digits(std::uint32_t* digits, Word word) {
        *digits = static_cast<std::uint32_t>(word);
    }
    static Word signs(const std::uint32_t* digits) {
        return static_cast<std::int32_t>(*digits) >> 31;
    }
};

}  // namespace
}  // namespace zoneproof::lanes
