// The Gregorian calendar as arithmetic on days, without leap seconds and time zones.
//
// Years are counted from March, so that the leap day is the last of its year, and in eras of 400
// years, which all have 146,097 days.
#include "parser/base/time.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace zoneproof {
namespace {

constexpr std::int64_t seconds_a_day = 86400, days_an_era = 146097, days_to_1970 = 719468;

struct Calendar {
    std::int64_t year;
    int month, day;
};

constexpr std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Days from 1970-01-01.
constexpr std::int64_t days_from(Calendar date) {
    const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    const std::int64_t era = floor_div(year, 400), year_of_era = year - era * 400;
    const int month_from_march = (date.month + 9) % 12;
    const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
    const std::int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * days_an_era + day_of_era - days_to_1970;
}

constexpr Calendar calendar_of(std::int64_t days) {
    days += days_to_1970;
    const std::int64_t era = floor_div(days, days_an_era), day_of_era = days - era * days_an_era;
    // Without the leap days of the 4, 100 and 400 years before, every year has 365 days.
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const auto day_of_year =
        static_cast<int>(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
    const int month_from_march = (5 * day_of_year + 2) / 153;
    const int day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    const int month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    return {era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day};
}

constexpr bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

constexpr int days_in(int year, int month) {
    constexpr std::array<int, 12> days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

/// The years 0001 to 9999: what can be written, and read again.
constexpr Timestamp first_moment{days_from({1, 1, 1}) * seconds_a_day};
constexpr Timestamp last_moment{days_from({10000, 1, 1}) * seconds_a_day - 1};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether text has the form of a pattern in which "0" stands for a digit.
bool fits(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(),
                      [](char c, char p) { return p == '0' ? is_digit(c) : c == p; });
}

int number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

/// "Z", "+02:00", "-0530", "+02": seconds that local time is ahead of UTC.
std::optional<int> offset_from_text(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
    const int sign = text[0] == '-' ? -1 : 1;
    text.remove_prefix(1);
    if (!fits(text, "00:00") && !fits(text, "0000") && !fits(text, "00")) return std::nullopt;
    const int hours = number(text.substr(0, 2));
    const int minutes = text.size() == 2 ? 0 : number(text.substr(text.size() - 2));
    if (hours > 23 || minutes > 59) return std::nullopt;
    return sign * (hours * 3600 + minutes * 60);
}

std::string print(const char* format, Timestamp t) {
    const std::int64_t days = floor_div(seconds(t), seconds_a_day);
    const auto second =
        static_cast<int>((seconds(t) % seconds_a_day + seconds_a_day) % seconds_a_day);
    const Calendar date = calendar_of(days);
    std::array<char, 64> text;
    std::snprintf(text.data(), text.size(), format, static_cast<long long>(date.year), date.month,
                  date.day, second / 3600, second / 60 % 60, second % 60);
    return text.data();
}

}  // namespace

std::string to_iso8601(Timestamp t) {
    return print("%04lld-%02d-%02dT%02d:%02d:%02dZ", t);
}

std::string to_digits(Timestamp t) {
    return print("%04lld%02d%02d%02d%02d%02d", t);
}

std::string to_words(std::int64_t span) {
    struct Unit {
        std::uint64_t seconds;
        const char* name;
    };
    constexpr std::array<Unit, 4> units = {{{86400, " d"}, {3600, " h"}, {60, " min"}, {1, " s"}}};
    auto left = static_cast<std::uint64_t>(span);
    if (span < 0) left = 0 - left;
    std::size_t largest = 0;
    while (largest + 1 < units.size() && left < units[largest].seconds) ++largest;
    std::string text = std::to_string(left / units[largest].seconds) + units[largest].name;
    if (largest + 1 == units.size()) return text;
    const Unit& next = units[largest + 1];
    const std::uint64_t rest = left % units[largest].seconds / next.seconds;
    if (rest != 0) text.append(1, ' ').append(std::to_string(rest)).append(next.name);
    return text;
}

std::optional<Timestamp> from_digits(std::string_view text) {
    // "YYYYMMDDHHmmSS in UTC ... always exactly 14 digits" RFC 4034 3.2
    if (!fits(text, "00000000000000")) return std::nullopt;
    const auto at = [text](std::size_t first) { return number(text.substr(first, 2)); };
    return from_calendar(number(text.substr(0, 4)), at(4), at(6), at(8), at(10), at(12));
}

std::optional<Timestamp> from_iso8601(std::string_view text) {
    if (text.size() < 10 || !fits(text.substr(0, 10), "0000-00-00")) return std::nullopt;
    const int year = number(text.substr(0, 4)), month = number(text.substr(5, 2));
    const int day = number(text.substr(8, 2));
    std::string_view rest = text.substr(10);
    if (rest.empty()) return from_calendar(year, month, day, 0, 0, 0);

    if (rest[0] != 'T' && rest[0] != 't' && rest[0] != ' ') return std::nullopt;
    rest.remove_prefix(1);
    const std::size_t length = rest.size() >= 8 && fits(rest.substr(0, 8), "00:00:00") ? 8 : 5;
    if (rest.size() < length || !fits(rest.substr(0, 5), "00:00")) return std::nullopt;
    const int second = length == 8 ? number(rest.substr(6, 2)) : 0;
    const auto local = from_calendar(year, month, day, number(rest.substr(0, 2)),
                                     number(rest.substr(3, 2)), second);
    const auto offset = offset_from_text(rest.substr(length));
    if (!local || !offset) return std::nullopt;
    const Timestamp moment{seconds(*local) - *offset};
    // An offset may lead out of the calendar: 0001-01-01T00:00+01:00 lies in the year 0.
    if (moment < first_moment || moment > last_moment) return std::nullopt;
    return moment;
}

std::optional<Timestamp> from_calendar(int year, int month, int day, int hour, int minute,
                                       int second) {
    // "YYYY is the year (0001-9999) ... SS is the second, in two digits (00-59)" RFC 4034 3.2
    if (year < 1 || year > 9999 || month < 1 || month > 12) return std::nullopt;
    if (day < 1 || day > days_in(year, month)) return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return std::nullopt;
    return Timestamp{days_from({year, month, day}) * seconds_a_day + hour * 3600 + minute * 60 +
                     second};
}

}  // namespace zoneproof
