// Unsigned decimal numbers of 8, 16, 32 and 64 bits: digits only, no sign, leading zeros allowed.
#pragma once

#include "parser/field/wire.hpp"

#include <limits>
#include <string_view>

namespace zoneproof {

/// False for anything but digits, or a number above `most`.
inline bool read_number(std::string_view token, std::uint64_t most, std::uint64_t& value) {
    constexpr std::size_t never_overflows = 19;
    if (token.empty()) return false;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < token.size(); ++i) {
        const unsigned digit = static_cast<unsigned char>(token[i]) - unsigned{'0'};
        if (digit > 9) return false;
        if (i >= never_overflows && (digit > most || sum > (most - digit) / 10)) return false;
        sum = sum * 10 + digit;
    }
    value = sum;
    return sum <= most;
}

inline bool put_u8(std::string_view token, Wire& wire) {
    std::uint64_t value;
    if (!read_number(token, 0xFF, value)) return wire.fail(Fault::unexpected);
    return wire.put8(static_cast<unsigned>(value));
}

inline bool put_u16(std::string_view token, Wire& wire) {
    std::uint64_t value;
    if (!read_number(token, 0xFFFF, value)) return wire.fail(Fault::unexpected);
    return wire.put16(static_cast<unsigned>(value));
}

inline bool put_u32(std::string_view token, Wire& wire) {
    std::uint64_t value;
    if (!read_number(token, 0xFFFFFFFF, value)) return wire.fail(Fault::unexpected);
    return wire.put32(static_cast<std::uint32_t>(value));
}

inline bool put_u64(std::string_view token, Wire& wire) {
    std::uint64_t value;
    if (!read_number(token, std::numeric_limits<std::uint64_t>::max(), value))
        return wire.fail(Fault::unexpected);
    return wire.put32(static_cast<std::uint32_t>(value >> 32)) &&
           wire.put32(static_cast<std::uint32_t>(value));
}

}  // namespace zoneproof
