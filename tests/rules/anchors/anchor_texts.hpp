// Files of trust anchors as resolvers write them, for tests.
#pragma once

#include "parser/field/encode.hpp"
#include "rules/anchors/judge.hpp"
#include "rules/anchors/root_keys.hpp"
#include "tests/catch.hpp"

#include <fmt/format.h>

#include <set>
#include <string>

namespace zoneproof::testing {

inline constexpr std::int64_t day = 86400;

inline Timestamp on(const char* date) {
    return from_iso8601(date).value();
}

inline std::string public_key(std::uint16_t tag) {
    return to_base64(Octets(find_root_key(tag)->dnskey).subspan(4));
}
inline std::string digest(std::uint16_t tag) {
    return to_hex(Octets(find_root_key(tag)->ds).subspan(4), true);
}
inline std::string ds_line(std::uint16_t tag) {
    return fmt::format(". IN DS {} 8 2 {}\n", tag, digest(tag));
}

/// As Unbound writes it.
inline std::string autotrust_line(std::uint16_t tag, unsigned state, Timestamp change) {
    static const char* const names[] = {" START ", "ADDPEND", " VALID ",
                                        "MISSING", "REVOKED", "REMOVED"};
    return fmt::format(".\t172800\tIN\tDNSKEY\t257 3 8 {} ;{{id = {} (ksk), size = 2048b}} "
                       ";;state={} [ {} ] ;;count=0 ;;lastchange={} ;;some day\n",
                       public_key(tag), tag, state, names[state], seconds(change));
}
inline std::string autotrust(const std::string& lines, Timestamp last_success) {
    return fmt::format("; autotrust trust anchor file\n;;id: . 1\n;;last_queried: {0} ;;some day\n"
                       ";;last_success: {0} ;;some day\n;;next_probe_time: {0} ;;some day\n"
                       ";;query_failed: 0\n;;query_interval: 43200\n;;retry_time: 8640\n{1}",
                       seconds(last_success), lines);
}

inline AnchorFile file_of(const std::string& text) {
    auto file = anchors_in(text, "anchors");
    REQUIRE(file);
    return *std::move(file);
}
inline std::string error_of(const std::string& text) {
    const auto file = anchors_in(text, "anchors");
    return file ? "" : file.error().text;
}

/// The findings of a file at a moment, by cause.
inline std::set<std::string> causes(const std::string& text, Timestamp at) {
    const AnchorFile file = file_of(text);
    std::set<std::string> found;
    for (const AnchorFinding& finding : judge(file, at).findings) found.emplace(finding.cause);
    return found;
}
/// The verdict on its only zone.
inline JudgedPoint verdict(const AnchorFile& file, Timestamp at) {
    const auto judged = judge(file, at);
    REQUIRE(judged.points.size() == 1);
    return judged.points.front();
}

}  // namespace zoneproof::testing
