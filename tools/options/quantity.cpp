#include "tools/options/quantity.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <optional>
#include <string>

namespace zoneproof {
namespace {

Error usage(std::string text) {
    return {ErrorCode::usage, std::move(text)};
}

/// The number at the front of `text`, which loses it; nothing when there is none or it is too
/// large.
std::optional<std::uint64_t> take_number(std::string_view& text) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end == text.data()) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

std::optional<unsigned> power_of_1024(std::string_view unit) {
    if (unit.empty()) return 0;
    constexpr std::string_view letters = "KMGT";
    const char upper = static_cast<char>(unit[0] & ~0x20);
    const std::size_t at = letters.find(upper);
    const std::string_view rest = unit.substr(1);
    if (at == letters.npos || !(rest.empty() || rest == "B" || rest == "iB")) return std::nullopt;
    return static_cast<unsigned>(at + 1);
}

}  // namespace

Result<std::uint64_t> size_from_text(std::string_view text) {
    std::string_view rest = text;
    const auto number = take_number(rest);
    const auto power = power_of_1024(rest);
    if (!number || !power)
        return usage(fmt::format("'{}' is no size: digits and K, M, G or T, as in 512M", text));
    if (*number > std::numeric_limits<std::uint64_t>::max() >> (10 * *power))
        return usage(fmt::format("'{}' is too large a size", text));
    return *number << (10 * *power);
}

Result<std::int64_t> duration_from_text(std::string_view text) {
    constexpr std::string_view units = "wdhms";
    constexpr std::int64_t unit_seconds[] = {7 * 86400, 86400, 3600, 60, 1};
    constexpr std::int64_t most = std::int64_t{1} << 40;  // 34,000 years

    const Error malformed = usage(fmt::format(
        "'{}' is no duration: seconds, or numbers with w d h m s, as in 90, 60s, 1d12h", text));
    std::string_view rest = text;
    std::int64_t seconds = 0;
    std::size_t next_unit = 0;
    do {
        const auto number = take_number(rest);
        if (!number) return malformed;
        if (*number > static_cast<std::uint64_t>(most))
            return usage(fmt::format("'{}' is too long", text));
        std::size_t unit = units.size() - 1;
        if (!rest.empty()) {
            unit = units.find(rest[0]);
            if (unit == units.npos || unit < next_unit) return malformed;
            rest.remove_prefix(1);
        } else if (next_unit != 0) {
            return malformed;  // "1h30": thirty of what?
        }
        seconds += static_cast<std::int64_t>(*number) * unit_seconds[unit];
        if (seconds > most) return usage(fmt::format("'{}' is too long", text));
        next_unit = unit + 1;
    } while (!rest.empty());
    return seconds;
}

Result<std::uint64_t> count_from_text(std::string_view text, std::uint64_t least,
                                      std::uint64_t most) {
    std::string_view rest = text;
    const auto number = take_number(rest);
    if (!number || !rest.empty() || *number < least || *number > most)
        return usage(fmt::format("'{}' is no number from {} to {}", text, least, most));
    return *number;
}

}  // namespace zoneproof
