// Bits to digits, and octets to what a quoted string shows of them.
#include "parser/field/encode.hpp"

#include <arpa/inet.h>
#include <array>

namespace zoneproof {
namespace {

/// Groups of `bits` bits, most significant first; the last one filled with zero bits.
std::string encode(Octets data, unsigned bits, const char* digits) {
    std::string text;
    text.reserve(data.size() * 8 / bits + 8);
    unsigned pending = 0, count = 0;
    for (const std::uint8_t octet : data) {
        pending = (pending << 8 | octet) & 0xFFFF;
        for (count += 8; count >= bits; count -= bits)
            text.push_back(digits[pending >> (count - bits) & ((1u << bits) - 1)]);
    }
    if (count != 0) text.push_back(digits[pending << (bits - count) & ((1u << bits) - 1)]);
    return text;
}

std::string address(int family, const std::uint8_t* octets) {
    std::array<char, INET6_ADDRSTRLEN> text;
    return inet_ntop(family, octets, text.data(), text.size());
}

}  // namespace

std::string to_base64(Octets data) {
    std::string text =
        encode(data, 6, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::string to_base32hex(Octets data, bool upper) {
    return encode(data, 5,
                  upper ? "0123456789ABCDEFGHIJKLMNOPQRSTUV" : "0123456789abcdefghijklmnopqrstuv");
}

std::string to_quoted(Octets data) {
    std::string text = "\"";
    for (const std::uint8_t octet : data) {
        if (octet < 0x20 || octet >= 0x7F) {
            text += {'\\', static_cast<char>('0' + octet / 100),
                     static_cast<char>('0' + octet / 10 % 10), static_cast<char>('0' + octet % 10)};
            continue;
        }
        if (octet == '"' || octet == '\\') text += '\\';
        text += static_cast<char>(octet);
    }
    return text += '"';
}

std::string to_ipv4(const std::uint8_t* octets) {
    return address(AF_INET, octets);
}
std::string to_ipv6(const std::uint8_t* octets) {
    return address(AF_INET6, octets);
}

}  // namespace zoneproof
