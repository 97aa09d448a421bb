// TZif: a header, a block with 32-bit times, and from version 2 on a second header, a block with
// 64-bit times and a rule for the years behind them (RFC 9636 3). C++20 has time zones, g++ 12 has
// not.
#include "tools/files/time_zone_file.hpp"

#include "tools/files/small_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace zoneproof {
namespace {

Error usage(std::string text) {
    return {ErrorCode::usage, std::move(text)};
}

class TzifReader {
public:
    TzifReader(const std::string& name, std::string_view octets) : name_(name), rest_(octets) {}

    Result<TimeZone> read();

private:
    struct Header {
        char version;
        std::uint32_t ut_indicators, standard_indicators, leap_seconds, transitions, types, letters;

        std::uint64_t block_octets(unsigned time_octets) const {
            return std::uint64_t{transitions} * (time_octets + 1) + std::uint64_t{types} * 6 +
                   letters + std::uint64_t{leap_seconds} * (time_octets + 4) + standard_indicators +
                   ut_indicators;
        }
    };
    struct Table {
        std::int32_t first = 0, last = 0;
        std::vector<TimeZone::Transition> transitions;
    };

    std::optional<Header> header();
    std::optional<Table> table(const Header&, unsigned time_octets);
    std::uint64_t number(unsigned octets);
    Error damaged() const {
        return usage(fmt::format("the data of time zone '{}' is damaged", name_));
    }

    const std::string& name_;
    std::string_view rest_;
};

/// Big-endian; the caller has seen that the octets are there.
std::uint64_t TzifReader::number(unsigned octets) {
    std::uint64_t value = 0;
    for (unsigned i = 0; i < octets; ++i) value = value << 8 | static_cast<std::uint8_t>(rest_[i]);
    rest_.remove_prefix(octets);
    return value;
}

std::optional<TzifReader::Header> TzifReader::header() {
    if (rest_.size() < 44 || !rest_.starts_with("TZif")) return std::nullopt;
    Header header{};
    header.version = rest_[4];
    rest_.remove_prefix(20);  // 15 octets are unused
    for (std::uint32_t* const count :
         {&header.ut_indicators, &header.standard_indicators, &header.leap_seconds,
          &header.transitions, &header.types, &header.letters})
        *count = static_cast<std::uint32_t>(number(4));
    return header;
}

std::optional<TzifReader::Table> TzifReader::table(const Header& header, unsigned time_octets) {
    const std::uint64_t size = header.block_octets(time_octets);
    if (rest_.size() < size || header.types == 0) return std::nullopt;
    const std::string_view behind = rest_.substr(static_cast<std::size_t>(size));

    std::vector<std::int64_t> times;
    for (std::uint32_t i = 0; i < header.transitions; ++i) {
        const std::uint64_t time = number(time_octets);
        times.push_back(time_octets == 4 ? static_cast<std::int32_t>(time)
                                         : static_cast<std::int64_t>(time));
    }
    const std::string_view type_of = rest_.substr(0, header.transitions);
    rest_.remove_prefix(header.transitions);
    std::vector<std::int32_t> offsets;
    for (std::uint32_t i = 0; i < header.types; ++i) {
        offsets.push_back(static_cast<std::int32_t>(number(4)));
        // "SHOULD be more than -93600 (-25:59:59) and less than 93600" RFC 9636 3.2
        if (offsets.back() <= -93600 || offsets.back() >= 93600) return std::nullopt;
        number(2);
    }

    Table table{offsets[0], offsets[0], {}};
    for (std::uint32_t i = 0; i < header.transitions; ++i) {
        const auto type = static_cast<std::uint8_t>(type_of[i]);
        if (type >= header.types || (i != 0 && times[i] <= times[i - 1])) return std::nullopt;
        table.transitions.push_back({times[i], offsets[type]});
        table.last = offsets[type];
    }
    rest_ = behind;
    return table;
}

Result<TimeZone> TzifReader::read() {
    const auto old_header = header();
    if (!old_header) return damaged();
    const std::uint64_t old_size = old_header->block_octets(4);
    if (rest_.size() < old_size) return damaged();
    // Leap seconds would shift every moment: a clock that counts them is none of ours.
    if (old_header->leap_seconds != 0)
        return usage(fmt::format("time zone '{}' counts leap seconds", name_));
    if (old_header->version == '\0') {
        const auto old = table(*old_header, 4);
        if (!old) return damaged();
        return TimeZone(name_, old->first, old->transitions, old->last, std::nullopt);
    }

    rest_.remove_prefix(static_cast<std::size_t>(old_size));
    const auto new_header = header();
    if (!new_header) return damaged();
    if (new_header->leap_seconds != 0)
        return usage(fmt::format("time zone '{}' counts leap seconds", name_));
    const auto full = table(*new_header, 8);
    if (!full || rest_.size() < 2 || rest_.front() != '\n') return damaged();
    const std::size_t end = rest_.find('\n', 1);
    if (end == rest_.npos) return damaged();
    const std::string_view text = rest_.substr(1, end - 1);
    if (text.empty())
        return TimeZone(name_, full->first, full->transitions, full->last, std::nullopt);
    const auto rule = zone_rule_from_text(text);
    if (!rule) return damaged();
    return TimeZone(name_, full->first, full->transitions, rule->standard, rule->daylight);
}

/// "UTC", "Z", "+06:00", "-0530": what an ISO 8601 moment ends in.
std::optional<TimeZone> fixed_zone(const std::string& name) {
    if (name == "UTC" || name == "Z") return TimeZone("UTC");
    if (name.empty() || (name[0] != '+' && name[0] != '-')) return std::nullopt;
    const auto noon = from_iso8601("2000-01-01T12:00" + name);
    if (!noon) return std::nullopt;
    const std::int64_t utc_noon = seconds(*from_iso8601("2000-01-01T12:00Z"));
    return TimeZone("UTC" + name, static_cast<std::int32_t>(utc_noon - seconds(*noon)));
}

/// Letters, digits, "_", "-", "+" and "/": a name of the data base, and no way out of its folder.
bool is_zone_name(const std::string& name) {
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-' || c == '+' || c == '/';
    });
    return plain && !name.empty() && name.front() != '/' && name.back() != '/';
}

}  // namespace

Result<TimeZone> time_zone_from_octets(const std::string& name, std::string_view octets) {
    return TzifReader(name, octets).read();
}

Result<TimeZone> time_zone_by_name(const std::string& name, const std::string& folder) {
    if (auto fixed = fixed_zone(name)) return std::move(*fixed);
    const Error unknown = usage(
        fmt::format("'{}' is no time zone: UTC, +06:00, or a name as in Europe/Berlin", name));
    if (!is_zone_name(name)) return unknown;
    std::error_code ignored;
    if (!std::filesystem::is_directory(folder, ignored))
        return usage(fmt::format("time zone '{}' needs the system's zone data, and {} is not there "
                                 "(Debian's package tzdata)",
                                 name, folder));
    const std::string path = folder + "/" + name;
    if (!std::filesystem::is_regular_file(path, ignored)) return unknown;
    const auto octets = read_small_file(path);
    if (!octets) return usage(octets.error().text);
    return time_zone_from_octets(name, *octets);
}

}  // namespace zoneproof
