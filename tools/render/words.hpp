// Words: numbers, lists and paragraphs for people, and the colours of a terminal.
#pragma once

#include "parser/base/time.hpp"
#include "rules/context.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace zoneproof {

/// "1,934"
std::string grouped(std::uint64_t);
/// "1 error", "2 errors", "1,934 places"
std::string counted(std::uint64_t, std::string_view noun);

/// Octets of the well-formed UTF-8 character at the front of a text, 0 when there is none (RFC 3629
/// 4).
std::size_t character_length(std::string_view text);
inline constexpr std::string_view replacement_character = "\xEF\xBF\xBD";  // U+FFFD

/// One line of printable text: control characters and malformed UTF-8 become U+FFFD. Nothing from a
/// zone file or a file name may steer a terminal.
std::string printable(std::string_view);
/// Characters of UTF-8 text, each taken to be one column wide.
std::size_t columns(std::string_view);

/// Appends `item` to a list that grows, with `separator` between items.
void append_item(std::string& list, std::string_view item, std::string_view separator = ", ");

/// Breaks a paragraph at blanks into lines of at most `width` columns; all but the first begin with
/// `indent` blanks.
std::string wrapped(std::string_view paragraph, std::size_t indent, std::size_t width);

/// "2026-08-01T06:00:00Z", or "A/B" (ISO 8601 4.4.1) for a range.
std::string to_text(const Moment&);
/// "2026-12-20 04:11Z"
std::string to_minute(Timestamp);

/// ANSI colours, or nothing where they are not wanted.
class Style {
public:
    explicit Style(bool color) : color_(color) {}
    std::string bold(std::string_view text) const { return paint("1", text); }
    std::string red(std::string_view text) const { return paint("1;31", text); }
    std::string yellow(std::string_view text) const { return paint("1;33", text); }
    std::string green(std::string_view text) const { return paint("1;32", text); }
    std::string blue(std::string_view text) const { return paint("1;34", text); }

private:
    std::string paint(std::string_view code, std::string_view text) const;
    bool color_;
};

}  // namespace zoneproof
