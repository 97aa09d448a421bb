// The SSE4.2 lane: four registers of 16 octets a block.
#include "parser/scan/scan_block.hpp"

#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

Masks classify(const char* at) {
    __m128i part[4];
    for (int i = 0; i < 4; ++i)
        part[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + 16 * i));
    const auto where = [&](auto test) {
        std::uint64_t bits = 0;
        for (int i = 0; i < 4; ++i)
            bits |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(test(part[i])))}
                    << 16 * i;
        return bits;
    };
    const auto is = [](__m128i octets, char octet) {
        return _mm_cmpeq_epi8(octets, _mm_set1_epi8(octet));
    };
    // As in the AVX2 lane.
    const __m128i blanks = _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, '\r', 0, 0);
    return {
        .blank = where([&](__m128i v) { return _mm_cmpeq_epi8(v, _mm_shuffle_epi8(blanks, v)); }),
        .newline = where([&](__m128i v) { return is(v, '\n'); }),
        .parenthesis = where([&](__m128i v) { return is(_mm_or_si128(v, _mm_set1_epi8(1)), ')'); }),
        .semicolon = where([&](__m128i v) { return is(v, ';'); }),
        .hard = where([&](__m128i v) { return _mm_or_si128(is(v, '"'), is(v, '\\')); }),
    };
}

}  // namespace

void scan_sse42(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                Cursor& tape) {
    scan_blocks<classify>(text, from, to, state, tape);
}

}  // namespace zoneproof::lanes
