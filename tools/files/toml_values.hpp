// Values of TOML files as the program means them. What is wrong with one is a Refusal with its
// place, thrown to the function that reads the file, which makes an Error (usage) of it.
#pragma once

#include "parser/base/time.hpp"
#include "rules/near_miss.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <toml++/toml.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

struct Refusal {
    toml::source_position at;
    std::string why;
};
[[noreturn]] void refuse(const toml::node&, std::string why);
/// A key that a table does not have; `table` is empty for the file itself.
[[noreturn]] void refuse_key(const toml::key&, std::string_view table,
                             const std::vector<std::string>& known);

template <class Meaning>
using WordMap = std::map<std::string, Meaning, std::less<>>;

template <class Meaning>
std::vector<std::string> words_of(const WordMap<Meaning>& map) {
    std::vector<std::string> words;
    for (const auto& [word, meaning] : map) words.push_back(word);
    return words;
}

/// @param wanted ends "expected ..."
std::string text_of(const toml::node&, std::string_view wanted);
const toml::array& array_of(const toml::node&, std::string_view wanted);
/// "14d", "1h30m", or a whole number of seconds; at most 68 years, which RRSIG times can reach (RFC
/// 4034 3.1.5): what is longer is a slip of the keyboard.
std::int64_t duration_of(const toml::node&);
/// A TOML date, or one in quotes: its midnight in UTC.
Timestamp midnight_of(const toml::node&);

template <class Meaning>
Meaning choice_of(const toml::node& node, const WordMap<Meaning>& choices) {
    const std::vector<std::string> words = words_of(choices);
    const std::string text = text_of(node, fmt::format("one of {}", fmt::join(words, ", ")));
    const auto choice = choices.find(text);
    if (choice == choices.end())
        refuse(node, fmt::format("'{}' is none of {}{}", text, fmt::join(words, ", "),
                                 did_you_mean(text, words)));
    return choice->second;
}

}  // namespace zoneproof
