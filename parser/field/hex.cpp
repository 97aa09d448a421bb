// Sixteen digits at a time where the machine has SSE2, else one by one.
#include "parser/field/hex.hpp"

#include "parser/field/sse2.hpp"

namespace zoneproof {
namespace {

#if defined(__SSE2__)
/// Eight octets from sixteen digits; false when one is none.
bool read_sixteen(const char* from, std::uint8_t* to) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    const __m128i lower = _mm_or_si128(text, _mm_set1_epi8(0x20));
    const __m128i digit = between(text, '0', '9'), letter = between(lower, 'a', 'f');
    if (_mm_movemask_epi8(_mm_or_si128(digit, letter)) != 0xFFFF) return false;
    // '0' is 0x30, 'a' 0x61: the low four bits, and nine more for a letter.
    const __m128i values = _mm_add_epi8(_mm_and_si128(text, _mm_set1_epi8(0x0F)),
                                        _mm_and_si128(letter, _mm_set1_epi8(9)));
    const __m128i pairs = _mm_and_si128(
        _mm_or_si128(_mm_slli_epi16(values, 4), _mm_srli_epi16(values, 8)), _mm_set1_epi16(0xFF));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(to), _mm_packus_epi16(pairs, pairs));
    return true;
}
#endif

/// The state between digits, and so between tokens.
struct Decoder {
    unsigned high = 0;
    bool odd = false;

    bool read(std::string_view token, Wire& wire) {
        std::uint8_t* to = wire.room((token.size() + odd) / 2);
        if (to == nullptr) return false;
        const std::uint8_t* const first = to;
        std::size_t at = 0;
#if defined(__SSE2__)
        if (!odd)
            for (; token.size() - at >= 16 && read_sixteen(token.data() + at, to); to += 8)
                at += 16;
#endif
        for (; at < token.size(); ++at) {
            const unsigned digit = hex_digit(token[at]);
            if (digit > 15) return wire.fail(Fault::unexpected);
            if (odd) *to++ = static_cast<std::uint8_t>(high << 4 | digit);
            high = digit;
            odd = !odd;
        }
        wire.wrote(static_cast<std::size_t>(to - first));
        return true;
    }
};

}  // namespace

bool put_hex(const Tokens& rest, Wire& wire, std::size_t& at) {
    Decoder decoder;
    for (; at < rest.count; ++at)
        if (!decoder.read(rest[at], wire)) return false;
    if (!decoder.odd) return rest.count != 0;
    --at;
    return wire.fail(Fault::unexpected);
}

bool put_hex_token(std::string_view token, Wire& wire) {
    Decoder decoder;
    if (!decoder.read(token, wire)) return false;
    return !decoder.odd || wire.fail(Fault::unexpected);
}

bool put_salt(std::string_view token, Wire& wire) {
    if (token == "-") return wire.put8(0);
    const std::size_t length = wire.size();
    if (!wire.put8(0) || !put_hex_token(token, wire)) return false;
    const std::size_t octets = wire.size() - length - 1;
    if (octets > 255) return wire.fail(Fault::salt_too_long);
    wire.data()[length] = static_cast<std::uint8_t>(octets);
    return true;
}

}  // namespace zoneproof
