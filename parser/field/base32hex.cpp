// Eight digits give five octets, sixteen at a time where the machine has SSE2; a shorter group at
// the end must leave only zero bits over.
#include "parser/field/base32hex.hpp"

#include "parser/field/sse2.hpp"

#include <array>

namespace zoneproof {
namespace {

constexpr auto values = [] {
    std::array<std::uint8_t, 256> table{};
    table.fill(0xFF);
    for (unsigned i = 0; i < 32; ++i) {
        const char digit = "0123456789ABCDEFGHIJKLMNOPQRSTUV"[i];
        table[static_cast<unsigned char>(digit)] = static_cast<std::uint8_t>(i);
        if (i >= 10) table[static_cast<unsigned char>(digit) | 0x20] = static_cast<std::uint8_t>(i);
    }
    return table;
}();

/// The digits of one group, 40 bits at the top; `invalid` collects what is no digit.
std::uint64_t group(std::string_view digits, unsigned& invalid) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const unsigned value = values[static_cast<unsigned char>(digits[i])];
        invalid |= value;
        bits |= std::uint64_t{value & 31} << (59 - 5 * i);
    }
    return bits;
}

void store64(std::uint8_t* to, std::uint64_t bits) {
    store32(to, static_cast<std::uint32_t>(bits >> 32));
    store32(to + 4, static_cast<std::uint32_t>(bits));
}

#if defined(__SSE2__)
/// Ten octets from sixteen digits; false when one is none. Six octets behind them are overwritten.
bool read_sixteen(const char* from, std::uint8_t* to) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(from));
    const __m128i lower = _mm_or_si128(text, _mm_set1_epi8(0x20));
    const __m128i digit = between(text, '0', '9'), letter = between(lower, 'a', 'v');
    if (_mm_movemask_epi8(_mm_or_si128(digit, letter)) != 0xFFFF) return false;
    const __m128i five_bits =
        _mm_or_si128(_mm_and_si128(digit, _mm_sub_epi8(text, _mm_set1_epi8('0'))),
                     _mm_and_si128(letter, _mm_sub_epi8(lower, _mm_set1_epi8('a' - 10))));
    const __m128i ten_bits =
        _mm_or_si128(_mm_slli_epi16(_mm_and_si128(five_bits, _mm_set1_epi16(0xFF)), 5),
                     _mm_srli_epi16(five_bits, 8));
    const __m128i twenty_bits = _mm_madd_epi16(ten_bits, _mm_set1_epi32(1 << 16 | 1 << 10));
    std::uint64_t halves[2];
    _mm_storeu_si128(reinterpret_cast<__m128i*>(halves), twenty_bits);
    for (const std::uint64_t half : halves) {
        store64(to, (half << 20 | half >> 32) << 24);
        to += 5;
    }
    return true;
}
#endif

}  // namespace

std::size_t read_base32hex(std::string_view text, std::uint8_t* to) {
    // Whole octets need 2, 4, 5 or 7 digits in the last group: RFC 4648 6, without the padding.
    const std::size_t left = text.size() % 8;
    if (left == 1 || left == 3 || left == 6) return 0;
    unsigned invalid = 0;
    std::size_t at = 0, size = 0;
#if defined(__SSE2__)
    for (; at + 16 <= text.size(); at += 16, size += 10)
        if (!read_sixteen(text.data() + at, to + size)) return 0;
#endif
    for (; at + 8 <= text.size(); at += 8, size += 5)
        store64(to + size, group(std::string_view(text.data() + at, 8), invalid));
    if (left != 0) {
        const std::uint64_t bits = group(text.substr(at), invalid);
        const std::size_t octets = left * 5 / 8;
        if ((bits << octets * 8) != 0) return 0;
        store64(to + size, bits);
        size += octets;
    }
    return invalid > 31 ? 0 : size;
}

bool put_hash(std::string_view token, Wire& wire) {
    constexpr std::size_t longest = 408;  // 255 octets
    if (token.size() > longest) return wire.fail(Fault::unexpected);
    std::uint8_t* const to = wire.room(1 + token.size() / 8 * 5 + 8);
    if (to == nullptr) return false;
    const std::size_t size = read_base32hex(token, to + 1);
    if (size == 0) return wire.fail(Fault::unexpected);
    *to = static_cast<std::uint8_t>(size);
    wire.wrote(1 + size);
    return true;
}

}  // namespace zoneproof
