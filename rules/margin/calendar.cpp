#include "rules/margin/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::int64_t seconds_a_day = 86400;
constexpr std::int64_t ten_years = 3653;  // days

std::int64_t day_of(std::int64_t local) {
    return local / seconds_a_day - (local % seconds_a_day < 0 ? 1 : 0);
}

/// 0 is Sunday; 1970-01-01 was a Thursday.
std::size_t weekday(std::int64_t day) {
    return static_cast<std::size_t>(((day + 4) % 7 + 7) % 7);
}

}  // namespace

bool Calendar::is_workday(std::int64_t day) const {
    return workdays[weekday(day)] &&
           std::none_of(holidays.begin(), holidays.end(), [day](const Holiday& holiday) {
               return day >= holiday.first && day <= holiday.last;
           });
}

std::optional<Timestamp> Calendar::last_working_moment(Timestamp at) const {
    if (!given) return at;
    const std::int64_t today = day_of(zone.local(at));
    for (std::int64_t day = today; day > today - ten_years; --day) {
        if (!is_workday(day)) continue;
        const Timestamp opening = zone.first_moment(day * seconds_a_day + opens);
        if (seconds(at) < seconds(opening)) continue;
        const Timestamp closing = zone.first_moment(day * seconds_a_day + closes);
        return std::min(at, closing);
    }
    return std::nullopt;
}

std::string to_local_text(Timestamp at, const TimeZone& zone) {
    constexpr std::array<const char*, 7> names = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    const std::int64_t local = zone.local(at);
    const std::string text = to_iso8601(Timestamp{local});
    return fmt::format("{} {} {}", names[weekday(day_of(local))], text.substr(0, 10),
                       text.substr(11, 5));
}

}  // namespace zoneproof
