// --select and --ignore: rule ids, families, "dnssec"; and what a selection comes to.
#include "rules/check.hpp"

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

/// All of these must have run for "proven" (V-VER-5); "dnssec" names them together.
constexpr std::array dnssec = {Family::dnskey, Family::rrsig,  Family::denial,
                               Family::ds,     Family::zonemd, Family::expiry};

bool is_dnssec(Family family) {
    return std::find(dnssec.begin(), dnssec.end(), family) != dnssec.end();
}

bool matches(const Rule& rule, std::string_view word) {
    return rule.id == word || to_text(rule.family) == word ||
           (word == "dnssec" && is_dnssec(rule.family));
}

/// Letters to insert, delete or exchange until one word is the other.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t exchange = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, exchange});
        }
    }
    return row.back();
}

/// The three words most like this one, where any is.
std::string near_misses(std::string_view word) {
    std::vector<std::pair<std::size_t, std::string_view>> near;
    const auto consider = [&](std::string_view known) {
        const bool part = word.size() >= 3 && known.find(word) != std::string_view::npos;
        const std::size_t far = part ? 1 : distance(word, known);
        if (far <= 1 + known.size() / 5) near.emplace_back(far, known);
    };
    consider("dnssec");
    for (std::size_t family = 0; family < families; ++family)
        consider(to_text(static_cast<Family>(family)));
    for (const Rule* const rule : catalogue()) consider(rule->id);
    std::sort(near.begin(), near.end());
    std::string text;
    for (std::size_t at = 0; at < near.size() && at < 3; ++at)
        text.append(at == 0 ? "; did you mean " : ", ").append(near[at].second);
    return text;
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
                         "no rule or family is called \"" + word + "\"" + near_misses(word)};
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
    for (std::size_t at = 0; at < rules.size(); ++at)
        if (is_dnssec(rules[at]->family) && (!selection.enabled[at] || selection.suppressed[at]))
            selection.narrowed = true;
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
