#include "tools/render/json_writer.hpp"

#include "tools/render/words.hpp"

#include <fmt/format.h>

namespace zoneproof {

void JsonWriter::write(std::string_view text) {
    separate();
    text_ += '"';
    while (!text.empty()) {
        const std::size_t length = character_length(text);
        const unsigned char first = static_cast<unsigned char>(text[0]);
        if (length == 0) {
            text_ += replacement_character;  // the output is UTF-8, whatever a file name is
        } else if (first == '"' || first == '\\') {
            text_ += '\\';
            text_ += text[0];
        } else if (first < 0x20) {
            text_ += fmt::format("\\u{:04x}", first);
        } else {
            text_ += text.substr(0, length);
        }
        text.remove_prefix(length == 0 ? 1 : length);
    }
    text_ += '"';
}

void JsonWriter::write(bool value) {
    separate(), text_ += value ? "true" : "false";
}

void JsonWriter::write_null() {
    separate(), text_ += "null";
}

void JsonWriter::write_number(std::int64_t number) {
    separate();
    text_ += fmt::format_int(number).c_str();
}

void JsonWriter::key(std::string_view name) {
    separate();
    text_ += '"';
    text_ += name;  // ours: nothing in it to escape
    text_ += "\":";
    separate_ = false;
}

void JsonWriter::open(char bracket) {
    separate();
    text_ += bracket;
    separate_ = false;
}

void JsonWriter::close(char bracket) {
    text_ += bracket;
    separate_ = true;
}

void JsonWriter::separate() {
    if (separate_) text_ += ',';
    separate_ = true;
}

}  // namespace zoneproof
