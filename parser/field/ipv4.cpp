#include "parser/field/ipv4.hpp"

namespace zoneproof {

bool read_ipv4(std::string_view text, std::uint8_t* to) {
    constexpr std::size_t longest = 15;
    if (text.size() > longest) return false;
    unsigned octet = 0, digits = 0, dots = 0;
    for (const char c : text) {
        const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
        if (digit <= 9) {
            if (digits++ != 0 && octet == 0) return false;
            octet = octet * 10 + digit;
            if (octet > 255) return false;
        } else {
            if (c != '.' || digits == 0 || dots == 3) return false;
            to[dots++] = static_cast<std::uint8_t>(octet);
            octet = digits = 0;
        }
    }
    to[3] = static_cast<std::uint8_t>(octet);
    return dots == 3 && digits != 0;
}

bool put_ipv4(std::string_view token, Wire& wire) {
    std::uint8_t* const to = wire.room(4);
    if (to == nullptr) return false;
    if (!read_ipv4(token, to)) return wire.fail(Fault::unexpected);
    wire.wrote(4);
    return true;
}

}  // namespace zoneproof
