// Groups are written as they come; "::" remembers where the zeros go, and what followed it moves to
// the end.
#include "parser/field/ipv6.hpp"

#include "parser/field/hex.hpp"
#include "parser/field/ipv4.hpp"

#include <array>

namespace zoneproof {
namespace {

constexpr std::size_t address_octets = 16;

/// One to four hexadecimal digits from the front of `text`; how many there were, 0 for none or
/// more.
std::size_t read_group(std::string_view text, unsigned& value) {
    std::size_t digits = 0;
    value = 0;
    while (digits < text.size() && hex_digit(text[digits]) < 16) {
        if (digits == 4) return 0;
        value = value << 4 | hex_digit(text[digits++]);
    }
    return digits;
}

}  // namespace

bool read_ipv6(std::string_view text, std::uint8_t* to) {
    constexpr std::size_t none = address_octets + 1;
    std::array<std::uint8_t, address_octets> octets{};
    std::size_t size = 0, gap = none;
    if (text.starts_with("::")) {
        text.remove_prefix(2);
        gap = 0;
    }
    while (!text.empty()) {
        unsigned value;
        const std::size_t digits = read_group(text, value);
        if (digits == 0 || size + 2 > address_octets) return false;
        if (digits < text.size() && text[digits] == '.') {
            if (size + 4 > address_octets || !read_ipv4(text, octets.data() + size)) return false;
            size += 4;
            break;
        }
        store16(octets.data() + size, static_cast<std::uint16_t>(value));
        size += 2;
        text.remove_prefix(digits);
        if (text.empty()) break;
        if (text.front() != ':' || text.size() == 1) return false;
        text.remove_prefix(1);
        if (text.front() != ':') continue;
        if (gap != none) return false;
        text.remove_prefix(1);
        gap = size;
    }
    // "The use of '::' indicates one or more groups of 16 bits of zeros."
    if (gap == none ? size != address_octets : size == address_octets) return false;
    if (gap == none) gap = size;
    const std::size_t behind = size - gap;
    std::memset(to, 0, address_octets);
    std::memcpy(to, octets.data(), gap);
    std::memcpy(to + address_octets - behind, octets.data() + gap, behind);
    return true;
}

bool put_ipv6(std::string_view token, Wire& wire) {
    std::uint8_t* const to = wire.room(address_octets);
    if (to == nullptr) return false;
    if (!read_ipv6(token, to)) return wire.fail(Fault::unexpected);
    wire.wrote(address_octets);
    return true;
}

}  // namespace zoneproof
