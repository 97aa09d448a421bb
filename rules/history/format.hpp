// The lines of manifest.jsonl and ds.jsonl (docs/FORMAT.md, "History"): JSON objects that carry a
// number and, last, a checksum over all in front of it. Private to rules/history.
#pragma once

#include "rules/history/history.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace zoneproof {

inline constexpr const char* manifest_file = "manifest.jsonl";
inline constexpr const char* ds_file = "ds.jsonl";

/// Without the newline.
std::string to_line(const Version&, NameView zone, std::uint64_t number);
std::string to_line(const DsVersion&, NameView zone, std::uint64_t number);

/// `{...` with `,"sum":"0123456789abcdef"}` behind it: the first half of a SHA-256, enough against
/// damage, which is no forger.
std::string with_checksum(std::string_view object_without_brace);
enum class Checksum : std::uint8_t { right, wrong, none };
Checksum checksum(std::string_view line);

/// What a line says, whatever it records.
template <class Record>
struct ReadLine {
    Record record;
    Name zone;
    std::uint64_t number = 0;  // 0: it has none
    std::string unknown;       // names of fields that were not read, comma between
};
/// Why a line is none of ours; `later` is a format that is not ours yet.
struct LineFault {
    std::string text;
    bool later = false;
};
std::variant<ReadLine<Version>, LineFault> read_version(std::string_view line);
std::variant<ReadLine<DsVersion>, LineFault> read_ds(std::string_view line);

}  // namespace zoneproof
