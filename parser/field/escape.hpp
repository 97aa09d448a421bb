// Quotes and escapes of presentation form: RFC 1035 5.1, RFC 4343 2.1.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes the quotes off a quoted token and leaves others alone. A quote behind an odd number of
/// backslashes does not close: the newline did (Fault::unclosed_quote).
inline bool unquote(std::string_view& token, Wire& wire) {
    if (token.empty() || token.front() != '"') return true;
    if (token.size() < 2 || token.back() != '"') return wire.fail(Fault::unclosed_quote);
    token = token.substr(1, token.size() - 2);
    std::size_t backslashes = 0;
    while (backslashes < token.size() && token[token.size() - 1 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 0 || wire.fail(Fault::unclosed_quote);
}

/// The octet meant by the escape whose backslash stands at text[at]; `at` moves to the escape's
/// last octet. "\DDD ... the octet corresponding to the decimal number", else "\X"; -1 for a number
/// above 255, fewer than three digits, or nothing behind the backslash.
inline int read_escape(std::string_view text, std::size_t& at) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.empty()) return -1;
    if (!is_digit(rest[0])) {
        ++at;
        return static_cast<unsigned char>(rest[0]);
    }
    if (rest.size() < 3 || !is_digit(rest[1]) || !is_digit(rest[2])) return -1;
    const int value = (rest[0] - '0') * 100 + (rest[1] - '0') * 10 + (rest[2] - '0');
    at += 3;
    return value <= 255 ? value : -1;
}

}  // namespace zoneproof
