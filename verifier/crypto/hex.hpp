// Constants of curves and keys, written as the standards print them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace zoneproof {

consteval std::uint8_t constant_digit(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<std::uint8_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<std::uint8_t>(digit - 'a' + 10);
    throw "not a hexadecimal digit";
}

template <std::size_t size>
consteval auto from_hex(const char (&text)[size]) {
    static_assert(size % 2 == 1, "an even number of digits");
    std::array<std::uint8_t, size / 2> octets{};
    for (std::size_t i = 0; i < octets.size(); ++i)
        octets[i] = static_cast<std::uint8_t>(constant_digit(text[2 * i]) << 4 |
                                              constant_digit(text[2 * i + 1]));
    return octets;
}

}  // namespace zoneproof
