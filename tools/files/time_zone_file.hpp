// Time zones by name: "Europe/Berlin" from the system's zone data, and fixed distances, "UTC",
// "+06:00", which need none.
#pragma once

#include "parser/base/result.hpp"
#include "rules/margin/time_zone.hpp"

#include <string>
#include <string_view>

namespace zoneproof {

inline constexpr const char* system_zone_data = "/usr/share/zoneinfo";

/// A name nobody knows and zone data that is not installed are Errors (usage).
Result<TimeZone> time_zone_by_name(const std::string& name,
                                   const std::string& folder = system_zone_data);

/// The octets of a TZif file, version 1 to 4 (RFC 9636 3).
Result<TimeZone> time_zone_from_octets(const std::string& name, std::string_view octets);

}  // namespace zoneproof
