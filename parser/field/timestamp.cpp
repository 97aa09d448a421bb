// Fourteen digits are read as two words of eight: each word gives four numbers of two digits.
#include "parser/field/timestamp.hpp"

#include "parser/field/number.hpp"

#include <array>

namespace zoneproof {
namespace {

/// Four numbers of two digits, from eight octets; `digits` is cleared when one is no digit.
struct Pairs {
    std::uint64_t word;

    Pairs(const char* at, bool& digits) {
        std::uint64_t text;
        std::memcpy(&text, at, 8);
        const std::uint64_t values = text ^ 0x3030303030303030;  // a digit becomes 0..9
        const std::uint64_t above_nine = values + 0x7676767676767676;
        if (((values | above_nine) & 0x8080808080808080) != 0) digits = false;
        word = values * 10 + (values >> 8);
    }
    unsigned operator[](unsigned i) const { return word >> 16 * i & 0xFF; }
};

// Days before each month of a year that begins with March, so that a leap day comes last.
constexpr std::array<std::uint16_t, 13> days_before = {0,   306, 337, 0,   31,  61, 92,
                                                       122, 153, 184, 214, 245, 275};
constexpr std::array<std::uint8_t, 13> days_in = {0,  31, 28, 31, 30, 31, 30,
                                                  31, 31, 30, 31, 30, 31};

bool put_date(const char* text, Wire& wire) {
    bool digits = true;
    const Pairs date(text, digits), time(text + 6, digits);
    if (!digits) return wire.fail(Fault::bad_timestamp);
    unsigned century = date[0], year = date[1];  // of the century
    const unsigned month = date[2], day = date[3];
    const unsigned hour = time[1], minute = time[2], second = time[3];
    // "YYYY is the year (0001-9999 ...)", "HH ... (00-23)", "mm ... (00-59)", "SS ... (00-59)"
    const bool leap = (year != 0 ? year : century) % 4 == 0;
    if ((century | year) == 0 || month - 1 > 11 || hour > 23 || minute > 59 || second > 59 ||
        day == 0 || day > days_in[month] + unsigned{month == 2 && leap})
        return wire.fail(Fault::bad_timestamp);
    if (month <= 2) {  // still in the year that began with the March before
        if (year == 0) --century, year = 100;
        --year;
    }
    const unsigned years = century * 100 + year;
    const unsigned days =
        years * 365 + years / 4 - century + century / 4 + days_before[month] + day - 1;
    constexpr unsigned epoch = 719468;  // days from March of the year 0 to 1970; all modulo 2^32
    return wire.put32((((days - epoch) * 24 + hour) * 60 + minute) * 60 + second);
}

}  // namespace

bool put_timestamp(std::string_view token, Wire& wire) {
    if (token.size() == 14) [[likely]]
        return put_date(token.data(), wire);
    std::uint64_t seconds;
    if (token.size() > 10 || !read_number(token, 0xFFFFFFFF, seconds))
        return wire.fail(Fault::bad_timestamp);
    return wire.put32(static_cast<std::uint32_t>(seconds));
}

}  // namespace zoneproof
