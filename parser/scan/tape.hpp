// Stage 1: text to a tape of tokens (RFC 1035 5.1, as docs/FORMAT.md reads it).
//
// A token is a run of octets that are neither blank nor special, a quoted string with both its
// quotes, or one of the single octets newline, "(" and ")". Blanks (space, tab, and CR) and
// comments vanish; a ";" inside a word begins one. A backslash takes the special meaning from the
// octet behind it, except from a newline: that ends whatever is open, in quotes and outside. The
// next stage then sees a string without its closing quote, or a word that ends in a lone backslash.
// Strings and words without a blank between them are tokens of their own that touch: `a"b"` is `a`
// and `"b"`. NUL and octets from 0x80 are like letters. The lanes write the same tape; the scalar
// one is the reference.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zoneproof {

/// Offsets into the text; token i is [begin[i], end[i]). Both arrays have the same number of
/// entries except while a token is open at the end of a scanned range.
struct Tape {
    /// A lane may overwrite this many entries behind the last.
    static constexpr std::size_t slack = 16;

    std::vector<std::uint32_t> begin, end;
    std::size_t begins = 0, ends = 0;

    /// Room for the tokens of `octets` more octets; before every scan.
    void reserve(std::size_t octets);
    /// Drops the first `count` finished tokens, keeps the rest.
    void drop(std::size_t count);
};

/// What the scanner knows between two ranges; the lanes share it, so they may alternate freely and
/// ranges may be cut anywhere. A token ends when the octet behind it is seen; the end of a text is
/// closed by scanning a newline.
struct ScanState {
    bool in_word = false;
    bool in_single =
        false;  // the octet before ended a token: newline, parenthesis or closing quote
    bool in_comment = false;
    bool in_quote = false;
    bool escaped = false;  // the octet before was a backslash that takes the meaning from the next

    friend bool operator==(const ScanState&, const ScanState&) = default;
};

/// Scans [from, to) of `text` onto the tape. `text` must be readable from 64 octets before `from`
/// to 64 behind `to`.
using Scan = void (*)(const char* text, std::uint32_t from, std::uint32_t to, ScanState&, Tape&);

void scan_scalar(const char* text, std::uint32_t from, std::uint32_t to, ScanState&, Tape&);

struct ScanLane {
    std::string_view name;  // "scalar", "sse4.2", "avx2", "avx512"
    Scan scan;
};
/// The lanes this machine can run, the reference first, the fastest last.
std::vector<ScanLane> scan_lanes();
Scan fastest_scan();

/// The tokens of one entry, parentheses and newlines already gone.
struct Tokens {
    const char* text = nullptr;
    const std::uint32_t* begin = nullptr;
    const std::uint32_t* end = nullptr;
    std::size_t count = 0;

    std::string_view operator[](std::size_t i) const {
        return {text + begin[i], end[i] - begin[i]};
    }
    Tokens from(std::size_t i) const { return {text, begin + i, end + i, count - i}; }
};

}  // namespace zoneproof
