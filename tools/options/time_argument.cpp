#include "tools/options/time_argument.hpp"

#include "tools/options/quantity.hpp"

#include <fmt/format.h>

#include <string>

namespace zoneproof {
namespace {

Error usage(std::string text) {
    return {ErrorCode::usage, std::move(text)};
}

/// 20260801 could be seconds or a day; seconds of that size lie in August 1970.
bool looks_like_a_day(std::string_view digits) {
    return digits.size() == 8 && digits >= "19700101" && digits <= "21991231";
}

}  // namespace

Result<Timestamp> instant_from_text(std::string_view text, Timestamp now) {
    if (text == "now") return now;
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        const auto distance = duration_from_text(text.substr(1));
        if (!distance) return distance.error();
        return Timestamp{seconds(now) + (text[0] == '-' ? -*distance : *distance)};
    }
    if (!text.empty() && text.find_first_not_of("0123456789") == text.npos) {
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
