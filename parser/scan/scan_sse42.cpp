// The SSE4.2 lane: four registers of 16 octets a block.
#include "parser/scan/scan_block.hpp"

#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

struct Sse42 {
    /// Which of 64 octets pass the test, which gives each octet all ones or all zeros.
    template <class Test>
    static std::uint64_t where(const char* at, const Test& test) {
        std::uint64_t bits = 0;
        for (int i = 0; i < 64; i += 16) {
            const __m128i octets = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at + i));
            bits |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(test(octets)))} << i;
        }
        return bits;
    }
    static __m128i is(__m128i octets, char octet) {
        return _mm_cmpeq_epi8(octets, _mm_set1_epi8(octet));
    }

    static Masks classify(const char* at) {
        // As in the AVX2 lane.
        const __m128i blanks =
            _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, '\r', 0, 0);
        const __m128i one = _mm_set1_epi8(1);
        return {
            .blank = where(
                at, [&](__m128i v) { return _mm_cmpeq_epi8(v, _mm_shuffle_epi8(blanks, v)); }),
            .newline = where(at, [](__m128i v) { return is(v, '\n'); }),
            .parenthesis = where(at, [&](__m128i v) { return is(_mm_or_si128(v, one), ')'); }),
            .semicolon = where(at, [](__m128i v) { return is(v, ';'); }),
            .hard = where(at, [](__m128i v) { return _mm_or_si128(is(v, '"'), is(v, '\\')); }),
        };
    }
    static std::uint64_t quotes(const char* at) {
        return where(at, [](__m128i v) { return is(v, '"'); });
    }
    static std::uint32_t* emit(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
        return emit_by_four(bits, base, to);
    }
};

}  // namespace

void scan_sse42(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                Cursor& tape) {
    scan_blocks<Sse42>(text, from, to, state, tape);
}

}  // namespace zoneproof::lanes
