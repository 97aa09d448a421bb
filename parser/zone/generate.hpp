// The template language of $GENERATE (BIND's; private to parser/zone).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof {

struct GenerateRange {
    std::uint32_t start, stop, step;
    std::uint64_t count() const { return (static_cast<std::uint64_t>(stop) - start) / step + 1; }
};

/// "start-stop" or "start-stop/step": numbers up to 2^31-1, start <= stop, step at least 1.
std::optional<GenerateRange> generate_range(std::string_view);

/// Appends the template with its iterator replaced: "$" by the number in decimal, "$$" and "\$" by
/// a dollar,
/// "${offset[,width[,base]]}" by number + offset in base d, o, x, X, or n, N (nibbles, lowest
/// first, dot-separated).
/// @returns false for a modifier that cannot be read, or a number beyond +-(2^31-1).
bool expand_template(std::string_view text, std::uint32_t number, std::string& out);

}  // namespace zoneproof
