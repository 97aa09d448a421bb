// Octets in network byte order, and their hexadecimal text.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace zoneproof {

using Octets = std::span<const std::uint8_t>;

inline std::uint16_t load16(const std::uint8_t* at) {
    std::uint16_t value;
    std::memcpy(&value, at, 2);
    return __builtin_bswap16(value);
}

inline std::uint32_t load32(const std::uint8_t* at) {
    std::uint32_t value;
    std::memcpy(&value, at, 4);
    return __builtin_bswap32(value);
}

inline void store16(std::uint8_t* at, std::uint16_t value) {
    value = __builtin_bswap16(value);
    std::memcpy(at, &value, 2);
}

inline void store32(std::uint8_t* at, std::uint32_t value) {
    value = __builtin_bswap32(value);
    std::memcpy(at, &value, 4);
}

inline Octets octets(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string_view as_text(Octets octets) {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

inline bool equal(Octets a, Octets b) {
    return a.size() == b.size() && (a.empty() || std::memcmp(a.data(), b.data(), a.size()) == 0);
}

/// "absence of an octet sorts before a zero octet": left-justified unsigned octet strings, RFC
/// 4034 6.3.
inline int compare(Octets a, Octets b) {
    const std::size_t common = a.size() < b.size() ? a.size() : b.size();
    if (common != 0)
        if (const int order = std::memcmp(a.data(), b.data(), common); order != 0) return order;
    return a.size() < b.size() ? -1 : a.size() > b.size() ? 1 : 0;
}

inline std::string to_hex(Octets data, bool upper = false) {
    const char* const digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string text;
    text.reserve(data.size() * 2);
    for (const std::uint8_t octet : data) {
        text.push_back(digits[octet >> 4]);
        text.push_back(digits[octet & 15]);
    }
    return text;
}

}  // namespace zoneproof
