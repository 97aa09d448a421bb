// Domain name: presentation form to wire form, RFC 1035 5.1 and 3.1.
//
// Half of a signed zone's octets are names, nearly all short, absolute and without escapes: such a
// name is copied as a whole, and the label lengths are written over its dots.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zoneproof {

/// Any name: escapes, "@", completed with wire.origin when relative, inside quotes or not; octet by
/// octet. Down-cased when wire.fold_names.
bool put_name_scalar(std::string_view token, Wire&);

#if defined(__SSE2__)
/// A plain absolute name of less than 16 * blocks octets. False when it is not plain, or there is
/// no room for it; nothing is said about why: put_name_scalar() will.
template <unsigned blocks>
inline bool put_plain_name(std::string_view token, Wire& wire) {
    std::uint8_t* const to = wire.room(token.size() + 1);
    if (to == nullptr) return false;
    __m128i text[blocks];
    std::uint64_t dots = 0, escapes = 0;
    const auto mask = [](__m128i found, unsigned block) {
        return std::uint64_t{static_cast<unsigned>(_mm_movemask_epi8(found))} << 16 * block;
    };
    for (unsigned i = 0; i < blocks; ++i) {
        text[i] = _mm_loadu_si128(reinterpret_cast<const __m128i*>(token.data()) + i);
        dots |= mask(_mm_cmpeq_epi8(text[i], _mm_set1_epi8('.')), i);
        escapes |= mask(_mm_cmpeq_epi8(text[i], _mm_set1_epi8('\\')), i);
    }
    const std::uint64_t inside = (std::uint64_t{1} << token.size()) - 1;
    dots &= inside;
    const std::uint64_t last = inside ^ inside >> 1;
    const bool empty_label = (dots & (dots << 1 | 1)) != 0;
    if (escapes & inside || !(dots & last) || empty_label || token[0] == '"') return false;

    if (wire.fold_names) {
        std::uint64_t folded = 0;
        for (unsigned i = 0; i < blocks; ++i) {
            const __m128i upper = _mm_and_si128(_mm_cmpgt_epi8(text[i], _mm_set1_epi8('A' - 1)),
                                                _mm_cmplt_epi8(text[i], _mm_set1_epi8('Z' + 1)));
            folded |= mask(upper, i);
            text[i] = _mm_or_si128(text[i], _mm_and_si128(upper, _mm_set1_epi8(0x20)));
        }
        if (folded & inside) wire.folded = true;
    }
    for (unsigned i = 0; i < blocks; ++i)
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to + 1) + i, text[i]);
    unsigned from = 0;
    for (; dots != 0; dots &= dots - 1) {  // no label is longer than the 62 octets that can be here
        const unsigned dot = static_cast<unsigned>(__builtin_ctzll(dots));
        to[from] = static_cast<std::uint8_t>(dot - from);
        from = dot + 1;
    }
    to[from] = 0;
    wire.wrote(from + 1);
    return true;
}
#endif

inline bool put_name(std::string_view token, Wire& wire) {
#if defined(__SSE2__)
    if (token.size() - 1 < 31) [[likely]] {
        if (put_plain_name<2>(token, wire)) return true;
    } else if (token.size() - 1 < 63 && put_plain_name<4>(token, wire)) {
        return true;
    }
#endif
    return put_name_scalar(token, wire);
}

}  // namespace zoneproof
