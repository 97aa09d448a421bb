// The AVX2 lane: two registers of 32 octets a block.
#include "parser/scan/scan_block.hpp"

#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

Masks classify(const char* at) {
    const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
    const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + 32));
    const auto where = [&](auto test) {
        const auto bits = [](__m256i hits) {
            return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(hits))};
        };
        return bits(test(low)) | bits(test(high)) << 32;
    };
    const auto is = [](__m256i octets, char octet) {
        return _mm256_cmpeq_epi8(octets, _mm256_set1_epi8(octet));
    };
    // Looked up by the low four bits: space is 0x20, tab 0x09, CR 0x0D; where the entry is 0 the
    // low bits are not, and octets from 0x80 find 0.
    const __m256i blanks = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, '\r', 0, 0));
    return {
        .blank =
            where([&](__m256i v) { return _mm256_cmpeq_epi8(v, _mm256_shuffle_epi8(blanks, v)); }),
        .newline = where([&](__m256i v) { return is(v, '\n'); }),
        .parenthesis = where([&](__m256i v) {  // "(" and ")" differ in the lowest bit only
            return is(_mm256_or_si256(v, _mm256_set1_epi8(1)), ')');
        }),
        .semicolon = where([&](__m256i v) { return is(v, ';'); }),
        .hard = where([&](__m256i v) { return _mm256_or_si256(is(v, '"'), is(v, '\\')); }),
    };
}

}  // namespace

void scan_avx2(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
               Cursor& tape) {
    scan_blocks<classify>(text, from, to, state, tape);
}

}  // namespace zoneproof::lanes
