// Members of a JSON object from outside: each of the type that is asked for, or the first that is
// not is remembered.
#pragma once

#include "parser/base/result.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::conform {

using Json = nlohmann::ordered_json;

class Members {
public:
    Members(const Json& object, std::string where, std::string& problem)
        : object_(object), where_(std::move(where)), problem_(problem) {
        if (!object.is_object()) complain("", "no object");
    }

    std::string text(const char* name, bool required = false) {
        const Json* const member = find(name, required);
        if (member == nullptr) return {};
        if (!member->is_string()) return complain(name, "no string"), std::string();
        return member->get<std::string>();
    }
    /// One, or a list of them.
    std::vector<std::string> text_or_texts(const char* name) {
        const Json* const member = find(name, true);
        if (member != nullptr && member->is_string()) return {member->get<std::string>()};
        return texts(name, true);
    }
    std::int64_t number(const char* name, std::int64_t least, std::int64_t most,
                        std::int64_t otherwise = 0) {
        const Json* const member = find(name, false);
        if (member == nullptr) return otherwise;
        if (!member->is_number_integer()) return complain(name, "no integer"), otherwise;
        // A number above 2^63 would be read as a negative one.
        if (member->is_number_unsigned() && member->get<std::uint64_t>() > std::uint64_t{INT64_MAX})
            return complain(name, "out of range"), otherwise;
        const auto value = member->get<std::int64_t>();
        if (value < least || value > most) return complain(name, "out of range"), otherwise;
        return value;
    }
    bool truth(const char* name, bool otherwise) {
        const Json* const member = find(name, false);
        if (member == nullptr) return otherwise;
        if (!member->is_boolean()) return complain(name, "neither true nor false"), otherwise;
        return member->get<bool>();
    }
    std::vector<std::string> texts(const char* name, bool required = false) {
        std::vector<std::string> values;
        const Json* const member = find(name, required);
        if (member == nullptr) return values;
        if (!member->is_array()) return complain(name, "no list"), values;
        for (const Json& one : *member)
            if (one.is_string())
                values.push_back(one.get<std::string>());
            else
                complain(name, "holds something that is no string");
        return values;
    }
    /// Calls f(value, where) for each of a list.
    template <class F>
    void each(const char* name, bool required, F&& f) {
        const Json* const member = find(name, required);
        if (member == nullptr) return;
        if (!member->is_array()) return complain(name, "no list");
        std::size_t at = 0;
        for (const Json& one : *member) f(one, where_ + "/" + name + "/" + std::to_string(at++));
    }
    /// Calls f(key, value) for each member of an object.
    template <class F>
    void each_of(const char* name, F&& f) {
        const Json* const member = find(name, false);
        if (member == nullptr) return;
        if (!member->is_object()) return complain(name, "no object");
        for (const auto& [key, value] : member->items()) f(key, value);
    }
    void complain(const char* name, const char* what) {
        if (problem_.empty()) problem_ = where_ + "/" + name + ": " + what;
    }

private:
    const Json* find(const char* name, bool required) {
        if (!object_.is_object()) return nullptr;
        const auto found = object_.find(name);
        if (found != object_.end() && !found->is_null()) return &*found;
        if (required) complain(name, "missing");
        return nullptr;
    }

    const Json& object_;
    std::string where_;
    std::string& problem_;
};

/// Text with octets that are no UTF-8 replaced.
inline std::string dump(const Json& json, int indent = -1) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

}  // namespace zoneproof::conform
