#include "parser/field/char_string.hpp"

#include "parser/field/escape.hpp"

#include <algorithm>

namespace zoneproof {

bool put_char_string(std::string_view token, Wire& wire) {
    const std::size_t length = wire.size();
    if (!wire.put8(0) || !put_text(token, wire)) return false;
    const std::size_t octets = wire.size() - length - 1;
    // "a single length octet followed by that number of characters"
    if (octets > 255) return wire.fail(Fault::string_too_long);
    wire.data()[length] = static_cast<std::uint8_t>(octets);
    return true;
}

bool put_text(std::string_view token, Wire& wire) {
    if (!unquote(token, wire)) return false;
    std::size_t at = token.find('\\');
    if (at == std::string_view::npos) [[likely]]
        return wire.put(octets(token));
    if (!wire.put(octets(token.substr(0, at)))) return false;
    for (; at < token.size(); ++at) {
        int octet = static_cast<unsigned char>(token[at]);
        if (octet == '\\') octet = read_escape(token, at);
        if (octet < 0) return wire.fail(Fault::bad_escape);
        if (!wire.put8(static_cast<unsigned>(octet))) return false;
    }
    return true;
}

bool put_quoted_text(std::string_view token, Wire& wire) {
    if (token.front() != '"') return wire.fail(Fault::unexpected);
    return put_text(token, wire);
}

bool put_digit_string(std::string_view token, std::size_t fewest, Wire& wire) {
    const std::size_t length = wire.size();
    if (!put_char_string(token, wire)) return false;
    const Octets digits = wire.octets().subspan(length + 1);
    const bool good = digits.size() >= fewest && std::ranges::all_of(digits, [](std::uint8_t c) {
                          return is_digit(static_cast<char>(c));
                      });
    return good || wire.fail(Fault::unexpected);
}

}  // namespace zoneproof
