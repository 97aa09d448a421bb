#include "tools/files/toml_values.hpp"

#include "tools/options/quantity.hpp"

#include <optional>

namespace zoneproof {
namespace {

constexpr std::int64_t longest = 0x7FFFFFFF;

std::optional<std::string> date_text(const toml::node& node) {
    if (const auto* const date = node.as_date())
        return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month,
                           date->get().day);
    if (const auto* const text = node.as_string()) return text->get();
    return std::nullopt;
}

}  // namespace

void refuse(const toml::node& node, std::string why) {
    throw Refusal{node.source().begin, std::move(why)};
}

void refuse_key(const toml::key& key, std::string_view table,
                const std::vector<std::string>& known) {
    const std::string where = table.empty() ? "the file" : fmt::format("[{}]", table);
    throw Refusal{key.source().begin, fmt::format("{} has no key '{}'{}", where, key.str(),
                                                  did_you_mean(key.str(), known))};
}

std::string text_of(const toml::node& node, std::string_view wanted) {
    const auto* const text = node.as_string();
    if (text == nullptr) refuse(node, fmt::format("expected {}", wanted));
    return text->get();
}

const toml::array& array_of(const toml::node& node, std::string_view wanted) {
    const auto* const array = node.as_array();
    if (array == nullptr) refuse(node, fmt::format("expected {}", wanted));
    return *array;
}

std::int64_t duration_of(const toml::node& node) {
    const auto* const number = node.as_integer();
    const auto result =
        number != nullptr && number->get() >= 0
            ? Result<std::int64_t>(number->get())
            : duration_from_text(text_of(node, "a duration, as in \"14d\" or \"1h30m\""));
    if (!result) refuse(node, result.error().text);
    if (*result > longest)
        refuse(node, fmt::format("{} is too long: at most 68 years", to_words(*result)));
    return *result;
}

Timestamp midnight_of(const toml::node& node) {
    const auto text = date_text(node);
    const auto moment = text && text->size() == 10 ? from_iso8601(*text) : std::nullopt;
    if (!moment) refuse(node, "expected a date, as in 2026-12-25");
    return *moment;
}

}  // namespace zoneproof
