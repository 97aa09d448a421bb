// --select and --ignore: rule ids, families, "dnssec"; and what a selection comes to.
#include "rules/check.hpp"
#include "rules/near_miss.hpp"

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

/// None of these may be left out or ignored for "proven" (V-VER-5); "dnssec" names them together.
constexpr std::array dnssec = {Family::dnskey, Family::rrsig,  Family::denial,
                               Family::ds,     Family::zonemd, Family::expiry};

/// "proven" says that "every clause of sections 1-6 and 8 was evaluated" (V-VER-4), so that their
/// rules have to run too, and so do those that doubt what deployed resolvers bear (ADR 23); a
/// suppressed error is counted, and is no "proven" either.
constexpr std::array beside_dnssec = {Family::syntax, Family::zone, Family::delegation, Family::cds,
                                      Family::resource};

bool is_beside_dnssec(Family family) {
    return std::find(beside_dnssec.begin(), beside_dnssec.end(), family) != beside_dnssec.end();
}

bool is_dnssec(Family family) {
    return std::find(dnssec.begin(), dnssec.end(), family) != dnssec.end();
}

bool matches(const Rule& rule, std::string_view word) {
    return rule.id == word || to_text(rule.family) == word ||
           (word == "dnssec" && is_dnssec(rule.family));
}

/// The words that are near to one nobody knows. Patterns are not known here: "rrsig-*" means the
/// family.
std::string hint(std::string_view word) {
    std::vector<std::string> known = {"dnssec"};
    for (std::size_t family = 0; family < families; ++family)
        known.emplace_back(to_text(static_cast<Family>(family)));
    for (const Rule* const rule : catalogue()) known.emplace_back(rule->id);
    if (word.ends_with('*')) word.remove_suffix(1);
    if (word.ends_with('-')) word.remove_suffix(1);
    if (std::find(known.begin(), known.end(), word) != known.end())
        return "; did you mean " + std::string(word) + "?";
    return did_you_mean(word, known);
}

/// Marks the rules that the words name.
Result<std::vector<bool>> named(const std::vector<std::string>& words) {
    const auto rules = catalogue();
    std::vector<bool> marks(rules.size(), false);
    for (const std::string& word : words) {
        bool known = word == "dnssec";
        for (std::size_t family = 0; family < families; ++family)
            known = known || to_text(static_cast<Family>(family)) == word;
        for (std::size_t at = 0; at < rules.size(); ++at)
            if (matches(*rules[at], word)) marks[at] = known = true;
        if (!known)
            return Error{ErrorCode::usage,
                         "no rule or family is called '" + word + "'" + hint(word)};
    }
    return marks;
}

}  // namespace

Result<Selection> select_rules(const std::vector<std::string>& select,
                               const std::vector<std::string>& ignore) {
    const auto rules = catalogue();
    Selection selection;
    auto enabled = named(select), suppressed = named(ignore);
    if (!enabled) return enabled.error();
    if (!suppressed) return suppressed.error();
    selection.enabled = select.empty() ? std::vector<bool>(rules.size(), true) : *enabled;
    selection.suppressed = *suppressed;
    std::vector<Family>& left_out = selection.left_out;
    for (std::size_t at = 0; at < rules.size(); ++at) {
        const Rule& rule = *rules[at];
        const bool error_left_out = !selection.enabled[at] && rule.severity == Severity::error;
        if ((is_dnssec(rule.family) && (!selection.enabled[at] || selection.suppressed[at])) ||
            (is_beside_dnssec(rule.family) && error_left_out))
            left_out.push_back(rule.family);
    }
    std::sort(left_out.begin(), left_out.end());
    left_out.erase(std::unique(left_out.begin(), left_out.end()), left_out.end());
    return selection;
}

unsigned Selection::passes() const {
    const auto rules = catalogue();
    unsigned passes = 0;
    for (std::size_t at = 0; at < rules.size(); ++at)
        if (enabled.empty() || enabled[at]) passes |= rules[at]->needs;
    return passes;
}

}  // namespace zoneproof
