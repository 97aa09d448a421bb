// The AVX2 lane: two registers of 32 octets a block.
#include "parser/scan/scan_block.hpp"

#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

struct Avx2 {
    /// Which of 64 octets pass the test, which gives each octet all ones or all zeros.
    template <class Test>
    static std::uint64_t where(const char* at, const Test& test) {
        const auto bits = [&](const char* half) {
            const __m256i octets = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(half));
            return std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(test(octets)))};
        };
        return bits(at) | bits(at + 32) << 32;
    }
    static __m256i is(__m256i octets, char octet) {
        return _mm256_cmpeq_epi8(octets, _mm256_set1_epi8(octet));
    }

    static Masks classify(const char* at) {
        // Looked up by the low four bits: space is 0x20, tab 0x09, CR 0x0D; where the entry is 0
        // the low bits are not, and octets from 0x80 find 0.
        const __m256i blanks = _mm256_broadcastsi128_si256(
            _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, 0, 0, '\r', 0, 0));
        const __m256i one = _mm256_set1_epi8(1);
        return {
            .blank = where(
                at,
                [&](__m256i v) { return _mm256_cmpeq_epi8(v, _mm256_shuffle_epi8(blanks, v)); }),
            .newline = where(at, [](__m256i v) { return is(v, '\n'); }),
            // "(" and ")" differ in the lowest bit only.
            .parenthesis = where(at, [&](__m256i v) { return is(_mm256_or_si256(v, one), ')'); }),
            .semicolon = where(at, [](__m256i v) { return is(v, ';'); }),
            .hard = where(at, [](__m256i v) { return _mm256_or_si256(is(v, '"'), is(v, '\\')); }),
        };
    }
    static std::uint64_t quotes(const char* at) {
        return where(at, [](__m256i v) { return is(v, '"'); });
    }
    static std::uint32_t* emit(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
        return emit_by_four(bits, base, to);
    }
};

}  // namespace

void scan_avx2(const char* text, std::uint32_t from, std::uint32_t to, ScanState& state,
               Cursor& tape) {
    scan_blocks<Avx2>(text, from, to, state, tape);
}

}  // namespace zoneproof::lanes
