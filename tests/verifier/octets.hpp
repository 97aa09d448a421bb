// Octets of tests, from the text that standards print.
#pragma once

#include <botan/base64.h>
#include <botan/hex.h>

#include <cstdint>
#include <string_view>
#include <vector>

namespace zoneproof {

inline std::vector<std::uint8_t> hex(std::string_view text) {
    return Botan::hex_decode(text.data(), text.size());
}

inline std::vector<std::uint8_t> base64(std::string_view text) {
    const auto decoded = Botan::base64_decode(text.data(), text.size());
    return {decoded.begin(), decoded.end()};
}

}  // namespace zoneproof
