#include "parser/field/location.hpp"

#include "parser/field/escape.hpp"

namespace zoneproof {
namespace {

/// Digits, and up to `decimals` behind a point, as a whole number of the smallest unit.
bool read_decimal(std::string_view text, unsigned decimals, std::uint64_t& value) {
    constexpr std::size_t most_digits = 15;
    if (text.empty() || text.size() > most_digits || !is_digit(text[0])) return false;
    value = 0;
    std::size_t at = 0;
    for (; at < text.size() && is_digit(text[at]); ++at)
        value = value * 10 + static_cast<unsigned>(text[at] - '0');
    if (at < text.size()) {
        if (text[at++] != '.' || at == text.size()) return false;
        for (; at < text.size() && decimals != 0 && is_digit(text[at]); ++at, --decimals)
            value = value * 10 + static_cast<unsigned>(text[at] - '0');
    }
    for (; decimals != 0; --decimals) value *= 10;
    return at == text.size();
}

struct Axis {
    std::uint32_t degrees;  // the greatest angle
    char positive, negative;
};

bool put_angle(const Tokens& rest, const Axis& axis, Wire& wire, std::size_t& at) {
    constexpr std::uint64_t degree = 3'600'000, minute = 60'000;
    const std::uint64_t limits[] = {axis.degrees, 59, 59'999};
    const std::uint64_t units[] = {degree, minute, 1};
    std::uint64_t angle = 0;
    for (unsigned part = 0;; ++part, ++at) {
        if (at == rest.count) return false;
        const std::string_view token = rest[at];
        const char letter = static_cast<char>(token[0] & ~0x20);
        if (part != 0 && token.size() == 1 &&
            (letter == axis.positive || letter == axis.negative)) {
            if (angle > axis.degrees * degree) return wire.fail(Fault::loc_range);
            ++at;
            constexpr std::uint64_t equator = std::uint64_t{1} << 31;
            return wire.put32(static_cast<std::uint32_t>(
                letter == axis.positive ? equator + angle : equator - angle));
        }
        std::uint64_t value;
        if (part == 3 || !read_decimal(token, part == 2 ? 3 : 0, value))
            return wire.fail(Fault::unexpected);
        if (value > limits[part]) return wire.fail(Fault::loc_range);
        angle += value * units[part];
    }
}

std::string_view without_unit(std::string_view token) {
    if (token.size() > 1 && (token.back() == 'm' || token.back() == 'M')) token.remove_suffix(1);
    return token;
}

}  // namespace

bool put_latitude(const Tokens& rest, Wire& wire, std::size_t& at) {
    return put_angle(rest, {90, 'N', 'S'}, wire, at);
}

bool put_longitude(const Tokens& rest, Wire& wire, std::size_t& at) {
    return put_angle(rest, {180, 'E', 'W'}, wire, at);
}

bool put_altitude(std::string_view token, Wire& wire) {
    // "alt: [-100000.00 .. 42849672.95] BY .01 (altitude in meters)"
    constexpr std::uint64_t base = 10'000'000, highest = 4'284'967'295;
    std::string_view number = without_unit(token);
    const bool below = number.starts_with('-');
    if (below) number.remove_prefix(1);
    std::uint64_t centimetres;
    if (!read_decimal(number, 2, centimetres)) return wire.fail(Fault::unexpected);
    if (centimetres > (below ? base : highest)) return wire.fail(Fault::loc_range);
    return wire.put32(static_cast<std::uint32_t>(below ? base - centimetres : base + centimetres));
}

bool read_loc_size(std::string_view token, std::uint8_t& size, Fault& fault) {
    // "siz, hp, vp: [0 .. 90000000.00] BY .01 (size/precision in meters)"
    constexpr std::uint64_t largest = 9'000'000'000;
    std::uint64_t centimetres;
    fault = Fault::unexpected;
    if (!read_decimal(without_unit(token), 2, centimetres)) return false;
    fault = Fault::loc_range;
    if (centimetres > largest) return false;
    unsigned power = 0;
    for (; centimetres > 9; centimetres /= 10) ++power;
    size = static_cast<std::uint8_t>(centimetres << 4 | power);
    return true;
}

}  // namespace zoneproof
