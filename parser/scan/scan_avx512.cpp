// The AVX-512 lane: one register a block, and the offsets of all its tokens written at once
// (VBMI2's compression; Ice Lake, Zen 4 and later).
#include "parser/scan/scan_block.hpp"

#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

struct Avx512 {
    static __m512i load(const char* at) { return _mm512_loadu_si512(at); }
    static std::uint64_t is(__m512i octets, char octet) {
        return _mm512_cmpeq_epi8_mask(octets, _mm512_set1_epi8(octet));
    }

    static Masks classify(const char* at) {
        const __m512i octets = load(at);
        // As in the AVX2 lane.
        const __m512i blanks = _mm512_broadcast_i32x4(
            _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, '\r', 0, 0));
        return {
            .blank = _mm512_cmpeq_epi8_mask(octets, _mm512_shuffle_epi8(blanks, octets)),
            .newline = is(octets, '\n'),
            .parenthesis = is(_mm512_or_si512(octets, _mm512_set1_epi8(1)), ')'),
            .semicolon = is(octets, ';'),
            .hard = is(octets, '"') | is(octets, '\\'),
        };
    }
    static std::uint64_t quotes(const char* at) { return is(load(at), '"'); }

    /// Sixteen offsets a store, mostly one store.
    static std::uint32_t* emit(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
        const int count = __builtin_popcountll(bits);
        const __m512i where = _mm512_maskz_compress_epi8(bits, numbers());
        const __m512i from = _mm512_set1_epi32(static_cast<int>(base));
        const auto store = [&](int first, __m128i sixteen) {
            _mm512_storeu_si512(to + first, _mm512_add_epi32(_mm512_cvtepu8_epi32(sixteen), from));
        };
        store(0, _mm512_castsi512_si128(where));
        if (count > 16) [[unlikely]] {
            store(16, _mm512_extracti32x4_epi32(where, 1));
            if (count > 32) store(32, _mm512_extracti32x4_epi32(where, 2));
            if (count > 48) store(48, _mm512_extracti32x4_epi32(where, 3));
        }
        return to + count;
    }

private:
    /// 0, 1, 2 ... 63
    static __m512i numbers() {
        const __m512i words =
            _mm512_set_epi32(15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        return _mm512_add_epi32(_mm512_mullo_epi32(words, _mm512_set1_epi32(0x04040404)),
                                _mm512_set1_epi32(0x03020100));
    }
};

}  // namespace

void scan_avx512(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
                 Cursor& tape) {
    scan_blocks<Avx512>(text, from, to, state, tape);
}

}  // namespace zoneproof::lanes
