// Calendar: when somebody is there to sign a zone. A deadline that falls on a Sunday or on New Year
// is in truth the close of the last working day before it, as .kg found out on 2019-01-01.
#pragma once

#include "rules/margin/time_zone.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// Whole days, counted from 1970-01-01.
struct Holiday {
    std::int64_t first, last;
};

struct Calendar {
    bool given = false;  // without it, every hour is one of work
    TimeZone zone;
    // Seconds of the day; closing may be midnight, the end of the day.
    std::int32_t opens = 9 * 3600, closes = 17 * 3600;
    std::array<bool, 7> workdays = {false, true, true, true, true, true, false};  // from Sunday
    std::vector<Holiday> holidays;                                                // in any order

    bool is_workday(std::int64_t day) const;
    /// The last moment not after `at` in which somebody works: `at` itself in working hours, else
    /// the close of a day before. Nothing when there is none in the ten years before.
    std::optional<Timestamp> last_working_moment(Timestamp at) const;
};

/// "Thu 2026-12-31 16:00", on the clocks of a zone.
std::string to_local_text(Timestamp, const TimeZone&);

}  // namespace zoneproof
