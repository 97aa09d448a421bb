#include "tools/render/words.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

/// C0, DEL, C1, and the characters that turn the direction of text around.
bool steers(std::string_view character) {
    const unsigned first = static_cast<unsigned char>(character[0]);
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    if (character.size() == 2)
        return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
    if (character.size() != 3 || first != 0xE2) return false;
    const unsigned low = (static_cast<unsigned char>(character[1]) & 0x3Fu) << 6 |
                         (static_cast<unsigned char>(character[2]) & 0x3Fu);
    return (low >= 0x00E && low <= 0x00F) || (low >= 0x028 && low <= 0x02E) ||
           (low >= 0x066 && low <= 0x069);
}

}  // namespace

std::string grouped(std::uint64_t number) {
    std::string text = std::to_string(number);
    for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, 1, ',');
    return text;
}

std::string counted(std::uint64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", grouped(count), noun, count == 1 ? "" : "s");
}

std::size_t character_length(std::string_view text) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = octet(0);
    const std::size_t length = first < 0x80   ? 1
                               : first < 0xC2 ? 0
                               : first < 0xE0 ? 2
                               : first < 0xF0 ? 3
                               : first < 0xF5 ? 4
                                              : 0;
    if (length == 0 || length > text.size()) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((octet(i) & 0xC0) != 0x80) return 0;
    if (length > 2) {  // no overlong forms, surrogates, or numbers above U+10FFFF
        const unsigned second = octet(1);
        if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
            (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
            return 0;
    }
    return length;
}

std::string printable(std::string_view text) {
    std::string shown;
    shown.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const std::string_view character = text.substr(0, length == 0 ? 1 : length);
        shown += character == "\t"                  ? " "
                 : length == 0 || steers(character) ? replacement_character
                                                    : character;
        text.remove_prefix(character.size());
    }
    return shown;
}

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

void append_item(std::string& list, std::string_view item, std::string_view separator) {
    if (!list.empty()) list += separator;
    list += item;
}

std::string wrapped(std::string_view paragraph, std::size_t indent, std::size_t width) {
    std::string text;
    std::size_t column = indent;
    while (!paragraph.empty()) {
        const std::size_t blank = paragraph.find(' ');
        const std::string_view word = paragraph.substr(0, blank);
        paragraph.remove_prefix(blank == paragraph.npos ? paragraph.size() : blank + 1);
        if (word.empty()) continue;
        if (column != indent && column + 1 + columns(word) > width) {
            text += '\n';
            text.append(indent, ' ');
            column = indent;
        } else if (column != indent) {
            text += ' ';
            ++column;
        }
        text += word;
        column += columns(word);
    }
    return text;
}

std::string to_text(const Moment& moment) {
    return moment.is_range() ? to_iso8601(moment.from) + "/" + to_iso8601(moment.to)
                             : to_iso8601(moment.from);
}

std::string to_minute(Timestamp time) {
    std::string text = to_iso8601(time);  // 2026-12-20T04:11:00Z
    const std::size_t t = text.find('T');
    if (t == text.npos || text.size() < t + 6) return text;
    text[t] = ' ';
    return text.substr(0, t + 6) + "Z";
}

std::string Style::paint(std::string_view code, std::string_view text) const {
    return color_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

}  // namespace zoneproof
