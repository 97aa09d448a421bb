// The vector lanes of stage 1: 64 octets at a time as bit masks, bit i for octet i of the block.
//
// Without a quote or a backslash the grammar of a block is only "which octets are in a comment",
// and one addition tells. Blocks with one of the two go octet by octet through the scalar lane.
//
// Only the vector lanes include this; all of it has internal linkage, see lanes.hpp.
#pragma once

#include "parser/scan/lanes.hpp"

namespace zoneproof::lanes {
namespace {

struct Masks {
    std::uint64_t blank, newline, parenthesis, semicolon;
    std::uint64_t hard;  // quotes and backslashes
};

/// Appends base + i for every bit i that is set, four at a time: up to `Tape::slack` entries behind
/// the last one are overwritten.
inline std::uint32_t* emit(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
    std::uint32_t* const next = to + __builtin_popcountll(bits);
    do {
        for (int i = 0; i < 4; ++i) {
            *to++ = base + (bits != 0 ? static_cast<std::uint32_t>(__builtin_ctzll(bits)) : 64u);
            bits &= bits - 1;
        }
    } while (bits != 0);
    return next;
}

/// From each semicolon outside a comment up to, but not including, the next newline.
inline std::uint64_t comments(const Masks& masks, bool in_comment) {
    // Added to a run of ones, the lowest start carries through to the end of its run and clears it
    // on the way; further starts in the run only set themselves again.
    const std::uint64_t text = ~masks.newline;
    const std::uint64_t starts = (masks.semicolon | std::uint64_t{in_comment}) & text;
    return starts | (text & ~(text + starts));
}

inline void scan_easy(const Masks& masks, std::uint32_t at, ScanState& state, Cursor& tape) {
    const std::uint64_t comment = comments(masks, state.in_comment);
    const std::uint64_t single = (masks.newline | masks.parenthesis) & ~comment;
    const std::uint64_t word = ~(masks.blank | masks.newline | masks.parenthesis | comment);
    const std::uint64_t after_word = word << 1 | std::uint64_t{state.in_word};
    const std::uint64_t after_single = single << 1 | std::uint64_t{state.in_single};
    tape.begin = emit((word & ~after_word) | single, at, tape.begin);
    tape.end = emit((after_word & ~word) | after_single, at, tape.end);
    state.in_word = word >> 63 != 0;
    state.in_single = single >> 63 != 0;
    state.in_comment = comment >> 63 != 0;
}

template <Masks (*classify)(const char*)>
void scan_blocks(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                 Cursor& tape) {
    for (; to - from >= 64; from += 64) {
        const Masks masks = classify(text + from);
        if ((masks.hard != 0) | state.in_quote | state.escaped) [[unlikely]]
            scan_octets(text, from, from + 64, state, tape);
        else
            scan_easy(masks, from, state, tape);
    }
    scan_octets(text, from, to, state, tape);
}

}  // namespace
}  // namespace zoneproof::lanes
