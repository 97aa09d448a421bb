#include "rules/margin/time_zone.hpp"

#include <algorithm>
#include <chrono>

namespace zoneproof {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::year;

constexpr std::int64_t seconds_a_day = 86400;

std::int64_t days_of(sys_days date) {
    return date.time_since_epoch().count();
}

year year_of(std::int64_t local) {
    const std::int64_t days = local / seconds_a_day - (local % seconds_a_day < 0 ? 1 : 0);
    return std::chrono::year_month_day(sys_days(std::chrono::days(days))).year();
}

/// Local seconds at which a change happens in a year, by the clock that is in force until then.
std::int64_t change_in(year in, const YearlyChange& change) {
    const std::int64_t first = days_of(in / month(1) / day(1));
    std::int64_t date = 0;
    switch (change.kind) {
    case YearlyChange::Kind::julian:
        date = first + change.day - 1 + (in.is_leap() && change.day >= 60 ? 1 : 0);
        break;
    case YearlyChange::Kind::day_of_year: date = first + change.day; break;
    case YearlyChange::Kind::weekday: {
        const month of(static_cast<unsigned>(change.month));
        const weekday on(static_cast<unsigned>(change.day));
        date = change.week == 5 ? days_of(in / of / on[std::chrono::last])
                                : days_of(in / of / on[static_cast<unsigned>(change.week)]);
    }
    }
    return date * seconds_a_day + change.second;
}

bool is_daylight(std::int64_t utc, std::int32_t standard, const DaylightSaving& daylight) {
    const year in = year_of(utc + standard);
    const std::int64_t begins = change_in(in, daylight.begins) - standard;
    const std::int64_t ends = change_in(in, daylight.ends) - daylight.offset;
    // In the south summer lies around New Year.
    return begins < ends ? utc >= begins && utc < ends : utc >= begins || utc < ends;
}

/// Reads a POSIX TZ text from the front; what cannot be read leaves `failed` set.
class RuleReader {
public:
    explicit RuleReader(std::string_view text) : rest_(text) {}

    std::optional<ZoneRule> read();

private:
    bool take(char c) {
        if (rest_.empty() || rest_[0] != c) return false;
        return rest_.remove_prefix(1), true;
    }
    bool at_end() const { return rest_.empty(); }
    int number(int least, int most);
    void abbreviation();
    std::int32_t time(int most_hours);
    YearlyChange change();

    std::string_view rest_;
    bool failed_ = false;
};

int RuleReader::number(int least, int most) {
    int value = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && digits < 4 && rest_[digits] >= '0' && rest_[digits] <= '9';
         ++digits)
        value = value * 10 + (rest_[digits] - '0');
    rest_.remove_prefix(digits);
    if (digits == 0 || value < least || value > most) failed_ = true;
    return failed_ ? least : value;
}

/// "CET", or "<+06>".
void RuleReader::abbreviation() {
    const bool quoted = take('<');
    const auto belongs = [&](char c) {
        const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        return letter || (quoted && ((c >= '0' && c <= '9') || c == '+' || c == '-'));
    };
    std::size_t length = 0;
    while (length < rest_.size() && belongs(rest_[length])) ++length;
    rest_.remove_prefix(length);
    if (length < 3 || (quoted && !take('>'))) failed_ = true;
}

/// hh[:mm[:ss]] with an optional sign
std::int32_t RuleReader::time(int most_hours) {
    const int sign = take('-') ? -1 : (take('+'), 1);
    std::int32_t seconds = number(0, most_hours) * 3600;
    if (take(':')) seconds += number(0, 59) * 60;
    if (take(':')) seconds += number(0, 59);
    return sign * seconds;
}

YearlyChange RuleReader::change() {
    YearlyChange change;
    if (take('M')) {
        change.month = number(1, 12);
        if (!take('.')) failed_ = true;
        change.week = number(1, 5);
        if (!take('.')) failed_ = true;
        change.day = number(0, 6);
    } else if (take('J')) {
        change.kind = YearlyChange::Kind::julian;
        change.day = number(1, 365);
    } else {
        change.kind = YearlyChange::Kind::day_of_year;
        change.day = number(0, 365);
    }
    // "hours ... may range from -167 through 167" RFC 9636 3.3.1
    if (take('/')) change.second = time(167);
    return change;
}

std::optional<ZoneRule> RuleReader::read() {
    ZoneRule rule;
    abbreviation();
    rule.standard = -time(24);  // POSIX counts hours behind UTC
    if (!at_end()) {
        DaylightSaving daylight;
        abbreviation();
        const bool told = !at_end() && rest_[0] != ',';
        daylight.offset = told ? -time(24) : rule.standard + 3600;
        if (!take(',')) failed_ = true;
        daylight.begins = change();
        if (!take(',')) failed_ = true;
        daylight.ends = change();
        rule.daylight = daylight;
    }
    if (failed_ || !at_end()) return std::nullopt;
    return rule;
}

}  // namespace

std::int32_t TimeZone::offset_at(Timestamp at) const {
    const auto next = std::upper_bound(
        transitions_.begin(), transitions_.end(), seconds(at),
        [](std::int64_t moment, const Transition& transition) { return moment < transition.at; });
    if (next != transitions_.end())
        return next == transitions_.begin() ? before_ : std::prev(next)->offset;
    if (daylight_ && is_daylight(seconds(at), standard_, *daylight_)) return daylight_->offset;
    return standard_;
}

Timestamp TimeZone::first_moment(std::int64_t local) const {
    // No change of clocks has another within a day of it.
    const std::int32_t before = offset_at(Timestamp{local - 86400});
    const std::int32_t after = offset_at(Timestamp{local + 86400});
    const Timestamp early{local - std::max(before, after)}, late{local - std::min(before, after)};
    return offset_at(early) == local - seconds(early) || offset_at(late) != local - seconds(late)
               ? early
               : late;
}

std::optional<ZoneRule> zone_rule_from_text(std::string_view text) {
    return RuleReader(text).read();
}

}  // namespace zoneproof
