#include "rules/plan.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// RFC 5155 is of March 2008.
constexpr YearMonth dnssec_complete{2008, 3};

bool applies(const Rule& rule, const Applicability& run) {
    if (rule.input == Input::parent_ds && !run.parent_ds) return false;
    if (rule.input == Input::ceremony && !run.ceremony) return false;
    if (rule.input == Input::history && !run.history) return false;
    const Subject subject = rule.subject();
    if (!run.zone && subject != Subject::load && subject != Subject::diagnostic) return false;
    switch (rule.applies) {
    case Applies::always: return true;
    case Applies::signed_zone: return run.signed_;
    case Applies::nsec_zone: return run.nsec;
    case Applies::nsec3_zone: return run.nsec3;
    }
    return true;
}

std::size_t position_of(std::span<const Rule* const> rules, std::string_view id) {
    const auto at =
        std::find_if(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->id == id; });
    return static_cast<std::size_t>(at - rules.begin());
}

/// Length of the longest line of winners above each rule, so that sorting by it puts winners first.
std::vector<unsigned> mask_depths(std::size_t rules,
                                  const std::vector<std::pair<std::size_t, std::size_t>>& masks) {
    std::vector<unsigned> depth(rules, 0);
    for (std::size_t round = 0; round < masks.size(); ++round) {
        bool changed = false;
        for (const auto& [winner, silent] : masks)
            if (depth[silent] < depth[winner] + 1)
                depth[silent] = depth[winner] + 1, changed = true;
        if (!changed) break;
    }
    return depth;
}

/// A rule about a type beyond the table's end is asked about every such type, and looks for itself.
void sort_by_rrset(Plan& plan) {
    const std::vector<Question>& questions = plan.of(Subject::rrset);
    for (std::size_t at = 0; at < questions.size(); ++at) {
        const auto& check = std::get<RrsetCheck>(questions[at].rule->check);
        const bool all_types = check.is_about(RrType{});
        for (std::size_t row = 0; row < Plan::rows; ++row) {
            if (!all_types && Plan::row_of(check.types[0]) != row &&
                Plan::row_of(check.types[1]) != row)
                continue;
            for (const Soundness soundness :
                 {Soundness::unsigned_, Soundness::sound, Soundness::flawed})
                if (check.is_about(soundness))
                    plan.about_rrsets[row][static_cast<std::size_t>(soundness)].push_back(
                        static_cast<std::uint16_t>(at));
        }
    }
}

void sort_by_name(Plan& plan) {
    const std::vector<Question>& questions = plan.of(Subject::name);
    for (std::size_t at = 0; at < questions.size(); ++at)
        for (const bool denial_fact : {false, true})
            if (denial_fact || !std::get<NameCheck>(questions[at].rule->check).about_denial)
                plan.about_names[denial_fact].push_back(static_cast<std::uint16_t>(at));
}

}  // namespace

Plan make_plan(std::span<const Rule* const> rules, std::span<const Mask> masks,
               const Selection& selection, const Applicability& run) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (const Mask& mask : masks) {
        const std::size_t winner = position_of(rules, mask.winner),
                          silent = position_of(rules, mask.silent);
        if (winner < rules.size() && silent < rules.size()) pairs.emplace_back(winner, silent);
    }
    const std::vector<unsigned> depth = mask_depths(rules.size(), pairs);

    Plan plan;
    plan.states.resize(rules.size(), RuleState::not_selected);
    for (std::size_t at = 0; at < rules.size(); ++at) {
        const Rule& rule = *rules[at];
        if (!selection.enabled.empty() && !selection.enabled[at]) continue;
        if (!applies(rule, run)) {
            plan.states[at] = RuleState::not_applicable;
            continue;
        }
        if (!in_force(rule.since, run.as_of)) {
            plan.states[at] = RuleState::not_effective;
            continue;
        }
        if ((rule.needs & ~run.passes) != 0) {
            plan.states[at] = RuleState::no_evidence;
            continue;
        }
        plan.states[at] = RuleState::asked;
        const bool suppressed = !selection.suppressed.empty() && selection.suppressed[at];
        Question question{&rule, static_cast<std::uint16_t>(at), suppressed, false, {}};
        for (const auto& [winner, silent] : pairs) {
            if (winner == at) question.wins = true;
            if (silent == at) question.winners.push_back(static_cast<std::uint16_t>(winner));
        }
        plan.questions[rule.check.index()].push_back(std::move(question));
    }
    for (std::vector<Question>& questions : plan.questions)
        std::stable_sort(questions.begin(), questions.end(),
                         [&](const Question& a, const Question& b) {
                             return depth[a.position] < depth[b.position];
                         });
    sort_by_rrset(plan);
    sort_by_name(plan);
    return plan;
}

bool in_force(YearMonth since, Timestamp as_of) {
    const auto month = [](YearMonth value) { return value.year * 12 + value.month; };
    if (month(since) <= month(dnssec_complete)) return true;
    const auto begins = from_calendar(since.year, since.month, 1, 0, 0, 0);
    return !begins || seconds(as_of) >= seconds(*begins);
}

}  // namespace zoneproof
