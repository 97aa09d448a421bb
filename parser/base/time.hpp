// Moments in time, and the serial arithmetic of 32-bit DNS times (RFC 1982, RFC 4034 3.1.5).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof {

/// Seconds since 1970-01-01T00:00:00Z, without leap seconds. 64 bits: the moment itself never
/// wraps.
enum class Timestamp : std::int64_t {};

constexpr std::int64_t seconds(Timestamp t) {
    return static_cast<std::int64_t>(t);
}
constexpr std::uint32_t serial_time(Timestamp t) {
    return static_cast<std::uint32_t>(seconds(t));
}

/// b - a in serial arithmetic: negative when b lies before a. A difference of exactly 2^31 is
/// incomparable in RFC 1982; it comes out negative here, so such a moment falls outside every
/// validity period.
constexpr std::int32_t serial_distance(std::uint32_t a, std::uint32_t b) {
    return static_cast<std::int32_t>(b - a);
}

/// The moment nearest to `reference` that a 32-bit time can mean.
constexpr Timestamp nearest(std::uint32_t time, Timestamp reference) {
    return Timestamp{seconds(reference) + serial_distance(serial_time(reference), time)};
}

/// "2026-11-22T02:40:00Z"
std::string to_iso8601(Timestamp);
/// "20261122024000", the presentation form of RRSIG times (RFC 4034 3.2).
std::string to_digits(Timestamp);
/// "28 d 1 h", "2 h 5 min", "12 s": the two largest units; negative spans without sign.
std::string to_words(std::int64_t seconds);

/// YYYYMMDDHHmmSS, a real date of the Gregorian calendar, or nothing.
std::optional<Timestamp> from_digits(std::string_view);
/// A date, 2026-08-01, its midnight in UTC; or with T06:00 or T06:00:00 and Z or an offset, +02:00,
/// +0200 or +02. In UTC too its year is 0001 to 9999.
std::optional<Timestamp> from_iso8601(std::string_view);
/// Year 1..9999, month 1..12, day 1..31; nothing for a date the calendar does not have.
std::optional<Timestamp> from_calendar(int year, int month, int day, int hour, int minute,
                                       int second);

}  // namespace zoneproof
