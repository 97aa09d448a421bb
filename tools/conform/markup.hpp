// Text in XML and HTML.
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

}  // namespace zoneproof::conform
