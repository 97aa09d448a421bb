// Members of a JSON object, each read at most once, every mistake noted with its JSON pointer (RFC
// 6901).
//
// A reader goes on after a mistake with a default, so that one run names all of them.
#pragma once

#include "corpus/builder/record.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::corpus {

using Json = nlohmann::ordered_json;
using Problems = std::vector<std::string>;

class Members {
public:
    /// @param pointer where the object stands: "" for the document
    Members(const Json& object, std::string pointer, Problems& problems);

    /// The member, or nullptr when it is not there.
    const Json* find(const char* name);
    std::optional<std::string> text(const char* name);
    /// Words, or a number written without quotes.
    std::optional<std::string> text_or_number(const char* name);
    std::optional<std::int64_t> number(const char* name, std::int64_t least, std::int64_t most);
    std::optional<bool> truth(const char* name);
    std::vector<std::string> texts(const char* name);
    std::vector<std::int64_t> numbers(const char* name, std::int64_t least, std::int64_t most);
    std::optional<Name> name(const char* name, NameView origin);
    std::optional<RrType> type(const char* name);
    std::optional<Bytes> hex(const char* name);
    /// The place of the word among `words`.
    std::optional<std::size_t> choice(const char* name, const std::vector<std::string_view>& words);
    /// Calls read(members) for an object, or for every object of an array.
    void object(const char* name, const std::function<void(Members&)>& read);
    void each(const char* name, const std::function<void(Members&)>& read);

    void problem(const std::string& name, const std::string& what);
    /// Notes the members that nobody asked for.
    void finish();

    const std::string& pointer() const { return pointer_; }

private:
    const Json& object_;
    std::string pointer_;
    Problems& problems_;
    std::vector<std::string> asked_;
};

}  // namespace zoneproof::corpus
