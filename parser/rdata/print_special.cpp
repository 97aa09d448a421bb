// The notations of old and peculiar types: A6, HIP, NXT, WKS, APL, LOC, ATMA.
#include "parser/rdata/print_special.hpp"

#include "parser/dns/types.hpp"
#include "parser/field/encode.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace zoneproof::detail {

// RFC 2874 3.2: "the suffix is printed as an IPv6 address" with the bits of the prefix zero.
bool print_a6_suffix(Octets field, std::string& text) {
    const unsigned prefix = field[0];
    text += ' ' + std::to_string(prefix);
    const Octets suffix = field.subspan(1);
    if (suffix.empty()) return true;
    std::array<std::uint8_t, 16> address{};
    std::copy(suffix.begin(), suffix.end(),
              address.end() - static_cast<std::ptrdiff_t>(suffix.size()));
    text += ' ' + to_ipv6(address.data());
    return true;
}

// RFC 8005 6: algorithm, HIT, public key, in another order than on the wire.
bool print_host_identity(Octets field, std::string& text) {
    const std::size_t hit = field[0];
    text += ' ' + std::to_string(field[1]) + ' ' + to_hex(field.subspan(4, hit), true) + ' ' +
            to_base64(field.subspan(4 + hit));
    return true;
}

bool print_old_bitmap(Octets field, std::string& text) {
    for (unsigned type = 0; type < field.size() * 8; ++type)
        if ((field[type / 8] & (0x80u >> type % 8)) != 0)
            text += ' ' + to_text(static_cast<RrType>(type));
    return true;
}

bool print_ports(Octets field, std::string& text) {
    if (!field.empty() && field.back() == 0)
        return false;  // a list of ports says nothing of zero octets behind them
    for (unsigned port = 0; port < field.size() * 8; ++port)
        if ((field[port / 8] & (0x80u >> port % 8)) != 0) text += ' ' + std::to_string(port);
    return true;
}

// RFC 3123 5: [!]afi:address/prefix
bool print_prefixes(Octets field, std::string& text) {
    while (!field.empty()) {
        const unsigned family = load16(field.data());
        const std::size_t octets = field[3] & 0x7F;
        if (family != 1 && family != 2) return false;
        std::array<std::uint8_t, 16> address{};
        std::copy_n(field.begin() + 4, octets, address.begin());
        text += (field[3] & 0x80) != 0 ? " !" : " ";
        text += std::to_string(family) + ':';
        text += (family == 1 ? to_ipv4(address.data()) : to_ipv6(address.data())) + '/' +
                std::to_string(field[2]);
        field = field.subspan(4 + octets);
    }
    return !text.empty();
}

namespace {

/// Thousandths of a second of arc from the equator or the prime meridian, which is 2^31.
std::string angle(std::uint32_t value, char positive, char negative) {
    constexpr std::uint32_t middle = 1u << 31;
    const std::uint32_t size = value >= middle ? value - middle : middle - value;
    std::array<char, 40> buffer;
    std::snprintf(buffer.data(), buffer.size(), " %u %u %u.%03u %c", size / 3'600'000,
                  size / 60'000 % 60, size / 1000 % 60, size % 1000,
                  value >= middle ? positive : negative);
    return buffer.data();
}

/// A digit and a power of ten in centimetres, to metres.
std::string metres(std::uint8_t size) {
    const std::string digit = std::to_string(size >> 4);
    const std::size_t power = size & 15;
    if (power == 0) return " 0.0" + digit + 'm';
    if (power == 1) return " 0." + digit + "0m";
    return ' ' + digit + std::string(power - 2, '0') + 'm';
}

}  // namespace

// RFC 1876 3
bool print_location(Octets field, std::string& text) {
    if (field[0] != 0) return false;
    const std::int64_t altitude =
        std::int64_t{load32(field.data() + 12)} - 10'000'000;  // centimetres
    const auto height = static_cast<unsigned long>(altitude < 0 ? -altitude : altitude);
    std::array<char, 40> buffer;
    std::snprintf(buffer.data(), buffer.size(), " %s%lu.%02lum", altitude < 0 ? "-" : "",
                  height / 100, height % 100);
    text += angle(load32(field.data() + 4), 'N', 'S') + angle(load32(field.data() + 8), 'E', 'W') +
            buffer.data();
    for (unsigned i = 1; i <= 3; ++i) text += metres(field[i]);
    return true;
}

// ATM Forum af-saa-0069, 1.1.1: format 0 is an end system address in hexadecimal, 1 a telephone
// number.
bool print_atm_address(Octets field, std::string& text) {
    const Octets address = field.subspan(1);
    if (field[0] == 0) return text += ' ' + to_hex(address), true;
    if (field[0] != 1) return false;
    text += " +" + std::string(address.begin(), address.end());
    return true;
}

}  // namespace zoneproof::detail
