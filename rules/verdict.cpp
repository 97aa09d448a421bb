#include "rules/verdict.hpp"

#include "rules/reasons.hpp"

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

/// Families whose errors are a breach of what RFCs demand of the signer.
bool is_duty(Family family) {
    constexpr std::array duties = {Family::dnskey, Family::rrsig, Family::denial, Family::ds,
                                   Family::zonemd, Family::cds,   Family::expiry, Family::rollover};
    return std::find(duties.begin(), duties.end(), family) != duties.end();
}

/// Errors that hold at a moment: those of rules without time, and the moment's own.
struct Errors {
    std::uint64_t shown = 0, suppressed = 0;
    bool duty = false, denial = false, parent = false;
};

Errors errors_at(const Questions& run, const Counts& counts, std::size_t moment) {
    Errors errors;
    const auto add = [&](const std::map<Cell, std::uint64_t>& cells, std::uint64_t& sum) {
        for (const auto& [cell, findings] : cells) {
            if (cell.severity != Severity::error) continue;
            if (cell.moment != no_moment && cell.moment != moment) continue;
            sum += findings;
            const Family family = run.rules[cell.position]->family;
            errors.duty = errors.duty || is_duty(family);
            errors.denial = errors.denial || family == Family::denial;
        }
    };
    add(counts.shown, errors.shown);
    add(counts.suppressed, errors.suppressed);
    return errors;
}

bool is_signed(const Questions& run) {
    return run.context != nullptr && run.context->claims_signed;
}

/// V-VER-1, V-VER-5, V-VER-6: the first that applies.
VerdictWord word_at(const Questions& run, const Errors& errors, const Selection& selection,
                    const Summary& summary) {
    const auto& unreadable = run.loaded.unreadable;
    if (std::find(unreadable.begin(), unreadable.end(), Unreadable::no_origin) != unreadable.end())
        return VerdictWord::error;
    if (!unreadable.empty() || run.context == nullptr) return VerdictWord::unreadable;
    if (errors.shown != 0) return VerdictWord::rejected;
    if (summary.demand_unmet) return VerdictWord::unsigned_;  // exit 1, before what is unchecked
    if (!summary.unchecked.empty()) return VerdictWord::not_proven;
    if (selection.narrowed() || errors.suppressed != 0) return VerdictWord::passed;
    return is_signed(run) ? VerdictWord::proven : VerdictWord::unsigned_;
}

/// "Order of words: unreadable > rejected > not proven > proven" (V-VER-1).
unsigned rank(VerdictWord word) {
    constexpr std::array order = {VerdictWord::proven,   VerdictWord::unsigned_,
                                  VerdictWord::passed,   VerdictWord::not_proven,
                                  VerdictWord::rejected, VerdictWord::unreadable,
                                  VerdictWord::error};
    return static_cast<unsigned>(std::find(order.begin(), order.end(), word) - order.begin());
}

std::string trust_word(const Questions& run) {
    if (run.context == nullptr || !run.context->parent.given) return "none";
    if (run.context->parent.records.empty()) return "no-input";
    if (!run.context->ran(pass::trust)) return "not-checked";
    for (const Moment& moment : run.moments)
        for (const TrustState state : trust_states(*run.context, moment))
            if (state == TrustState::none_usable) return "insecure";
    return "ds";
}

enum class Outcome : std::uint8_t {
    secure,
    insecure,
    unsigned_,
    unknown,
    bogus
};  // from good to bad

std::string_view to_text(Outcome outcome) {
    constexpr std::array<std::string_view, 5> words = {"secure", "insecure", "unsigned", "unknown",
                                                       "bogus"};
    return words[static_cast<std::size_t>(outcome)];
}

Outcome of_trust(TrustState state) {
    switch (state) {
    case TrustState::secure:
    case TrustState::self_consistent: return Outcome::secure;
    case TrustState::none_usable: return Outcome::insecure;
    case TrustState::no_input:
    case TrustState::unsure_entry:
    case TrustState::unchecked: return Outcome::unknown;
    case TrustState::no_match:
    case TrustState::not_signed_by_match:
    case TrustState::no_secure_entry:
    case TrustState::no_keys: return Outcome::bogus;
    }
    return Outcome::unknown;
}

/// What a validator makes of an unsigned zone: with a DS it can use, it insists on signatures (RFC
/// 4035 5.2).
Outcome of_unsigned(const Context& context) {
    if (context.parent.records.empty()) return Outcome::unsigned_;
    if (!context.ran(pass::trust)) return Outcome::unknown;
    const auto& ds = context.evidence.ds;
    const bool usable =
        std::any_of(ds.begin(), ds.end(), [](const DsFact& fact) { return fact.usable(); });
    return usable ? Outcome::bogus : Outcome::insecure;
}

Outcome outcome_at(const Context& context, const Moment& moment, const Survey& survey,
                   const Errors& errors) {
    if (!context.claims_signed) return of_unsigned(context);
    if (!context.ran(pass::signatures | pass::trust)) return Outcome::unknown;
    if (survey.invalid != 0 || errors.denial) return Outcome::bogus;
    Outcome worst = survey.unsupported + survey.not_tried != 0 ? Outcome::unknown : Outcome::secure;
    for (const TrustState state : trust_states(context, moment))
        worst = std::max(worst, of_trust(state));
    return worst;
}

void count_findings(const Answers& answers, Summary& summary) {
    for (const auto& [cell, findings] : answers.counts.shown)
        (cell.severity == Severity::error     ? summary.errors
         : cell.severity == Severity::warning ? summary.warnings
                                              : summary.infos) += findings;
    for (const auto& [cell, findings] : answers.counts.suppressed) summary.suppressed += findings;
    summary.masked = answers.counts.masked;
}

void count_rules(const Questions& run, const Answers& answers, RuleCounts& rules) {
    std::vector<bool> failed(run.rules.size()), suppressed(run.rules.size()),
        unjudged(run.rules.size());
    for (const auto& [cell, findings] : answers.counts.shown) failed[cell.position] = true;
    for (const auto& [cell, findings] : answers.counts.suppressed) suppressed[cell.position] = true;
    for (const auto& [key, what] : answers.counts.unjudged) unjudged[key.position] = true;
    for (std::size_t at = 0; at < run.rules.size(); ++at) switch (run.plan.states[at]) {
        case RuleState::not_selected: ++rules.not_selected; break;
        case RuleState::not_applicable: ++rules.not_applicable; break;
        case RuleState::not_effective: ++rules.not_effective; break;
        case RuleState::no_evidence: break;  // in `unchecked`
        case RuleState::asked:
            if (failed[at])
                ++rules.failed;
            else if (suppressed[at])
                ++rules.suppressed;
            else if (!unjudged[at])
                ++rules.passed;
            break;
        }
}

}  // namespace

void give_verdict(const Questions& run, const Answers& answers, const std::vector<Survey>& surveys,
                  const Selection& selection, const Policy& policy,
                  const MissingFromProof& missing_from_proof, Summary& summary) {
    count_findings(answers, summary);
    count_rules(run, answers, summary.rules);
    summary.trust = trust_word(run);
    // Without a zone nothing is known of what it demands.
    summary.demand_unmet = policy.require_signed && run.context != nullptr && !is_signed(run);
    summary.reasons = find_reasons(run.loaded, summary.demand_unmet);
    summary.left_out = selection.left_out;
    summary.complete =
        summary.unchecked.empty() && run.loaded.unreadable.empty() && run.context != nullptr;

    summary.verdict = VerdictWord::proven;
    Outcome outcome = Outcome::secure;
    bool breached = false;
    for (std::size_t moment = 0; moment < run.moments.size(); ++moment) {
        const Errors errors = errors_at(run, answers.counts, moment);
        VerdictWord word = word_at(run, errors, selection, summary);
        if (word == VerdictWord::proven) {
            // Every fault is an error by some rule; were a rule to miss one, the word must not be
            // that all is well.
            if (const auto missing = missing_from_proof(run.moments[moment]); !missing.empty()) {
                summary.unchecked.push_back(
                    {"unexplained",
                     std::string(missing) + ", and no rule speaks about it: please report it", 1});
                summary.complete = false;
                word = VerdictWord::not_proven;
            }
        }
        summary.per_moment.push_back(word);
        if (rank(word) > rank(summary.verdict)) summary.verdict = word;
        breached = breached || errors.duty;
        outcome =
            std::max(outcome, run.context == nullptr ? Outcome::unknown
                                                     : outcome_at(*run.context, run.moments[moment],
                                                                  surveys[moment], errors));
    }
    summary.outcome = to_text(outcome);
    summary.duty = breached                                    ? "breached"
                   : summary.complete && !selection.narrowed() ? "ok"
                                                               : "unknown";
    summary.exit = summary.verdict == VerdictWord::error ? 2 : exit_code(summary, FailOn::error);
}

std::string_view to_text(VerdictWord word) {
    switch (word) {
    case VerdictWord::proven: return "proven";
    case VerdictWord::unsigned_: return "unsigned";
    case VerdictWord::passed: return "passed";
    case VerdictWord::not_proven: return "not-proven";
    case VerdictWord::rejected: return "rejected";
    case VerdictWord::unreadable: return "unreadable";
    case VerdictWord::error: return "error";
    }
    return "error";
}

/// "Precedence when several hold: 70, 2, 3, 1, 4, 0."
int exit_code(const Summary& summary, FailOn fail_on) {
    if (summary.verdict == VerdictWord::error) return summary.exit;
    if (summary.verdict == VerdictWord::unreadable) return 3;
    const std::uint64_t counted = fail_on == FailOn::error     ? summary.errors
                                  : fail_on == FailOn::warning ? summary.errors + summary.warnings
                                  : fail_on == FailOn::info
                                      ? summary.errors + summary.warnings + summary.infos
                                      : 0;
    if (counted != 0 || summary.demand_unmet) return 1;
    // "It never turns U into 0" (V-VER-2).
    return summary.complete && summary.unchecked.empty() ? 0 : 4;
}

}  // namespace zoneproof
