// TTL: seconds, or a sum of numbers with units ("1h30m") as BIND writes it (RFC 2308 5 shows one).
//
// Any 32-bit value: "a TTL value greater than 2^31-1" (RFC 2181 8) is the caller's to judge.
#pragma once

#include "parser/field/number.hpp"

#include <string_view>

namespace zoneproof {

/// False for what is no TTL. `units` tells whether it was written with units.
bool read_ttl_with_units(std::string_view token, std::uint32_t& seconds);

inline bool read_ttl(std::string_view token, std::uint32_t& seconds, bool* units = nullptr) {
    std::uint64_t value;
    const bool plain = read_number(token, 0xFFFFFFFF, value);
    if (units != nullptr) *units = !plain;
    if (!plain) return read_ttl_with_units(token, seconds);
    seconds = static_cast<std::uint32_t>(value);
    return true;
}

inline bool put_ttl(std::string_view token, Wire& wire) {
    std::uint32_t seconds;
    if (!read_ttl(token, seconds)) return wire.fail(Fault::unexpected);
    return wire.put32(seconds);
}

}  // namespace zoneproof
