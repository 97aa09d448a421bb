// Quantities of the command line: sizes ("512M"), durations ("1d12h"), counts. What does not parse
// is a usage error.
#pragma once

#include "parser/base/result.hpp"

#include <cstdint>
#include <string_view>

namespace zoneproof {

/// Octets: digits and an optional K, M, G or T (powers of 1024), either case, an optional "B" or
/// "iB" behind it.
Result<std::uint64_t> size_from_text(std::string_view);

/// Seconds: digits, or numbers with the units w d h m s in this order: "90", "60s", "1d12h".
Result<std::int64_t> duration_from_text(std::string_view);

/// A decimal number from `least` to `most`.
Result<std::uint64_t> count_from_text(std::string_view, std::uint64_t least, std::uint64_t most);

}  // namespace zoneproof
