// The vector lanes of stage 1: 64 octets at a time as bit masks, bit i for octet i of the block.
//
// Without a quote or a backslash the grammar of a block is only "which octets are in a comment",
// and one addition tells. With quotes alone it is "which octets are in a string". Blocks with a
// backslash, or with strings and comments, go octet by octet through the scalar lane.
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
[[maybe_unused]] inline std::uint32_t* emit_by_four(std::uint64_t bits, std::uint32_t base,
                                                    std::uint32_t* to) {
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

/// From each opening quote up to, but not including, the closing one: the parity of the quotes so
/// far.
inline std::uint64_t strings(std::uint64_t quotes, bool in_quote) {
    for (int step = 1; step < 64; step *= 2) quotes ^= quotes << step;
    return in_quote ? ~quotes : quotes;
}

/// What the octets of a block are, when no escape decides.
struct Parts {
    std::uint64_t comment = 0, string = 0, quotes = 0;
};

template <class Lane>
void scan_easy(const Masks& masks, const Parts& parts, std::uint32_t at, ScanState& state,
               Cursor& tape) {
    const std::uint64_t outside = ~(parts.comment | parts.string | parts.quotes);
    const std::uint64_t single = (masks.newline | masks.parenthesis) & outside;
    const std::uint64_t word = ~(masks.blank | masks.newline | masks.parenthesis) & outside;
    const std::uint64_t opening = parts.quotes & parts.string;
    const std::uint64_t last = single | (parts.quotes & ~parts.string);
    const std::uint64_t after_word = word << 1 | std::uint64_t{state.in_word};
    const std::uint64_t after_last = last << 1 | std::uint64_t{state.in_single};
    tape.begin = Lane::emit((word & ~after_word) | single | opening, at, tape.begin);
    tape.end = Lane::emit((after_word & ~word) | after_last, at, tape.end);
    state.in_word = word >> 63 != 0;
    state.in_single = last >> 63 != 0;
    state.in_comment = parts.comment >> 63 != 0;
    state.in_quote = parts.string >> 63 != 0;
}

/// A block with quotes or backslashes, or inside a string.
template <class Lane>
void scan_hard(const Masks& masks, const char* text, std::uint32_t at, ScanState& state,
               Cursor& tape) {
    const std::uint64_t quotes = Lane::quotes(text + at);
    const std::uint64_t string = strings(quotes, state.in_quote);
    const bool escapes = state.escaped | (masks.hard != quotes);
    const bool comments = state.in_comment | ((masks.semicolon & ~string) != 0);
    const bool string_cut = (masks.newline & string) != 0;
    if (escapes | comments | string_cut)
        scan_octets(text, at, at + 64, state, tape);
    else
        scan_easy<Lane>(masks, {.string = string, .quotes = quotes}, at, state, tape);
}

template <class Lane>
void scan_blocks(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                 Cursor& tape) {
    for (; to - from >= 64; from += 64) {
        const Masks masks = Lane::classify(text + from);
        if ((masks.hard != 0) | state.in_quote | state.escaped) [[unlikely]]
            scan_hard<Lane>(masks, text, from, state, tape);
        else
            scan_easy<Lane>(masks, {.comment = comments(masks, state.in_comment)}, from, state,
                            tape);
    }
    scan_octets(text, from, to, state, tape);
}

}  // namespace
}  // namespace zoneproof::lanes
