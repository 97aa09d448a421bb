// Holidays: whole days from an iCalendar file (RFC 5545), as calendars and states publish them.
#pragma once

#include "parser/base/result.hpp"
#include "rules/margin/calendar.hpp"

#include <string_view>
#include <vector>

namespace zoneproof {

/// The events that last whole days; those with a time of day are none that close an office. A
/// yearly event counts until 2200. What cannot be understood is an Error (usage) with its line, for
/// a holiday that is overlooked is a deadline nobody meets.
Result<std::vector<Holiday>> holidays_from_ics(std::string_view text, std::string_view file);

}  // namespace zoneproof
