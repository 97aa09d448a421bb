// What this program calls itself.
#pragma once

#include <string_view>

namespace zoneproof {

inline constexpr std::string_view program_version = ZONEPROOF_VERSION;
/// The catalogue's edition: it changes when a rule is added or judges differently.
inline constexpr std::string_view ruleset = "2026.11";

}  // namespace zoneproof
