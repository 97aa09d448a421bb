// JsonWriter: JSON text as it is written, member by member; nothing is built first, so that
// millions of findings cost no more than their octets.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof {

class JsonWriter {
public:
    /// Appends an object; `body` writes its members.
    template <class Body>
    void object(const Body& body) {
        open('{'), body(), close('}');
    }

    template <class Value>
    void member(std::string_view name, const Value& value) {
        key(name), write(value);
    }
    template <class Body>
    void object_member(std::string_view name, const Body& body) {
        key(name), object(body);
    }
    /// `item(element)` writes one value for each element of the range.
    template <class Range, class Item>
    void array_member(std::string_view name, const Range& range, const Item& item) {
        key(name), open('[');
        for (const auto& element : range) item(element);
        close(']');
    }

    void write(std::string_view text);
    void write(const std::string& text) { write(std::string_view(text)); }
    void write(const char* text) { write(std::string_view(text)); }
    void write(bool value);
    void write(std::integral auto number) { write_number(static_cast<std::int64_t>(number)); }
    template <class Value>
    void write(const std::optional<Value>& value) {
        value ? write(*value) : write_null();
    }
    void write_null();

    const std::string& text() const { return text_; }
    void clear() { text_.clear(), separate_ = false; }

private:
    void key(std::string_view name);
    void open(char bracket);
    void close(char bracket);
    void separate();
    void write_number(std::int64_t);

    std::string text_;
    bool separate_ = false;  // the next value needs a comma in front
};

}  // namespace zoneproof
