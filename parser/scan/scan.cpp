// The scalar lane, octet by octet: what the vector lanes must write too; and the choice among them.
#include "parser/scan/tape.hpp"

#include "parser/scan/lanes.hpp"

#include <algorithm>
#include <cassert>

namespace zoneproof {
namespace {

/// A lane writes through bare pointers, see lanes.hpp.
template <lanes::Lane* lane>
void scan_with(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
               Tape& tape) {
    assert(from <= to);
    lanes::Cursor cursor{tape.begin.data() + tape.begins, tape.end.data() + tape.ends};
    lane(text, from, to, state, cursor);
    tape.begins = static_cast<std::size_t>(cursor.begin - tape.begin.data());
    tape.ends = static_cast<std::size_t>(cursor.end - tape.end.data());
}

}  // namespace

void scan_scalar(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                 Tape& tape) {
    scan_with<lanes::scan_octets>(text, from, to, state, tape);
}

void lanes::scan_octets(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                        Cursor& tape) {
    ScanState now = state;
    for (std::uint32_t at = from; at < to; ++at) {
        const char octet = text[at];
        if (now.in_single) {
            *tape.end++ = at;
            now.in_single = false;
        }
        if (octet == '\n') {
            // A newline ends everything, also a string and an escape: `a\` at the end of a line is
            // a token with a dangling backslash, which no field accepts.
            if (now.in_word || now.in_quote) *tape.end++ = at;
            *tape.begin++ = at;
            now = {.in_single = true};
            continue;
        }
        if (now.in_comment) continue;
        if (now.in_quote) {
            const bool closes = octet == '"' && !now.escaped;
            now.escaped = octet == '\\' && !now.escaped;
            now.in_quote = !closes;
            now.in_single = closes;  // the token ends behind the quote
            continue;
        }
        const bool special = octet == ' ' || octet == '\t' || octet == '\r' || octet == '(' ||
                             octet == ')' || octet == ';' || octet == '"';
        if (now.escaped || !special) {
            if (!now.in_word) *tape.begin++ = at;
            now.in_word = true;
            now.escaped = octet == '\\' && !now.escaped;
            continue;
        }
        if (now.in_word) *tape.end++ = at;
        now.in_word = false;
        now.in_comment = octet == ';';
        now.in_quote = octet == '"';
        now.in_single = octet == '(' || octet == ')';
        if (now.in_quote || now.in_single) *tape.begin++ = at;
    }
    state = now;
}

std::vector<ScanLane> scan_lanes() {
    std::vector<ScanLane> usable = {{"scalar", scan_scalar}};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("popcnt") && __builtin_cpu_supports("sse4.2"))
        usable.push_back({"sse4.2", scan_with<lanes::scan_sse42>});
    if (__builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("avx2"))
        usable.push_back({"avx2", scan_with<lanes::scan_avx2>});
    if (__builtin_cpu_supports("popcnt") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vbmi2"))
        usable.push_back({"avx512", scan_with<lanes::scan_avx512>});
#endif
    return usable;
}

Scan fastest_scan() {
    static const Scan fastest = scan_lanes().back().scan;
    return fastest;
}

void Tape::reserve(std::size_t octets) {
    // Each octet begins at most one token and ends at most one.
    const std::size_t needed = std::max(begins, ends) + octets + slack;
    if (begin.size() < needed) begin.resize(needed);
    if (end.size() < needed) end.resize(needed);
}

void Tape::drop(std::size_t count) {
    assert(count <= ends && ends <= begins);
    const auto shift = [count](std::vector<std::uint32_t>& offsets, std::size_t& size) {
        std::copy(offsets.data() + count, offsets.data() + size, offsets.data());
        size -= count;
    };
    shift(begin, begins);
    shift(end, ends);
}

}  // namespace zoneproof
