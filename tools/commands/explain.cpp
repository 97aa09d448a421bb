// explain: one rule of the catalogue, as a page, or the rules of a family, a line each.
#include "rules/near_miss.hpp"
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/render/rule_page.hpp"
#include "tools/render/words.hpp"
#include "tools/terminal.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr std::size_t width = 100;

std::string shown(const Style& style, std::string_view name, std::string_view line) {
    return style.bold(fmt::format("{:<14}", name)) + fmt::format(" {}\n", line);
}

std::string shown(const Style& style, const Paragraph& paragraph) {
    constexpr std::size_t indent = 15;
    if (!paragraph.is_zone_text)
        return shown(style, paragraph.name, wrapped(paragraph.text, indent, width));
    std::string text;
    std::string_view name = paragraph.name, rest = paragraph.text;
    while (!rest.empty()) {
        const std::size_t end = rest.find('\n');
        text += shown(style, name, rest.substr(0, end));
        rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
        name = {};
    }
    return text;
}

std::string rule_text(const Style& style, const Rule& rule) {
    std::string text = style.bold(rule.id) + "   " + rule_title(rule) + "\n";
    for (const Paragraph& paragraph : rule_paragraphs(rule)) text += shown(style, paragraph);
    return text;
}

/// Empty when no family is called so.
std::string family_text(const Style& style, std::string_view family) {
    std::string text;
    for (const Rule* const rule : catalogue())
        if (to_text(rule->family) == family)
            text += fmt::format("{} {:<8} {}\n", style.bold(fmt::format("{:<36}", rule->id)),
                                to_text(rule->severity), rule->says);
    return text;
}

int unknown(const std::string& word) {
    std::vector<std::string> known;
    for (std::size_t family = 0; family < families; ++family)
        known.emplace_back(to_text(static_cast<Family>(family)));
    for (const Rule* const rule : catalogue()) known.emplace_back(rule->id);
    complain(fmt::format("no rule or family is called '{}'{}", word, did_you_mean(word, known)));
    tell("zoneproof rules lists all.\n");
    return 2;
}

}  // namespace

int run(const ExplainCommand& command, Output& output) {
    const Style style(wants_color(command.color, STDOUT_FILENO));
    const Rule* const rule = find_rule(command.rule);
    const std::string text =
        rule != nullptr ? rule_text(style, *rule) : family_text(style, command.rule);
    if (text.empty()) return unknown(command.rule);
    output.write(text);
    return 0;
}

}  // namespace zoneproof
