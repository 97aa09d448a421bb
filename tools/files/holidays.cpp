// Only what marks a whole day is read: VEVENT with DTSTART and DTEND or DURATION in days, and RRULE
// for what comes back every year on its date (RFC 5545 3.1, 3.6.1, 3.8.2, 3.8.5.3).
#include "tools/files/holidays.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <optional>
#include <string>

namespace zoneproof {
namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int last_year = 2200;

/// One unfolded line: "DTSTART;VALUE=DATE:20261225".
struct Property {
    std::string name;  // in capitals, without parameters
    std::string value;
    std::size_t line;
};

/// "A long content line can be split ... by inserting a CRLF immediately followed by a single
/// linear white-space character" RFC 5545 3.1
std::vector<Property> unfold(std::string_view text) {
    std::vector<std::pair<std::string, std::size_t>> lines;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!lines.empty() && (line.starts_with(' ') || line.starts_with('\t')))
            lines.back().first += line.substr(1);
        else
            lines.emplace_back(line, number);
    }
    std::vector<Property> properties;
    for (const auto& [line, number] : lines) {
        const std::size_t colon = line.find(':');
        if (colon == line.npos) continue;
        std::string name = line.substr(0, std::min(line.find(';'), colon));
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return std::toupper(c); });
        properties.push_back({std::move(name), line.substr(colon + 1), number});
    }
    return properties;
}

/// "20261225"; nothing for a moment with a time of day, or a date the calendar does not have.
std::optional<year_month_day> date_from(std::string_view text) {
    if (text.size() != 8) return std::nullopt;
    if (!from_digits(std::string(text) + "000000")) return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = 0;
        std::from_chars(text.data() + at, text.data() + at + size, value);
        return value;
    };
    return std::chrono::year(number(0, 4)) / number(4, 2) / number(6, 2);
}

std::int64_t days_of(year_month_day date) {
    return sys_days(date).time_since_epoch().count();
}

/// "P1D", "P2W": days.
std::optional<std::int64_t> days_from_duration(std::string_view text) {
    std::int64_t number = 0;
    if (!text.starts_with('P')) return std::nullopt;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), number);
    const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (error != std::errc{} || number < 1 || number > 366) return std::nullopt;
    if (unit == "D") return number;
    if (unit == "W") return number * 7;
    return std::nullopt;
}

class EventReader {
public:
    explicit EventReader(std::string_view file) : file_(file) {}

    std::optional<Error> take(const Property&);
    std::vector<Holiday> holidays;

private:
    std::optional<Error> end_event();
    Error unclear(const Property& property, std::string_view wanted) const {
        return {ErrorCode::usage,
                fmt::format("{}:{}: {}:{} is not understood, {}", file_, property.line,
                            property.name, property.value, wanted)};
    }

    std::string_view file_;
    bool inside_ = false;
    // Of the event that is being read; nullptr: not given.
    const Property *start_ = nullptr, *end_ = nullptr, *duration_ = nullptr, *rule_ = nullptr;
};

std::optional<Error> EventReader::take(const Property& property) {
    if (property.name == "BEGIN" && property.value == "VEVENT") {
        inside_ = true;
        start_ = end_ = duration_ = rule_ = nullptr;
    } else if (property.name == "END" && property.value == "VEVENT" && inside_) {
        inside_ = false;
        return end_event();
    } else if (inside_) {
        if (property.name == "DTSTART") start_ = &property;
        if (property.name == "DTEND") end_ = &property;
        if (property.name == "DURATION") duration_ = &property;
        if (property.name == "RRULE") rule_ = &property;
        if (property.name == "RDATE" || property.name == "EXDATE")
            return unclear(property, "list the days as events");
    }
    return std::nullopt;
}

std::optional<Error> EventReader::end_event() {
    if (!start_) return std::nullopt;
    if (start_->value.find('T') != std::string::npos) return std::nullopt;
    const auto first = date_from(start_->value);
    if (!first) return unclear(*start_, "expected a date, as in 20261225");
    std::int64_t days = 1;  // "the event's duration is taken to be one day" RFC 5545 3.6.1
    if (end_) {
        const auto behind = date_from(end_->value);
        // "the value of DTEND is exclusive" (3.6.1: the non-inclusive end of the event)
        if (behind) days = days_of(*behind) - days_of(*first);
        if (!behind || days < 1 || days > 366)
            return unclear(*end_, "expected a date within a year behind DTSTART");
    } else if (duration_) {
        const auto told = days_from_duration(duration_->value);
        if (!told) return unclear(*duration_, "expected days or weeks, as in P1D");
        days = *told;
    }
    holidays.push_back({days_of(*first), days_of(*first) + days - 1});
    if (!rule_) return std::nullopt;
    if (rule_->value != "FREQ=YEARLY" && rule_->value != "FREQ=YEARLY;INTERVAL=1")
        return unclear(*rule_, "only FREQ=YEARLY is");
    for (int year = static_cast<int>(first->year()) + 1; year <= last_year; ++year) {
        const year_month_day date = std::chrono::year(year) / first->month() / first->day();
        if (date.ok()) holidays.push_back({days_of(date), days_of(date) + days - 1});
    }
    return std::nullopt;
}

}  // namespace

Result<std::vector<Holiday>> holidays_from_ics(std::string_view text, std::string_view file) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::vector<Property> properties = unfold(text);
    if (properties.empty() || properties.front().name != "BEGIN" ||
        properties.front().value != "VCALENDAR")
        return Error{ErrorCode::usage,
                     fmt::format("{}:1: no calendar: it begins with BEGIN:VCALENDAR", file)};
    EventReader reader(file);
    for (const Property& property : properties)
        if (const auto error = reader.take(property)) return *error;
    return std::move(reader.holidays);
}

}  // namespace zoneproof
