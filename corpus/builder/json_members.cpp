// Reading members; nlohmann-json holds the document.
#include "corpus/builder/json_members.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

const Json empty_object = Json::object();

/// "~" and "/" have their own spelling in a pointer: RFC 6901 3.
std::string escaped(std::string_view name) {
    std::string text;
    for (const char letter : name)
        if (letter == '~')
            text += "~0";
        else if (letter == '/')
            text += "~1";
        else
            text += letter;
    return text;
}

}  // namespace

Members::Members(const Json& object, std::string pointer, Problems& problems)
    : object_(object.is_object() ? object : empty_object), pointer_(std::move(pointer)),
      problems_(problems) {
    if (!object.is_object()) problems_.push_back(pointer_ + ": is no object");
}

const Json* Members::find(const char* name) {
    asked_.emplace_back(name);
    const auto found = object_.find(name);
    return found == object_.end() ? nullptr : &*found;
}

std::optional<std::string> Members::text(const char* name) {
    const Json* const value = find(name);
    if (value == nullptr) return {};
    if (!value->is_string()) return problem(name, "is no string"), std::nullopt;
    return value->get<std::string>();
}

std::optional<std::string> Members::text_or_number(const char* name) {
    const Json* const value = find(name);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    if (value->is_number_integer()) return value->dump();
    return problem(name, "is neither a string nor an integer"), std::nullopt;
}

std::optional<std::int64_t> Members::number(const char* name, std::int64_t least,
                                            std::int64_t most) {
    const Json* const value = find(name);
    if (value == nullptr) return {};
    const bool fits = value->is_number_integer() &&
                      !(value->is_number_unsigned() && value->get<std::uint64_t>() >> 63 != 0);
    if (!fits || value->get<std::int64_t>() < least || value->get<std::int64_t>() > most) {
        problem(name,
                "is no integer from " + std::to_string(least) + " to " + std::to_string(most));
        return {};
    }
    return value->get<std::int64_t>();
}

std::optional<bool> Members::truth(const char* name) {
    const Json* const value = find(name);
    if (value == nullptr) return {};
    if (!value->is_boolean()) return problem(name, "is neither true nor false"), std::nullopt;
    return value->get<bool>();
}

std::vector<std::string> Members::texts(const char* name) {
    const Json* const value = find(name);
    std::vector<std::string> items;
    if (value == nullptr) return items;
    if (!value->is_array()) return problem(name, "is no array"), items;
    for (std::size_t i = 0; i < value->size(); ++i)
        if ((*value)[i].is_string())
            items.push_back((*value)[i].get<std::string>());
        else
            problem(std::string(name) + "/" + std::to_string(i), "is no string");
    return items;
}

std::vector<std::int64_t> Members::numbers(const char* name, std::int64_t least,
                                           std::int64_t most) {
    const Json* const value = find(name);
    std::vector<std::int64_t> items;
    if (value == nullptr) return items;
    if (!value->is_array()) return problem(name, "is no array"), items;
    for (std::size_t i = 0; i < value->size(); ++i) {
        const Json& item = (*value)[i];
        if (item.is_number_unsigned() &&
            item.get<std::uint64_t>() <= static_cast<std::uint64_t>(most) &&
            item.get<std::int64_t>() >= least)
            items.push_back(item.get<std::int64_t>());
        else
            problem(std::string(name) + "/" + std::to_string(i),
                    "is no integer from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return items;
}

std::optional<Name> Members::name(const char* name, NameView origin) {
    const auto words = text(name);
    if (!words) return {};
    const auto parsed = name_from_text(*words, &origin);
    if (!parsed) problem(name, "'" + *words + "' is no domain name");
    return parsed;
}

std::optional<RrType> Members::type(const char* name) {
    const auto words = text(name);
    if (!words) return {};
    const auto parsed = type_from_text(*words);
    if (!parsed) problem(name, "'" + *words + "' is no type");
    return parsed;
}

std::optional<Bytes> Members::hex(const char* name) {
    const auto words = text(name);
    if (!words) return {};
    auto parsed = bytes_from_hex(*words);
    if (!parsed) return problem(name, parsed.error().text), std::nullopt;
    return *std::move(parsed);
}

std::optional<std::size_t> Members::choice(const char* name,
                                           const std::vector<std::string_view>& words) {
    const auto given = text(name);
    if (!given) return {};
    const auto found = std::ranges::find(words, *given);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    std::string list;
    for (const std::string_view word : words)
        list += (list.empty() ? "" : ", ") + std::string(word);
    return problem(name, "'" + *given + "' is not among " + list), std::nullopt;
}

void Members::object(const char* name, const std::function<void(Members&)>& read) {
    const Json* const value = find(name);
    if (value == nullptr) return;
    Members members(*value, pointer_ + "/" + escaped(name), problems_);
    read(members);
    members.finish();
}

void Members::each(const char* name, const std::function<void(Members&)>& read) {
    const Json* const value = find(name);
    if (value == nullptr) return;
    if (!value->is_array()) return problem(name, "is no array");
    for (std::size_t i = 0; i < value->size(); ++i) {
        Members members((*value)[i], pointer_ + "/" + escaped(name) + "/" + std::to_string(i),
                        problems_);
        read(members);
        members.finish();
    }
}

void Members::problem(const std::string& name, const std::string& what) {
    problems_.push_back(pointer_ + "/" + name + ": " + what);
}

void Members::finish() {
    for (const auto& [name, value] : object_.items())
        if (std::ranges::find(asked_, name) == asked_.end())
            problem(escaped(name), "is not known here");
}

}  // namespace zoneproof::corpus
