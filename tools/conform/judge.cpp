// The levels of comparison, one after the other; the first that differs decides.
#include "tools/conform/judge.hpp"

#include "rules/rule.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace zoneproof::conform {
namespace {

constexpr unsigned resource_budget = 2000;  // milliseconds

struct Verdict {
    State state = State::pass;
    std::string reason;
};

bool holds(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool is_rejection(std::string_view verdict) {
    return verdict == "invalid" || verdict == "unparsable";
}

/// Of the rules a case expects with severity error, whether all are so.
template <class Is>
bool all_faults(const Expectation& wanted, Is&& is) {
    bool any = false;
    for (const WantedFinding& finding : wanted.findings) {
        const Rule* const rule = find_rule(finding.rule);
        if (rule == nullptr || rule->severity != Severity::error) continue;
        any = true;
        if (!is(*rule)) return false;
    }
    return any;
}

bool is_structural(const Rule& rule) {
    return rule.family == Family::syntax || rule.family == Family::zone;
}

bool judges(const Description& who, const Rule& rule) {
    return who.families.empty() || holds(who.families, to_text(rule.family)) ||
           holds(who.families, rule.id);
}

/// Why an implementation that accepts a broken zone was never going to see the fault.
std::string blind_spot(const Expectation& wanted, const Description& who) {
    if (all_faults(wanted, [&](const Rule& rule) { return !judges(who, rule); }))
        return fmt::format("does not judge by {}", wanted.findings.front().rule);
    if (who.structure_only && !all_faults(wanted, is_structural)) return "does not check DNSSEC";
    if (!who.ds &&
        all_faults(wanted, [](const Rule& rule) { return rule.input == Input::parent_ds; }))
        return "takes no DS of the parent";
    return {};
}

Verdict compare_verdicts(const Expectation& wanted, const Description& who, const Cell& cell) {
    if (holds(wanted.verdicts, cell.verdict)) return {};
    // Whether what cannot be read is called broken is a matter of words.
    const bool rejected = std::any_of(wanted.verdicts.begin(), wanted.verdicts.end(), is_rejection);
    if (rejected && is_rejection(cell.verdict)) return {};
    // Only who takes the DS can tell an unsigned zone that is fine from one that is not.
    if (who.structure_only && cell.verdict == "valid" && holds(wanted.verdicts, "insecure"))
        return {};
    if (rejected && !is_rejection(cell.verdict))
        if (auto why = blind_spot(wanted, who); !why.empty()) return {State::skip, why};
    return {State::fail, "verdict"};
}

std::string words(const std::string& rule, const std::string& owner, const std::string& type) {
    return fmt::format("{} {} {}", rule, owner.empty() ? "-" : owner, type.empty() ? "-" : type);
}

bool is_worth_listing(const Finding& finding) {
    if (!finding.severity.empty())
        return finding.severity == "error" || finding.severity == "warning";
    const Rule* const rule = find_rule(finding.code);
    return rule == nullptr || rule->severity == Severity::error ||
           rule->severity == Severity::warning;
}

/// As a multiset: what is listed must be there as often, and nothing else from warnings on.
Verdict compare_exactly(const Expectation& wanted, const Cell& cell) {
    std::vector<std::pair<Finding, unsigned>> left;
    for (const Finding& finding : cell.findings) {
        if (holds(wanted.forbid, finding.code))
            return {State::fail, "forbidden: " + words(finding.code, finding.owner, finding.type)};
        left.emplace_back(finding, finding.count);
    }
    // Those that say more take theirs first.
    auto list = wanted.findings;
    std::stable_sort(list.begin(), list.end(), [](const WantedFinding& a, const WantedFinding& b) {
        return a.owner.empty() + a.type.empty() < b.owner.empty() + b.type.empty();
    });
    for (const WantedFinding& want : list) {
        unsigned missing = want.count;
        for (auto& [finding, count] : left) {
            if (finding.code != want.rule || (!want.owner.empty() && finding.owner != want.owner) ||
                (!want.type.empty() && finding.type != want.type))
                continue;
            const unsigned taken = std::min(missing, count);
            missing -= taken, count -= taken;
        }
        if (missing > 0)
            return {
                State::fail,
                fmt::format("missing: {}{}", words(want.rule, want.owner, want.type),
                            want.count > 1 ? fmt::format(" ({} of {})", missing, want.count) : "")};
    }
    for (const auto& [finding, count] : left)
        if (count > 0 && is_worth_listing(finding))
            return {State::fail,
                    "not expected: " + words(finding.code, finding.owner, finding.type)};
    return {};
}

/// A zone may be refused for another reason than the one it was broken for.
Verdict compare_codes(const Expectation& wanted, const Description& who, const Cell& cell) {
    if (who.rules.empty() || wanted.findings.empty() || !is_rejection(cell.verdict)) return {};
    std::vector<std::string> codes;
    for (const Finding& finding : cell.findings) {
        const auto known = who.rules.find(finding.code);
        if (known == who.rules.end()) return {};  // it may mean anything
        codes.push_back(finding.code);
        for (const WantedFinding& want : wanted.findings)
            if (holds(known->second, want.rule)) return {};
    }
    if (codes.empty()) return {};
    return {State::note, fmt::format("refused for another reason: {}", fmt::join(codes, ", "))};
}

Verdict judge_zone(const Expectation& wanted, const Description& who, const Cell& cell) {
    if (auto verdict = compare_verdicts(wanted, who, cell); verdict.state != State::pass)
        return verdict;
    return who.exact ? compare_exactly(wanted, cell) : compare_codes(wanted, who, cell);
}

Verdict compare_ede(const WantedAnswer& want, const Cell& cell) {
    if (want.ede.empty() || cell.verdict != "bogus") return {};
    if (cell.ede.empty()) return {State::note, "no extended error"};
    for (const auto& [code, text] : cell.ede)
        if (std::find(want.ede.begin(), want.ede.end(), code) != want.ede.end()) return {};
    return {State::note, fmt::format("extended error {}, not {}", cell.ede[0].first,
                                     fmt::join(want.ede, " or "))};
}

Verdict judge_answer(const Expectation& wanted, const WantedAnswer& want, const Description& who,
                     const Cell& cell) {
    if (!holds(want.verdicts, cell.verdict)) return {State::fail, "verdict"};
    if (!want.rcode.empty() && !cell.rcode.empty() && cell.rcode != want.rcode)
        return {State::fail, fmt::format("{}, not {}", cell.rcode, want.rcode)};
    if (want.ad && cell.has_ad && cell.ad != *want.ad)
        return {State::fail, cell.ad ? "AD is set" : "AD is not set"};
    if (wanted.group() == "resource" && cell.milliseconds > resource_budget)
        return {State::fail, fmt::format("{} ms, budget {}", cell.milliseconds, resource_budget)};
    return who.ede ? compare_ede(want, cell) : Verdict{};
}

}  // namespace

std::string_view to_text(State state) {
    constexpr std::string_view words[] = {"pass", "fail",  "known",   "fixed",
                                          "skip", "error", "timeout", "note"};
    return words[static_cast<std::size_t>(state)];
}

Judged judge(const Expectation& wanted, const Description& who, const Cell& cell) {
    Judged judged{who.name, wanted.id, cell.subject, State::error, {}, {}, cell.reason, {}, cell};
    const auto query =
        std::find_if(wanted.queries.begin(), wanted.queries.end(),
                     [&](const WantedAnswer& one) { return one.subject() == cell.subject; });
    const bool is_zone = cell.subject == "zone";
    if (is_zone || query != wanted.queries.end())
        judged.want =
            fmt::format("{}", fmt::join(is_zone ? wanted.verdicts : query->verdicts, " or "));
    if (cell.got != Cell::Got::verdict) {
        judged.got = to_text(cell.got);
        judged.state = cell.got == Cell::Got::skip      ? State::skip
                       : cell.got == Cell::Got::timeout ? State::timeout
                                                        : State::error;
        return judged;
    }
    judged.got = cell.verdict;
    if (!is_zone && query == wanted.queries.end()) {
        judged.reason = "an answer to what was not asked";
        return judged;
    }
    const Verdict verdict =
        is_zone ? judge_zone(wanted, who, cell) : judge_answer(wanted, *query, who, cell);
    judged.state = verdict.state;
    judged.reason = verdict.reason;
    return judged;
}

}  // namespace zoneproof::conform
