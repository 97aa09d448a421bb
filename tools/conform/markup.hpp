// Text in XML and HTML, and in the lines of plain reports.
#pragma once

#include <string>
#include <string_view>

namespace zoneproof::conform {

/// Markup escaped; control characters, which XML 1.0 cannot hold, and octets that are no ASCII
/// replaced by "?".
inline std::string markup(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if ((octet < 0x20 && c != '\n' && c != '\t') || octet >= 0x7f)
            out += '?';
        else
            out += c;
    }
    return out;
}

/// As one line of a report in plain text: nothing an adapter says may steer a terminal or begin a
/// line of its own.
inline std::string one_line(std::string text) {
    for (char& c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '\n' || c == '\t')
            c = ' ';
        else if (octet < 0x20 || octet >= 0x7f)
            c = '?';
    }
    return text;
}

}  // namespace zoneproof::conform
