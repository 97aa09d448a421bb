// Octets from hexadecimal digits; blanks are left out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

inline std::vector<std::uint8_t> from_hex(std::string_view text) {
    std::string digits;
    for (const char c : text)
        if (c != ' ') digits += c;
    std::vector<std::uint8_t> data;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        data.push_back(static_cast<std::uint8_t>(std::stoul(digits.substr(i, 2), nullptr, 16)));
    return data;
}

}  // namespace zoneproof
