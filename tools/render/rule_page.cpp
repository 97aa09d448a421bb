#include "tools/render/rule_page.hpp"

#include "tools/render/words.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

std::string since(YearMonth month) {
    return month.year == 0 ? "not tied to a date"
                           : fmt::format("in force since {}-{:02}", month.year, month.month);
}

std::string_view needs(const Rule& rule) {
    switch (rule.input) {
    case Input::parent_ds: return "--ds";
    case Input::history: return "--previous or --history";
    case Input::ceremony: return "--policy with next_ceremony";
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

/// Characters that would mean something in Markdown stand for themselves.
std::string escaped(std::string_view text) {
    std::string shown;
    for (const char c : text) {
        if (std::string_view("\\`*_<[|").find(c) != std::string_view::npos) shown += '\\';
        shown += c;
    }
    return shown;
}

std::string link(std::string_view rule) {
    return fmt::format("[{0}]({0}.md)", rule);
}

std::string links(std::string_view list) {
    std::string text;
    while (!list.empty()) {
        const std::size_t comma = list.find(", ");
        append_item(text, link(list.substr(0, comma)));
        list.remove_prefix(comma == list.npos ? list.size() : comma + 2);
    }
    return text;
}

std::string markdown(const Paragraph& paragraph) {
    if (paragraph.is_zone_text)
        return fmt::format("**{}**\n\n```\n{}\n```\n", paragraph.name, paragraph.text);
    return fmt::format("**{}** {}\n", paragraph.name,
                       paragraph.is_list_of_rules ? links(paragraph.text)
                                                  : escaped(paragraph.text));
}

}  // namespace

std::string rule_title(const Rule& rule) {
    return fmt::format("{} · family {} · {}", to_text(rule.severity), to_text(rule.family),
                       since(rule.since));
}

std::vector<Paragraph> rule_paragraphs(const Rule& rule) {
    std::vector<Paragraph> all = {
        {"Needs", std::string(needs(rule))},   {"Says", std::string(rule.says)},
        {"Citation", std::string(rule.cites)}, {"Why it matters", std::string(rule.why)},
        {"Fix", std::string(rule.fix)},        {"Good", std::string(rule.good), true},
        {"Bad", std::string(rule.bad), true},  {"Related", related(rule), false, true}};
    std::erase_if(all, [](const Paragraph& paragraph) { return paragraph.text.empty(); });
    return all;
}

std::string rule_markdown(const Rule& rule) {
    std::string page =
        fmt::format("# {}\n\n{} · [all rules](README.md)\n", rule.id, rule_title(rule));
    for (const Paragraph& paragraph : rule_paragraphs(rule)) page += "\n" + markdown(paragraph);
    return page;
}

std::string rules_markdown() {
    std::string page = "# Rules\n\nWhat `zoneproof explain RULE` prints, a page for each rule; "
                       "written by `tools/bless`.\n";
    for (std::size_t family = 0; family < families; ++family) {
        std::string rows;
        for (const Rule* const rule : catalogue())
            if (rule->family == static_cast<Family>(family))
                rows += fmt::format("| {} | {} | {} |\n", link(rule->id), to_text(rule->severity),
                                    escaped(rule->says));
        if (!rows.empty())
            page += fmt::format("\n## {}\n\n| Rule | Severity | Says |\n|---|---|---|\n{}",
                                to_text(static_cast<Family>(family)), rows);
    }
    return page;
}

}  // namespace zoneproof
