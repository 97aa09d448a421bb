// Eight numbers side by side with AVX-512 IFMA. See field.hpp.
#pragma once

#include "verifier/crypto/inline.hpp"

#include <cstddef>
#include <cstdint>
#include <immintrin.h>

namespace zoneproof::lanes {
namespace {

struct IfmaMachine {
    static constexpr unsigned width = 8;
    using Word = __m512i;
    using Column = __m512i;
    using Mask = __mmask8;
    using Unsigned = unsigned long long __attribute__((vector_size(64)));

    static ZONEPROOF_STEP Word all(std::uint64_t value) {
        return _mm512_set1_epi64(static_cast<long long>(value));
    }
    /// Number k has its word at[stride * k].
    template <unsigned stride>
    static Word load(const std::uint64_t* at) {
        const Word where = _mm512_set_epi64(7 * stride, 6 * stride, 5 * stride, 4 * stride,
                                            3 * stride, 2 * stride, stride, 0);
        return _mm512_i64gather_epi64(where, at, 8);
    }
    static void store(std::uint64_t* at, Word word) { _mm512_store_si512(at, word); }
    static ZONEPROOF_STEP Word shift_right_logical(Word word, unsigned bits) {
        return reinterpret_cast<Word>(reinterpret_cast<Unsigned>(word) >> bits);
    }

    static ZONEPROOF_STEP void add_product(Column* columns, Word a, Word b) {
        columns[0] = _mm512_madd52lo_epu64(columns[0], a, b);
        columns[1] = _mm512_madd52hi_epu64(columns[1], a, b);
    }
    /// `small` below 16, or their product below 2^52; what goes beyond a limb belongs to the next.
    static ZONEPROOF_STEP void add_small_product(Word* limbs, Word small, std::uint64_t factor) {
        limbs[0] = _mm512_madd52lo_epu64(limbs[0], small, all(factor));
        if (factor >> 48 != 0) limbs[1] = _mm512_madd52hi_epu64(limbs[1], small, all(factor));
    }
    static ZONEPROOF_STEP Word low(Column column) {
        return column & all((std::uint64_t{1} << 52) - 1);
    }
    /// Its low 52 bits, which are all that add_product() looks at.
    static ZONEPROOF_STEP Word low_product(Column column, std::uint64_t factor) {
        return factor == 1 ? column
                           : _mm512_madd52lo_epu64(_mm512_setzero_si512(), column, all(factor));
    }
    static ZONEPROOF_STEP Column carry(Column column) { return shift_right_logical(column, 52); }
    static ZONEPROOF_STEP Column column(Word word) { return word; }
    static ZONEPROOF_STEP Word word(Column column) { return column; }

    static Word load_row(const std::uint64_t* at) { return _mm512_load_si512(at); }
    static ZONEPROOF_STEP Mask is_zero(Word word) { return _mm512_testn_epi64_mask(word, word); }
    static ZONEPROOF_STEP bool any(Mask mask) { return mask != 0; }
    static ZONEPROOF_STEP Word select(Mask mask, Word yes, Word no) {
        return _mm512_mask_blend_epi64(mask, no, yes);
    }
    static ZONEPROOF_STEP Word sign(Word word) { return word >> 63; }

    /// Rows to columns: word i of number k from word k of row i and back.
    static void transpose(Word* rows) {
        Word pairs[8], fours[8];
        for (unsigned i = 0; i < 8; i += 2) {
            pairs[i] = _mm512_unpacklo_epi64(rows[i], rows[i + 1]);
            pairs[i + 1] = _mm512_unpackhi_epi64(rows[i], rows[i + 1]);
        }
        for (unsigned half = 0; half < 8; half += 4)
            for (unsigned i = 0; i < 2; ++i) {
                const Word a = pairs[half + i], b = pairs[half + i + 2];
                fours[half + i] = _mm512_shuffle_i64x2(a, b, 0x88);
                fours[half + i + 2] = _mm512_shuffle_i64x2(a, b, 0xdd);
            }
        for (unsigned i = 0; i < 4; ++i) {
            rows[i] = _mm512_shuffle_i64x2(fours[i], fours[i + 4], 0x88);
            rows[i + 4] = _mm512_shuffle_i64x2(fours[i], fours[i + 4], 0xdd);
        }
    }

    /// One entry of a table for each number, `words` a multiple of 8.
    template <unsigned words>
    static void load_entries(const std::uint64_t* table, const std::uint32_t* digits, Word* to) {
        for (unsigned at = 0; at < words; at += 8) {
            for (unsigned k = 0; k < 8; ++k)
                to[at + k] =
                    _mm512_load_si512(table + std::size_t{words} * (digits[k] & 0x7fffffff) + at);
            transpose(to + at);
        }
    }
    template <unsigned words>
    static void store_entries(std::uint64_t* entries, const Word* from) {
        for (unsigned at = 0; at < words; at += 8) {
            Word rows[8];
            for (unsigned k = 0; k < 8; ++k) rows[k] = from[at + k];
            transpose(rows);
            for (unsigned k = 0; k < 8; ++k) _mm512_store_si512(entries + words * k + at, rows[k]);
        }
    }
    static void store_digits(std::uint32_t* digits, Word word) {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(digits), _mm512_cvtepi64_epi32(word));
    }
    static Word signs(const std::uint32_t* digits) {
        const __m256i eight = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(digits));
        return _mm512_cvtepi32_epi64(eight) >> 63;
    }
};

}  // namespace
}  // namespace zoneproof::lanes
