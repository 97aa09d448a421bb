// A rule as a page: the same paragraphs for the terminal (explain) and for docs/rules, in Markdown.
#pragma once

#include "rules/rule.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

struct Paragraph {
    std::string_view name;
    std::string text;
    bool is_zone_text = false;
    bool is_list_of_rules = false;
};

/// "error · family rrsig · in force since 2005-03"
std::string rule_title(const Rule&);
/// What there is to say; nothing is empty.
std::vector<Paragraph> rule_paragraphs(const Rule&);

std::string rule_markdown(const Rule&);
/// All families and their rules, with links to their pages.
std::string rules_markdown();

}  // namespace zoneproof
