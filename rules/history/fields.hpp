// The fields of a JSON object, asked for by name. Private to rules/history.
#pragma once

#include "parser/base/source.hpp"
#include "parser/base/time.hpp"
#include "parser/field/hex.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::lines {

using Json = nlohmann::json;

/// The first thing that is wrong with a line.
struct Wrong {
    std::string text;
};

/// Text that decoders of fields may read past the end of (parser/field/wire.hpp).
class Padded {
public:
    explicit Padded(std::string_view text) : text_(text), size_(text.size()) {
        text_.append(Block::padding, '\n');
    }
    std::string_view view() const { return std::string_view(text_).substr(0, size_); }

private:
    std::string text_;
    std::size_t size_;
};

inline std::vector<std::uint8_t> hex_octets(const Json& json, const std::string& path) {
    const Padded digits(json.is_string() ? json.get<std::string>() : "?");
    Wire wire;
    if (!digits.view().empty() && !put_hex_token(digits.view(), wire))
        throw Wrong{path + " is not hexadecimal"};
    return {wire.octets().begin(), wire.octets().end()};
}

/// The fields of one object: each is asked for by name, what nobody asked for is unknown.
/// Throws Wrong, which leaves this file as a LineFault.
class Fields {
public:
    Fields(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
        if (!json.is_object()) throw Wrong{(path_.empty() ? "it" : path_) + " is no object"};
    }

    const Json* find(const char* name) {
        const auto found = json_.find(name);
        if (found == json_.end()) return nullptr;
        asked_.emplace_back(name);
        return &*found;
    }
    const Json& get(const char* name) {
        const Json* const value = find(name);
        if (value == nullptr) throw Wrong{"the field " + path(name) + " is missing"};
        return *value;
    }
    std::uint64_t number(const char* name, std::uint64_t most = UINT64_MAX) {
        const Json& value = get(name);
        if (!value.is_number_unsigned() || value.get<std::uint64_t>() > most)
            throw Wrong{path(name) + " is no number up to " + std::to_string(most)};
        return value.get<std::uint64_t>();
    }
    template <class T>
    void read(const char* name, T& to) {
        to = static_cast<T>(number(name, std::numeric_limits<T>::max()));
    }
    template <class T>
    void read_if_there(const char* name, T& to) {
        if (json_.contains(name)) read(name, to);
    }
    bool flag(const char* name) {
        const Json& value = get(name);
        if (!value.is_boolean()) throw Wrong{path(name) + " is neither true nor false"};
        return value.get<bool>();
    }
    const std::string& text(const char* name) {
        const Json& value = get(name);
        if (!value.is_string()) throw Wrong{path(name) + " is no text"};
        return value.get_ref<const std::string&>();
    }
    std::string text_if_there(const char* name) { return json_.contains(name) ? text(name) : ""; }
    Timestamp moment(const char* name) {
        const auto moment = from_iso8601(text(name));
        if (!moment) throw Wrong{path(name) + " is no moment"};
        return *moment;
    }
    /// Octets in hexadecimal.
    std::vector<std::uint8_t> hex(const char* name) { return hex_octets(get(name), path(name)); }
    /// Calls each(item, its path) for the items of a list.
    template <class Each>
    void list(const char* name, const Each& each) {
        const Json& items = get(name);
        if (!items.is_array()) throw Wrong{path(name) + " is no list"};
        for (std::size_t i = 0; i < items.size(); ++i)
            each(items[i], path(name) + '[' + std::to_string(i) + ']');
    }
    template <class Each>
    void list_if_there(const char* name, const Each& each) {
        if (json_.contains(name)) list(name, each);
    }
    /// Adds the names nobody asked for.
    void done(std::string& unknown) const {
        for (const auto& [name, value] : json_.items()) {
            if (std::ranges::find(asked_, name) != asked_.end()) continue;
            if (unknown.size() > 200) return;
            unknown += (unknown.empty() ? "" : ", ") + path(name.substr(0, 40));
        }
    }
    std::string path(std::string_view name) const {
        return path_.empty() ? std::string(name) : path_ + '.' + std::string(name);
    }

private:
    const Json& json_;
    std::string path_;
    std::vector<std::string> asked_;
};

}  // namespace zoneproof::lines
