// What the options of several commands are made of.
#pragma once

#include "parser/base/result.hpp"

#include <CLI/CLI.hpp>

#include <string>
#include <utility>
#include <vector>

namespace zoneproof {

/// An option value that cannot be understood, on its way to exit 2.
[[noreturn]] inline void refuse(const std::string& option, const std::string& why) {
    throw CLI::ValidationError(option, why);
}

template <class T>
T take(Result<T> result, const std::string& option) {
    if (!result) refuse(option, result.error().text);
    return std::move(*result);
}

inline void add_text(CLI::App& app, const std::string& name, std::string& value, const char* type,
                     const char* what, const char* group) {
    app.add_option(name, value, what)->type_name(type)->group(group);
}

/// An option that may be given several times, one value each.
inline void add_list(CLI::App& app, const std::string& name, std::vector<std::string>& values,
                     const char* type, const char* what, const char* group) {
    app.add_option_function<std::vector<std::string>>(
           name, [&values](const std::vector<std::string>& given) { values = given; }, what)
        ->type_name(type)
        ->expected(1)
        ->allow_extra_args(false)  // else the file behind it would be its second value
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
        ->group(group);
}

/// "-f json": one object for programs instead of text for people.
inline void add_format(CLI::App& app, bool& json) {
    app.add_option_function<std::string>(
           "-f,--format",
           [&json](const std::string& word) {
               if (word != "text" && word != "json")
                   refuse("--format", "'" + word + "' is none of json, text");
               json = word == "json";
           },
           "Default text")
        ->type_name("json|text")
        ->group("Output");
}

}  // namespace zoneproof
