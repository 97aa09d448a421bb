// explain: one rule of the catalogue, as a page.
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/near_miss.hpp"
#include "tools/render/words.hpp"
#include "tools/terminal.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr std::size_t indent = 15, width = 100;

std::string since(YearMonth month) {
    return month.year == 0 ? "not tied to a date"
                           : fmt::format("in force since {}-{:02}", month.year, month.month);
}

std::string_view needs(const Rule& rule) {
    switch (rule.input) {
    case Input::parent_ds: return "--ds";
    case Input::zone: break;
    }
    switch (rule.applies) {
    case Applies::signed_zone: return "a signed zone";
    case Applies::nsec_zone: return "a zone with NSEC";
    case Applies::nsec3_zone: return "a zone with NSEC3";
    case Applies::always: break;
    }
    return {};
}

/// Rules that speak for this one, or that it speaks for, on the same subject.
std::string related(const Rule& rule) {
    std::string list;
    for (const Mask& mask : masks()) {
        const std::string_view other = mask.winner == rule.id   ? mask.silent
                                       : mask.silent == rule.id ? mask.winner
                                                                : "";
        if (!other.empty()) append_item(list, other);
    }
    return list;
}

std::string paragraph(const Style& style, std::string_view name, std::string_view text) {
    if (text.empty()) return {};
    return style.bold(fmt::format("{:<14}", name)) + " " + wrapped(text, indent, width) + "\n";
}

/// Zone text, line by line.
std::string example(const Style& style, std::string_view name, std::string_view text) {
    std::string shown;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        shown +=
            style.bold(fmt::format("{:<14}", name)) + fmt::format(" {}\n", text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        name = {};
    }
    return shown;
}

int unknown(const std::string& id) {
    std::vector<std::string> ids;
    for (const Rule* const rule : catalogue()) ids.emplace_back(rule->id);
    complain(fmt::format("no rule is called '{}'", id));
    if (const auto meant = near_miss(id, ids); !meant.empty())
        tell(fmt::format("Did you mean {}?\n", meant));
    tell("zoneproof rules lists all.\n");
    return 2;
}

}  // namespace

int run(const ExplainCommand& command, Output& output) {
    const Rule* const rule = find_rule(command.rule);
    if (rule == nullptr) return unknown(command.rule);
    const Style style(wants_color(command.color, STDOUT_FILENO));
    output.write(fmt::format("{}   {} · family {} · {}\n", style.bold(rule->id),
                             to_text(rule->severity), to_text(rule->family), since(rule->since)));
    output.write(paragraph(style, "Needs", needs(*rule)));
    output.write(paragraph(style, "Says", rule->says));
    output.write(paragraph(style, "Citation", rule->cites));
    output.write(paragraph(style, "Why it matters", rule->why));
    output.write(paragraph(style, "Fix", rule->fix));
    output.write(example(style, "Good", rule->good));
    output.write(example(style, "Bad", rule->bad));
    output.write(paragraph(style, "Related", related(*rule)));
    return 0;
}

}  // namespace zoneproof
