// Eight digits give five octets; a shorter group at the end must leave only zero bits over.
#include "parser/field/base32hex.hpp"

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

}  // namespace

std::size_t read_base32hex(std::string_view text, std::uint8_t* to) {
    // Whole octets need 2, 4, 5 or 7 digits in the last group: RFC 4648 6, without the padding.
    const std::size_t left = text.size() % 8;
    if (left == 1 || left == 3 || left == 6) return 0;
    unsigned invalid = 0;
    std::size_t at = 0, size = 0;
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
