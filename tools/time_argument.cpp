#include "tools/time_argument.hpp"

#include "tools/quantity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace zoneproof {
namespace {

Error usage(std::string text) {
    return {ErrorCode::usage, std::move(text)};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads text by a pattern in which "0" stands for a digit; nothing when it does not fit.
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

/// 2026-08-01, or with T06:00 or T06:00:00 and a zone.
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
    return Timestamp{seconds(*local) - *offset};
}

/// 20260801 could be seconds or a day; seconds of that size lie in August 1970.
bool looks_like_a_day(std::string_view digits) {
    return digits.size() == 8 && digits >= "19700101" && digits <= "21991231" &&
           from_calendar(number(digits.substr(0, 4)), number(digits.substr(4, 2)),
                         number(digits.substr(6, 2)), 0, 0, 0);
}

}  // namespace

Result<Timestamp> instant_from_text(std::string_view text, Timestamp now) {
    if (text == "now") return now;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        const auto distance = duration_from_text(text.substr(1));
        if (!distance) return distance.error();
        return Timestamp{seconds(now) + (text[0] == '-' ? -*distance : *distance)};
    }
    if (!text.empty() && std::all_of(text.begin(), text.end(), is_digit)) {
        if (text.size() == 14) {
            if (const auto moment = from_digits(text)) return *moment;
            return usage(fmt::format("'{}' is no date of the calendar (YYYYMMDDHHMMSS)", text));
        }
        if (looks_like_a_day(text))
            return usage(
                fmt::format("'{0}' could be a day or seconds: write {1}-{2}-{3} for the day", text,
                            text.substr(0, 4), text.substr(4, 2), text.substr(6, 2)));
        if (text.size() <= 10) {
            const auto value = count_from_text(text, 0, 9'999'999'999);
            if (value) return Timestamp{static_cast<std::int64_t>(*value)};
        }
    }
    if (const auto moment = from_iso8601(text)) return *moment;
    return usage(fmt::format("'{}' is no moment: now, seconds since 1970, YYYYMMDDHHMMSS, "
                             "2026-08-01T06:00:00Z, 2026-08-01, +24h, -7d, or two of these as A..B",
                             text));
}

Result<Moment> moment_from_text(std::string_view text, Timestamp now) {
    const std::size_t dots = text.find("..");
    if (dots == text.npos) {
        const auto instant = instant_from_text(text, now);
        if (!instant) return instant.error();
        return Moment{*instant, *instant};
    }
    const auto from = instant_from_text(text.substr(0, dots), now);
    if (!from) return from.error();
    const auto to = instant_from_text(text.substr(dots + 2), now);
    if (!to) return to.error();
    if (seconds(*to) < seconds(*from))
        return usage(fmt::format("'{}' ends before it begins", text));
    return Moment{*from, *to};
}

}  // namespace zoneproof
