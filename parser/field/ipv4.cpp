// Octet by octet is the reference; a token is read without a branch on how many digits its numbers
// have, which nothing could predict.
#include "parser/field/ipv4.hpp"

#include <array>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace zoneproof {

bool read_ipv4(std::string_view text, std::uint8_t* to) {
    constexpr std::size_t longest = 15;
    if (text.size() > longest) return false;
    unsigned octet = 0, digits = 0, dots = 0;
    for (const char c : text) {
        const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
        if (digit <= 9) {
            if (digits++ != 0 && octet == 0) return false;
            octet = octet * 10 + digit;
            if (octet > 255) return false;
        } else {
            if (c != '.' || digits == 0 || dots == 3) return false;
            to[dots++] = static_cast<std::uint8_t>(octet);
            octet = digits = 0;
        }
    }
    to[3] = static_cast<std::uint8_t>(octet);
    return dots == 3 && digits != 0;
}

#if defined(__SSE2__)
namespace {

/// A number of `length` digits, 1 to 3; false when it is not written in the shortest form or above
/// 255.
bool read_octet(const char* text, unsigned length, std::uint8_t& octet) {
    constexpr std::array<unsigned, 4> least = {0, 0, 10, 100};
    std::uint32_t digits;
    std::memcpy(&digits, text, 4);
    digits <<= 32 - 8 * length;  // the last digit in the top octet, whatever follows it is gone
    const unsigned value =
        (digits >> 24 & 15) + 10 * (digits >> 16 & 15) + 100 * (digits >> 8 & 15);
    octet = static_cast<std::uint8_t>(value);
    return value >= least[length] && value <= 255;
}

/// False also for what only read_ipv4() can judge.
bool read_token(std::string_view token, std::uint8_t* to) {
    if (token.size() < 7 || token.size() > 15) return false;
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(token.data()));
    const __m128i values = _mm_sub_epi8(text, _mm_set1_epi8('0'));
    const __m128i digits = _mm_cmpeq_epi8(_mm_min_epu8(values, _mm_set1_epi8(9)), values);
    const __m128i points = _mm_cmpeq_epi8(text, _mm_set1_epi8('.'));
    const unsigned inside = (1u << token.size()) - 1;
    unsigned dots = static_cast<unsigned>(_mm_movemask_epi8(points)) & inside;
    if (((static_cast<unsigned>(_mm_movemask_epi8(digits)) | dots) & inside) != inside)
        return false;

    unsigned from = 0;
    bool good = true;
    for (unsigned i = 0; i < 4; ++i) {
        if ((dots == 0) != (i == 3)) return false;
        const unsigned size = static_cast<unsigned>(token.size());
        const unsigned end = i == 3 ? size : static_cast<unsigned>(__builtin_ctz(dots));
        if (end - from - 1 > 2) return false;
        good &= read_octet(token.data() + from, end - from, to[i]);
        from = end + 1;
        dots &= dots - 1;
    }
    return good;
}

}  // namespace
#endif

bool put_ipv4(std::string_view token, Wire& wire) {
    std::uint8_t* const to = wire.room(4);
    if (to == nullptr) return false;
#if defined(__SSE2__)
    if (read_token(token, to)) [[likely]]
        return wire.wrote(4), true;
#endif
    if (!read_ipv4(token, to)) return wire.fail(Fault::unexpected);
    return wire.wrote(4), true;
}

}  // namespace zoneproof
