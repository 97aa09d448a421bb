// Readiness for people: may the old key go, if not when, and why; then what is next.
#include "tools/render/rollover_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace zoneproof {
namespace {

constexpr std::size_t name_width = 12, line_width = 110;

std::string line(std::string_view name, std::string_view text) {
    return fmt::format("  {:<9} {}\n", name, wrapped(printable(text), name_width, line_width));
}

/// To the second: who adds it to a moment must not come too early.
std::string in_full(std::int64_t span) {
    std::string text;
    for (const auto& [unit, name] :
         {std::pair<std::int64_t, const char*>{86400, "d"}, {3600, "h"}, {60, "min"}, {1, "s"}}) {
        if (span / unit != 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : " ", span / unit, name);
        span %= unit;
    }
    return text;
}

std::string painted(const Style& style, ReadinessGrade grade) {
    const std::string_view word = to_text(grade);
    switch (grade) {
    case ReadinessGrade::stable:
    case ReadinessGrade::ready: return style.green(word);
    case ReadinessGrade::wait:
    case ReadinessGrade::unknown:
    case ReadinessGrade::blocked: return style.yellow(word);
    default: return style.red(word);
    }
}

std::string keys_text(const std::vector<RolledKey>& keys) {
    std::string text;
    for (const RolledKey& key : keys) append_item(text, name_of(key));
    return text.empty() ? "-" : text;
}

/// What the grades mean, for who reads it for the first time.
std::string_view meaning(ReadinessGrade grade, bool candidate) {
    switch (grade) {
    case ReadinessGrade::stable: return "no rollover is under way";
    case ReadinessGrade::ready: return "the next step may be taken now";
    case ReadinessGrade::wait:
        return candidate ? "the next step has to wait; publishing this zone does no harm"
                         : "the next step has to wait; nothing fails meanwhile";
    case ReadinessGrade::unknown: return "what has to be known was not given";
    case ReadinessGrade::blocked: return "the next step cannot be timed until something is mended";
    case ReadinessGrade::unsafe: return "caches hold what does not fit: some resolvers fail";
    case ReadinessGrade::bogus: return "this zone does not validate";
    }
    return "";
}

/// Why the confidence is not high.
std::string_view doubt_of(Confidence confidence) {
    switch (confidence) {
    case Confidence::high: break;
    case Confidence::medium:
        return "confidence medium: a version, or the DS, was seen at the moment given, and nobody "
               "said since when it was there";
    case Confidence::low:
        return "confidence low: a moment was not recorded and had to be estimated from signatures";
    }
    return "";
}

/// Who has to act.
std::string_view in_words(std::string_view actor) {
    if (actor == "zone") return "the zone's signer";
    if (actor == "parent") return "the parent";
    return actor == "resolvers-5011" ? "resolvers that follow RFC 5011" : actor;
}

class RolloverText {
public:
    RolloverText(const RolloverView& view, const Style& style) : view_(view), style_(style) {}

    std::string text() {
        heading();
        if (view_.outlook.situation().candidate) {
            if (const std::string what = changes(view_.outlook); !what.empty())
                text_ += line("changes", what);
            text_ += line("publish?", style_.bold(publication(view_.readiness))) + '\n';
        }
        for (const UnsafeWindow& window : view_.readiness.unsafe)
            this->window(window, window.uncertain ? "perhaps" : "UNSAFE");
        for (const RollReason& reason : view_.readiness.reasons)
            text_ += line("because", reason.text);
        for (const RollReport& roll : view_.readiness.rolls) report(roll);
        for (const UnsafeWindow& window : view_.readiness.incomplete)
            this->window(window, "strict");
        caches();
        text_ +=
            line("policy", view_.policy.empty()
                               ? "BIND's defaults for how long things take; yours: --policy FILE"
                               : view_.policy);
        for (const RolloverIssue& issue : view_.readiness.issues) this->issue(issue);
        for (const std::string& note : view_.readiness.notes) text_ += line("note", note);
        if (const auto why = doubt_of(view_.readiness.confidence); !why.empty())
            text_ += line("note", why);
        for (const HistoryFault& fault : view_.faults)
            text_ +=
                line("history", fmt::format("{} line {}: {}", fault.file, fault.line, fault.text));
        return std::move(text_);
    }

private:
    void heading();
    void window(const UnsafeWindow&, std::string_view name);
    void report(const RollReport&);
    std::string removals(const RollReport&);
    void next(const RollReport&, const std::string& told);
    void request(const ParentRequest&);
    void caches();
    void issue(const RolloverIssue&);
    Timestamp now() const { return view_.outlook.at(); }

    const RolloverView& view_;
    const Style& style_;
    std::string text_;
};

void RolloverText::heading() {
    const Readiness& readiness = view_.readiness;
    const Version& last = view_.outlook.last();
    const Situation& situation = view_.outlook.situation();
    text_ += fmt::format("{} serial {}, {} {}", to_text(situation.zone), last.serial(),
                         situation.candidate ? "to be published" : "published",
                         to_second(last.published_at));
    text_ +=
        fmt::format("   {}: {}{}   (confidence {})\n\n", painted(style_, readiness.grade),
                    meaning(readiness.grade, situation.candidate),
                    readiness.incomplete.empty() ? "" : "; some strict validators fail, see below",
                    to_text(readiness.confidence));
}

void RolloverText::window(const UnsafeWindow& window, std::string_view name) {
    const Outage& outage = window.outage;
    const std::string end =
        outage.validators_until
            ? fmt::format("to {} ({})", to_second(*outage.validators_until),
                          to_words(seconds(*outage.validators_until) - seconds(outage.from)))
            : "without end in sight";
    const std::string who = name == "strict" ? "validators that insist on every algorithm fail"
                                             : "resolvers with such copies fail";
    text_ += line(
        name, fmt::format("from {} {}: {} for {}", to_second(outage.from), end, who,
                          outage.everything ? "the whole zone" : counted(outage.rrsets, "RRset")));
    text_ += line("cause", window.cause);
    if (outage.to && outage.validators_until && *outage.to != *outage.validators_until)
        text_ += line("", fmt::format("caches that do not validate may keep copies until {}",
                                      to_second(*outage.to)));
    text_ += line("advice", window.advice);
    text_ += '\n';
}

/// @returns the terms of the last moment that it gave.
std::string RolloverText::removals(const RollReport& roll) {
    std::string told;
    for (const RolledKey& key : roll.old_keys) {
        const auto row = std::ranges::find(view_.rows, key.identity, &KeyRow::identity);
        if (row == view_.rows.end()) continue;
        const bool now_or_later = row->removal.answer == Removal::Answer::now ||
                                  row->removal.answer == Removal::Answer::later;
        const bool doubted =
            (roll.grade > ReadinessGrade::wait && row->removal.answer == Removal::Answer::now) ||
            (roll.grade == ReadinessGrade::unknown && now_or_later);
        const bool until_steps =
            row->removal.answer == Removal::Answer::in_use && roll.step != "none";
        const std::string answer = doubted ? "not known, see below"
                                   : until_steps
                                       ? "no: it is in use until the steps below are taken"
                                       : removal_text(row->removal, now());
        const bool if_now =
            view_.outlook.situation().candidate && row->removal.answer == Removal::Answer::later;
        text_ += line("remove?",
                      fmt::format("may {} go? {}{}", name_of(key), style_.bold(answer),
                                  if_now && !doubted ? ", if this zone is published now" : ""));
        if (doubted) continue;
        if (row->removal.answer == Removal::Answer::later) {
            told = terms_text(row->removal.time.terms);
            text_ += line("", "= " + told);
        }
        if (!row->removal.why.empty()) text_ += line("why", row->removal.why);
    }
    return told;
}

void RolloverText::next(const RollReport& roll, const std::string& told) {
    const bool as_above = !told.empty() && told == terms_text(roll.time.terms);
    text_ += line("next", roll.step_text);
    if (roll.grade == ReadinessGrade::ready && !roll.time.at)
        text_ += line("when", "now: there is nothing to wait for");
    else if (roll.time.at)
        text_ += line("when", fmt::format("{}from {} on ({}){}",
                                          roll.grade == ReadinessGrade::ready ? "now: " : "",
                                          to_second(*roll.time.at), relative(*roll.time.at, now()),
                                          as_above ? ", as above" : ""));
    if (!as_above && !roll.time.terms.empty())
        text_ += line("", "= " + terms_text(roll.time.terms));
    if (!as_above && roll.grade == ReadinessGrade::wait && !roll.time.because.empty())
        text_ += line("if sooner", roll.time.because);
    for (const RollReason& reason : roll.reasons)
        text_ += line("because", fmt::format("{} [{}]", reason.text, reason.code));
    Timestamp earliest = std::max(now(), roll.time.at.value_or(now()));
    for (const LaterStep& later : roll.then) {
        const std::int64_t wait = wait_of(later.terms);
        earliest = Timestamp{seconds(earliest) + wait};
        const std::string date = roll.grade <= ReadinessGrade::wait
                                     ? fmt::format(" ({} at the earliest)", to_second(earliest))
                                     : "";
        text_ += line("then", wait == 0 ? later.text
                                        : fmt::format("{} after that{}: {}", in_full(wait), date,
                                                      later.text));
        if (later.terms.size() > 1) text_ += line("", "= " + terms_text(later.terms));
    }
}

void RolloverText::request(const ParentRequest& request) {
    for (const auto& record : request.add)
        text_ += line("ask", "parent: add DS " + ds_text(record));
    for (const auto& record : request.remove)
        text_ += line("ask", "parent: remove DS " + ds_text(record));
    text_ += line("", fmt::format("{}, {}; the old DS stays in caches for {}",
                                  request.earliest ? "not before " + to_second(*request.earliest)
                                                   : std::string("at any time"),
                                  request.latest ? "while the DNSKEY RRset is signed, until " +
                                                       to_second(*request.latest)
                                                 : std::string("whenever"),
                                  to_words(request.old_ttl)));
}

void RolloverText::report(const RollReport& roll) {
    std::string progress;
    if (roll.progress && *roll.progress > 0 && *roll.progress < 1)
        progress = fmt::format(", {:.1f} % signed with the new key", *roll.progress * 100);
    text_ +=
        line("roll", fmt::format("{}, {}: {} {} {}   {}{}", to_text(roll.kind), roll.phase,
                                 keys_text(roll.old_keys), roll.step == "none" ? "or" : "->",
                                 keys_text(roll.new_keys), painted(style_, roll.grade), progress));
    next(roll, removals(roll));
    std::string actors;
    for (const std::string_view actor : roll.actors) append_item(actors, in_words(actor));
    text_ += line("who", actors);
    if (roll.request) request(*roll.request);
    text_ += '\n';
}

void RolloverText::caches() {
    const Situation& situation = view_.outlook.situation();
    if (!view_.readiness.unsafe.empty()) return;
    // More may be out there than was given.
    const bool all_known = view_.readiness.grade <= ReadinessGrade::wait;
    text_ += line(
        "caches",
        fmt::format("{} of {} and {} of the DS RRset looked at: every "
                    "combination {} validates",
                    counted(situation.versions().size(), "version"), to_text(situation.zone),
                    counted(situation.ds.size(), "version"),
                    all_known ? "that caches may hold" : "of what is known") +
            (view_.readiness.incomplete.empty() ? "" : ", but for strict validators (see strict)"));
}

void RolloverText::issue(const RolloverIssue& issue) {
    const std::string_view rule = rule_of(issue.kind);
    text_ += line(to_text(issue.severity),
                  rule.empty() ? issue.text : fmt::format("{} [{}]", issue.text, rule));
}

}  // namespace

std::string rollover_text(const RolloverView& view, const Style& style) {
    return RolloverText(view, style).text();
}

}  // namespace zoneproof
