// The reference looks each digit up; the SSSE3 lane takes sixteen digits at a time, looking up by
// half octets what a digit adds to its value and which pairs of halves make no digit.
#include "parser/field/base64_groups.hpp"

#include "parser/base/bytes.hpp"

#include <string_view>

#if defined(__x86_64__)
#include <tmmintrin.h>
#endif

namespace zoneproof {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr auto make_sextets() {
    std::array<std::array<std::uint32_t, 256>, 4> table{};
    for (unsigned place = 0; place < 4; ++place) {
        table[place].fill(base64::invalid);
        for (std::uint32_t i = 0; i < 64; ++i)
            table[place][static_cast<unsigned char>(alphabet[i])] = i << (18 - 6 * place);
    }
    return table;
}

}  // namespace

constexpr std::array<std::array<std::uint32_t, 256>, 4> base64::sextets = make_sextets();

namespace {

std::size_t read_groups(const char* text, std::size_t size, std::uint8_t* to) {
    const auto digits = reinterpret_cast<const unsigned char*>(text);
    std::size_t at = 0;
    for (; size - at >= 4; at += 4, to += 3) {
        const std::uint32_t bits =
            base64::sextets[0][digits[at]] | base64::sextets[1][digits[at + 1]] |
            base64::sextets[2][digits[at + 2]] | base64::sextets[3][digits[at + 3]];
        if ((bits & base64::invalid) != 0) break;
        store32(to, bits << 8);  // one octet more than meant; the next group goes over it
    }
    return at;
}

#if defined(__x86_64__)
/// By the two halves of an octet. The digits lie in the six rows 0x2_ to 0x7_, which have a bit
/// each: an octet is no digit when its row's bit is set for its column. The other rows have a bit
/// that is set for all columns.
struct HalfOctets {
    std::array<std::uint8_t, 16> row_bit{}, not_in_column{}, add{};

    constexpr HalfOctets() {
        constexpr std::uint8_t no_row = 0x80;
        row_bit.fill(no_row);
        for (unsigned row = 2; row < 8; ++row)
            row_bit[row] = static_cast<std::uint8_t>(1 << (row - 2));
        for (unsigned column = 0; column < 16; ++column) {
            not_in_column[column] = no_row;
            for (unsigned row = 2; row < 8; ++row)
                if (alphabet.find(static_cast<char>(row << 4 | column)) == alphabet.npos)
                    not_in_column[column] |= row_bit[row];
        }
        // Within a row all digits are as far from their values, but for '/', which looks at row 1.
        for (const char digit : {'/', '+', '0', 'A', 'P', 'a', 'p'})
            add[digit == '/' ? 1 : digit >> 4] =
                static_cast<std::uint8_t>(alphabet.find(digit) - static_cast<unsigned>(digit));
    }
};
constexpr HalfOctets halves;

__m128i load(const void* from) {
    return _mm_loadu_si128(static_cast<const __m128i*>(from));
}

[[gnu::target("ssse3")]] std::size_t read_groups_ssse3(const char* text, std::size_t size,
                                                       std::uint8_t* to) {
    const __m128i row_bit = load(halves.row_bit.data());
    const __m128i not_in_column = load(halves.not_in_column.data());
    const __m128i add = load(halves.add.data());
    const __m128i half = _mm_set1_epi8(0x0F);
    const __m128i in_network_order =
        _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    std::size_t at = 0;
    for (; size - at >= 16; at += 16, to += 12) {
        const __m128i digits = load(text + at);
        const __m128i row = _mm_and_si128(_mm_srli_epi16(digits, 4), half);
        const __m128i wrong =
            _mm_and_si128(_mm_shuffle_epi8(row_bit, row),
                          _mm_shuffle_epi8(not_in_column, _mm_and_si128(digits, half)));
        if (_mm_movemask_epi8(_mm_cmpeq_epi8(wrong, _mm_setzero_si128())) != 0xFFFF) break;
        const __m128i is_slash = _mm_cmpeq_epi8(digits, _mm_set1_epi8('/'));  // 0 or -1
        const __m128i sextets =
            _mm_add_epi8(digits, _mm_shuffle_epi8(add, _mm_add_epi8(row, is_slash)));
        const __m128i pairs = _mm_maddubs_epi16(sextets, _mm_set1_epi16(0x0140));
        const __m128i groups = _mm_madd_epi16(pairs, _mm_set1_epi32(0x00011000));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to),
                         _mm_shuffle_epi8(groups, in_network_order));
    }
    return at + read_groups(text + at, size - at, to);
}
#endif

}  // namespace

std::vector<ReadBase64Groups> base64_lanes() {
    std::vector<ReadBase64Groups> lanes = {read_groups};
#if defined(__x86_64__)
    if (__builtin_cpu_supports("ssse3")) lanes.push_back(read_groups_ssse3);
#endif
    return lanes;
}

}  // namespace zoneproof
