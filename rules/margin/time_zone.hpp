// TimeZone: how far local time is ahead of UTC at any moment, as a TZif file says it (RFC 9636): a
// table of transitions, and a rule for the years behind the last one.
#pragma once

#include "parser/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// The day and second of a year at which daylight saving time begins or ends (POSIX TZ,
/// "date/time").
struct YearlyChange {
    enum class Kind : std::uint8_t {
        julian,       // Jn: day 1 to 365, 29 February is never counted
        day_of_year,  // n: day 0 to 365
        weekday       // Mm.w.d: weekday d (0 is Sunday) of week w of the month, 5 is the last
    };
    Kind kind = Kind::weekday;
    int day = 0;                     // n, or d
    int month = 0;                   // 1 to 12
    int week = 0;                    // 1 to 5
    std::int32_t second = 2 * 3600;  // of local time, up to a week before or after
};

struct DaylightSaving {
    std::int32_t offset = 0;
    YearlyChange begins, ends;
};

class TimeZone {
public:
    /// Local time is always the same distance ahead of UTC.
    TimeZone() : TimeZone("UTC") {}
    explicit TimeZone(std::string name, std::int32_t offset = 0)
        : name_(std::move(name)), before_(offset), standard_(offset) {}

    struct Transition {
        std::int64_t at;      // UTC
        std::int32_t offset;  // from then on
    };
    /// @param before the offset ahead of the first transition; transitions are ascending.
    /// @param standard the offset behind the last one, with `daylight` where there are two.
    TimeZone(std::string name, std::int32_t before, std::vector<Transition> transitions,
             std::int32_t standard, std::optional<DaylightSaving> daylight)
        : name_(std::move(name)), before_(before), transitions_(std::move(transitions)),
          standard_(standard), daylight_(daylight) {}

    const std::string& name() const { return name_; }
    /// Seconds that local time is ahead of UTC.
    std::int32_t offset_at(Timestamp) const;
    /// Local time, counted in seconds from 1970-01-01T00:00:00 local time.
    std::int64_t local(Timestamp at) const { return seconds(at) + offset_at(at); }
    /// The first moment at which clocks show a local time. Where it is left out, in spring, the
    /// moment of the change or at most an hour earlier: a deadline may come early, never late.
    Timestamp first_moment(std::int64_t local) const;

private:
    std::string name_;
    std::int32_t before_ = 0;
    std::vector<Transition> transitions_;
    std::int32_t standard_ = 0;
    std::optional<DaylightSaving> daylight_;
};

/// The last field of a TZif file: "CET-1CEST,M3.5.0,M10.5.0/3", POSIX TZ with the hours of RFC 9636
/// 3.3.1.
struct ZoneRule {
    std::int32_t standard = 0;
    std::optional<DaylightSaving> daylight;
};
std::optional<ZoneRule> zone_rule_from_text(std::string_view);

}  // namespace zoneproof
