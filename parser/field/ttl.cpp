// Units in any order, each behind a number of its own: a number without a unit stands alone.
#include "parser/field/ttl.hpp"

#include "parser/field/escape.hpp"

namespace zoneproof {
namespace {

std::uint32_t seconds_of(char unit) {
    switch (unit | 0x20) {
    case 'w': return 7 * 86400;
    case 'd': return 86400;
    case 'h': return 3600;
    case 'm': return 60;
    case 's': return 1;
    default: return 0;
    }
}

}  // namespace

bool read_ttl_with_units(std::string_view token, std::uint32_t& seconds) {
    constexpr std::uint64_t most = 0xFFFFFFFF;
    if (token.empty()) return false;
    std::uint64_t sum = 0;
    while (!token.empty()) {
        std::size_t digits = 0;
        while (digits < token.size() && is_digit(token[digits])) ++digits;
        if (digits == token.size()) return false;
        std::uint64_t value;
        const std::uint64_t unit = seconds_of(token[digits]);
        if (unit == 0 || !read_number(token.substr(0, digits), most, value)) return false;
        sum += value * unit;  // below 2^52, and sum below 2^32
        if (sum > most) return false;
        token.remove_prefix(digits + 1);
        seconds = static_cast<std::uint32_t>(sum);
    }
    return true;
}

}  // namespace zoneproof
