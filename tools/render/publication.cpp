// Whether a candidate may be published, in a line, and what it does to keys: before all details.
#include "tools/render/rollover_view.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// From when on the candidate breaks nothing; none: as things stand, never.
std::optional<Timestamp> mended_from(const std::vector<UnsafeWindow>& windows) {
    std::optional<Timestamp> from;
    for (const UnsafeWindow& window : windows) {
        if (!window.by_candidate) continue;
        if (!window.delay_with_safety) return std::nullopt;
        from = std::max(from, window.delay_with_safety);
    }
    return from;
}

std::string better_from(Timestamp from, std::string_view why) {
    return fmt::format("; better from {} on, {}", to_second(from), why);
}

}  // namespace

std::string changes(const Outlook& outlook) {
    if (!outlook.situation().has_past()) return "";
    const std::size_t last = outlook.situation().versions().size() - 1;
    std::string text;
    const auto tell = [&](std::string_view what, const auto& is_so) {
        for (const KeyStory& key : outlook.stories().keys)
            if (is_so(key))
                append_item(text, fmt::format("{} {} {}", what, to_text(key.role), key.key.tag));
    };
    const auto ended = [&](const std::vector<Spell>& spells) {
        return !spells.empty() && spells.back().to && spells.back().last + 1 == last;
    };
    const auto began = [&](const std::vector<Spell>& spells) {
        return !spells.empty() && spells.back().first == last;
    };
    tell("removes", [&](const KeyStory& key) { return ended(key.published); });
    tell("adds", [&](const KeyStory& key) { return began(key.published); });
    tell("stops signing with",
         [&](const KeyStory& key) { return ended(key.signs_data) && !ended(key.published); });
    tell("begins to sign with", [&](const KeyStory& key) { return began(key.signs_data); });
    return text;
}

std::string publication(const Readiness& readiness) {
    constexpr std::string_view unsettled = "not before what follows is settled";
    const auto& strict = readiness.incomplete;
    switch (readiness.grade) {
    case ReadinessGrade::stable:
    case ReadinessGrade::ready:
    case ReadinessGrade::wait: break;
    case ReadinessGrade::unknown:
    case ReadinessGrade::blocked: return std::string(unsettled);
    case ReadinessGrade::bogus: return "no";
    case ReadinessGrade::unsafe: {
        const bool breaks = std::ranges::any_of(readiness.unsafe, &UnsafeWindow::by_candidate);
        const auto from = mended_from(readiness.unsafe);
        std::string answer = !breaks ? "what fails below fails without it, too"
                             : from  ? fmt::format("no: not before {}", to_second(*from))
                                     : "no: at no time, as things stand";
        if (!readiness.reasons.empty()) answer += fmt::format("; and {}", unsettled);
        return answer;
    }
    }
    if (std::ranges::any_of(strict, &UnsafeWindow::by_candidate)) {
        constexpr std::string_view why = "lest validators that insist on every algorithm fail";
        const auto from = mended_from(strict);
        return "yes" +
               (from ? better_from(std::max(*from, readiness.early_until.value_or(*from)), why)
                     : fmt::format("; better mend first what strict says, {}", why));
    }
    return "yes" + (readiness.early_until ? better_from(*readiness.early_until,
                                                        "with the safety margin of the policy")
                                          : std::string());
}

}  // namespace zoneproof
