// What the decoders that read sixteen digits at a time have in common.
#pragma once

#if defined(__SSE2__)

#include <emmintrin.h>

namespace zoneproof {

/// All bits of the octets from `low` to `high`; octets above 0x7F are never between.
inline __m128i between(__m128i octets, char low, char high) {
    return _mm_and_si128(_mm_cmpgt_epi8(octets, _mm_set1_epi8(static_cast<char>(low - 1))),
                         _mm_cmplt_epi8(octets, _mm_set1_epi8(static_cast<char>(high + 1))));
}

}  // namespace zoneproof

#endif
