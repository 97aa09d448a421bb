// check: load the zone, read the parent's DS, verify, judge, show. Every way out ends in a summary
// and its exit code.
#include "tools/commands/check.hpp"

#include "parser/zone/parent.hpp"
#include "rules/rollover/readiness.hpp"
#include "tools/commands/commands.hpp"
#include "tools/commands/rollover_input.hpp"
#include "tools/deadline.hpp"
#include "tools/excerpts.hpp"
#include "tools/files/policy_file.hpp"
#include "tools/message.hpp"
#include "tools/progress.hpp"
#include "tools/render/renderer.hpp"
#include "tools/terminal.hpp"
#include "tools/timings.hpp"
#include "verifier/verify.hpp"

#include <algorithm>

#include <unistd.h>

namespace zoneproof {
namespace {

class CheckRun {
public:
    CheckRun(const CheckCommand& command, Output& output, unsigned more_passes = 0)
        : command_(command), output_(output), more_passes_(more_passes),
          deadline_(command.deadline), workers_(command.jobs, deadline_.flag()),
          policy_(command.policy) {
        presentation_.format = command.format;
        presentation_.color = wants_color(command.color, STDOUT_FILENO);
        presentation_.quiet = command.quiet;
        presentation_.verbose = command.verbose;
        presentation_.listed = command.check.max_per_rule == 0;
        presentation_.input = command.input_name;
        presentation_.several_moments = command.check.moments.size() > 1;
        presentation_.digest = command.load.source.digest;
    }

    int run(const AfterCheck& after = {});

private:
    std::optional<Error> read_policy_file();
    std::optional<Error> read_and_verify();
    std::optional<Error> compare_with_past();
    void judge_and_show();
    void list_findings();
    void show_findings();
    void show_end(Summary summary, Renderer& renderer);
    std::string told(const Reason&) const;
    std::string trust_unread() const;
    int stop(const Error& error);
    void print_timings() const;
    Excerpts read_excerpts(const std::vector<Finding>& findings);
    Excerpts index_lines();
    void no_lines(const Error& error);

    const CheckCommand& command_;
    Output& output_;
    unsigned more_passes_;
    Deadline deadline_;
    Workers workers_;
    Stopwatch stopwatch_;
    Presentation presentation_;
    Progress progress_;

    Policy policy_;
    std::optional<Source> source_;
    LoadedZone loaded_;
    ParentDs parent_;
    Evidence evidence_;
    std::optional<Readiness> readiness_;     // against what was published before
    const char* failing_ = "source-failed";  // what cannot be read, where something cannot
    bool lines_failed_ = false;
    bool cut_short_ = false;                    // the deadline passed before the last pass ended
    double rules_seconds_ = 0, judged_at_ = 0;  // CPU
    int exit_ = 70;
    Summary summary_;
};

const char* what_happened(LaneTrouble trouble) {
    switch (trouble) {
    case LaneTrouble::self_test: return "failed its self-test";
    case LaneTrouble::canary: return "accepted a signature that was made bad to try it";
    default: return "accepted a signature that Botan refuses";
    }
}

int CheckRun::run(const AfterCheck& after) {
    if (const auto error = read_policy_file()) return stop(*error);
    ProgressLine line(progress_, command_.progress && isatty(STDERR_FILENO) == 1);
    const auto error = read_and_verify();
    line.end();
    if (error) return stop(*error);
    if (const auto past_error = compare_with_past()) return stop(*past_error);
    judge_and_show();
    if (command_.timings) print_timings();
    if (after) exit_ = after({loaded_, evidence_, parent_, summary_, cut_short_, command_.jobs});
    return exit_;
}

std::optional<Error> CheckRun::read_policy_file() {
    if (command_.policy_file.empty()) return std::nullopt;
    const auto file = read_policy(command_.policy_file);
    if (!file) return failing_ = "policy-failed", file.error();
    policy_.timing = file->timing;
    policy_.timing_declared = true;
    policy_.next_ceremony = file->next_ceremony;
    return std::nullopt;
}

/// What stops a run before it can be judged is the Error.
std::optional<Error> CheckRun::read_and_verify() {
    auto source = Source::open(command_.zone_file, command_.load.source);
    if (!source) return source.error();
    source_ = std::move(*source);

    auto loaded = load(*source_, command_.load, workers_, &progress_, command_.timings);
    if (!loaded) return loaded.error();
    loaded_ = std::move(*loaded);
    presentation_.files = loaded_.files;
    if (!loaded_.zone) return std::nullopt;

    auto parent = read_parent(command_.ds_files, loaded_.zone->origin());
    if (!parent) return failing_ = "ds-failed", parent.error();
    parent_ = std::move(*parent);

    VerifyOptions options;
    options.passes = command_.check.selection.passes() | more_passes_;
    if (!command_.previous.empty() || !command_.history.empty()) options.passes |= rollover_passes;
    options.engine = command_.engine;
    options.cross_check = command_.cross_check;
    options.records_lost = loaded_.diagnostics.lost_records() || !loaded_.unreadable.empty();
    options.measure = command_.timings;
    evidence_ = verify(*loaded_.zone, parent_, options, workers_, &progress_);
    cut_short_ = deadline_.passed();
    for (const LaneFault& fault : evidence_.lane_faults)
        complain(std::string("the ") + fault.lane + " lane " + what_happened(fault.trouble) +
                 " and was turned off; Botan verified instead. Please report this");
    return std::nullopt;
}

/// What the rules about steps between versions ask. A past that holds nothing is none; what it
/// lost, or says of this version alone, counts.
std::optional<Error> CheckRun::compare_with_past() {
    const PastInput past{command_.history, command_.previous, command_.previous_published_at};
    if (!past.given() || !loaded_.zone) return std::nullopt;
    ZoneInput like{command_.previous, command_.load, {},
                   command_.progress, command_.jobs, command_.deadline};
    like.load.origin = Name(loaded_.zone->origin());
    const auto read = situation_of({loaded_, evidence_, parent_}, past, {}, policy_.timing,
                                   command_.check.moments.front().from, like);
    if (!read) return failing_ = "history-failed", read.error();
    for (const HistoryFault& fault : read->faults)
        complain(command_.history + "/" + fault.file + ":" + std::to_string(fault.line) + ": " +
                 fault.text);
    const Situation& situation = read->situation;
    if (!situation.has_past() && situation.candidate && situation.later == 0 &&
        read->faults.empty() && situation.faults.empty())
        return std::nullopt;
    const Outlook outlook(read->situation);
    readiness_ = assess(outlook);
    return std::nullopt;
}

void CheckRun::judge_and_show() {
    if (presentation_.listed && !command_.quiet)
        list_findings();
    else
        show_findings();
}

/// Millions of findings, in canonical order: shown while the rules run, batch by batch, and
/// forgotten. Only people are shown the text of each, for which the zone file is read once a batch.
void CheckRun::list_findings() {
    constexpr std::size_t batch_size = std::size_t{1} << 16;
    const bool with_text = command_.format == Format::text;
    Excerpts excerpts = with_text ? Excerpts() : index_lines();
    const auto renderer = make_renderer(presentation_, excerpts, output_);
    renderer->begin(loaded_.zone ? to_text(loaded_.zone->origin()) : std::string(),
                    loaded_.zone ? std::optional(loaded_.zone->serial()) : std::nullopt);
    std::vector<Finding> batch;
    const auto show = [&] {
        if (with_text) excerpts = read_excerpts(batch);
        for (const Finding& finding : batch) renderer->finding(finding);
        batch.clear();
    };
    const CpuTimer timer;
    Workers unhurried(command_.jobs);
    CheckOptions options = command_.check;
    options.rollover = readiness_ ? &*readiness_ : nullptr;
    const CheckResult result = check(loaded_, evidence_, parent_, policy_, options, unhurried,
                                     [&](const Finding& finding) {
                                         batch.push_back(finding);
                                         if (batch.size() == batch_size) show();
                                     });
    show();
    rules_seconds_ = timer.seconds(), judged_at_ = process_seconds();
    show_end(result.summary, *renderer);
}

void CheckRun::show_findings() {
    const CpuTimer timer;
    Workers unhurried(
        command_.jobs);  // rules ask facts that are there: no deadline cuts them short
    CheckOptions options = command_.check;
    options.rollover = readiness_ ? &*readiness_ : nullptr;
    if (options.max_per_rule == 0) options.max_per_rule = 1;  // -q: nobody looks at them
    const CheckResult result = check(loaded_, evidence_, parent_, policy_, options, unhurried);
    rules_seconds_ = timer.seconds(), judged_at_ = process_seconds();

    const Excerpts excerpts = command_.quiet ? Excerpts() : read_excerpts(result.findings);
    const auto renderer = make_renderer(presentation_, excerpts, output_);
    renderer->begin(result.summary.zone, result.summary.serial);
    for (const Finding& finding : result.findings) renderer->finding(finding);
    show_end(result.summary, *renderer);
}

Excerpts CheckRun::read_excerpts(const std::vector<Finding>& findings) {
    std::vector<Place> places;
    for (const Finding& finding : findings)
        for (const Example& example : finding.examples)
            if (example.place && example.file.empty()) places.push_back(*example.place);
    if (places.empty()) return {};
    auto excerpts = Excerpts::read(std::move(places), loaded_.files, *source_);
    if (!excerpts) return no_lines(excerpts.error()), Excerpts();
    return std::move(*excerpts);
}

Excerpts CheckRun::index_lines() {
    auto excerpts = Excerpts::index_lines(loaded_.files, *source_);
    if (!excerpts) return no_lines(excerpts.error()), Excerpts();
    return std::move(*excerpts);
}

void CheckRun::no_lines(const Error& error) {
    if (!lines_failed_) complain("no line numbers: " + error.text);
    lines_failed_ = true;
}

void CheckRun::show_end(Summary summary, Renderer& renderer) {
    summary.exit = exit_code(summary, command_.fail_on);
    if (!loaded_.zone) summary.trust = trust_unread();
    for (const Reason& reason : summary.reasons) complain(told(reason));
    if (cut_short_ && summary.unchecked.empty()) {
        summary.unchecked.push_back(
            {"deadline", "The deadline passed while the zone was verified", 1});
        summary.complete = false;
        if (summary.exit == 0) summary.exit = 4, summary.verdict = VerdictWord::not_proven;
    }
    exit_ = summary.exit;
    renderer.end(summary, {stopwatch_.seconds(), command_.jobs});
    summary_ = std::move(summary);
}

/// On standard error, where nothing else names the input.
std::string CheckRun::told(const Reason& reason) const {
    return reason.cause == "source-failed" ? reason.what : command_.input_name + ": " + reason.what;
}

/// Trust, when no DS has been looked at.
std::string CheckRun::trust_unread() const {
    return command_.ds_files.empty() ? "none" : "not-checked";
}

/// A run that ended before there was anything to judge.
int CheckRun::stop(const Error& error) {
    complain(error.text);
    Summary summary;
    summary.moments = command_.check.moments;
    summary.zone = loaded_.zone ? to_text(loaded_.zone->origin()) : std::string();
    if (loaded_.zone) {
        summary.serial = loaded_.zone->serial();
        summary.rrsigs.total = loaded_.zone->signatures().size();
    }
    summary.left_out = command_.check.selection.left_out;
    summary.denial = "not checked";
    summary.trust = trust_unread();
    summary.duty = summary.outcome = "unknown";
    switch (error.code) {
    case ErrorCode::usage:
        summary.verdict = VerdictWord::error, summary.exit = 2;
        summary.reasons.push_back({"usage", error.text});
        break;
    case ErrorCode::unreadable:
        summary.verdict = VerdictWord::unreadable, summary.exit = 3;
        summary.reasons.push_back({failing_, error.text});
        break;
    case ErrorCode::memory_limit:
    case ErrorCode::deadline:
        summary.verdict = VerdictWord::not_proven, summary.exit = 4;
        summary.unchecked.push_back(
            {error.code == ErrorCode::deadline ? "deadline" : "memory-limit", error.text, 1});
    }
    summary.per_moment.assign(summary.moments.size(), summary.verdict);
    const Excerpts none;
    const auto renderer = make_renderer(presentation_, none, output_);
    renderer->begin(summary.zone, summary.serial);
    renderer->end(summary, {stopwatch_.seconds(), command_.jobs});
    return summary.exit;
}

void CheckRun::print_timings() const {
    Timings timings{loaded_.timings,
                    evidence_.timings,
                    rules_seconds_,
                    process_seconds() - judged_at_,
                    process_seconds(),
                    stopwatch_.seconds(),
                    0};
    for (const InputFile& file : loaded_.files) timings.octets += file.octets;
    tell(timings_table(timings));
}

}  // namespace

int run(const CheckCommand& command, Output& output) {
    return CheckRun(command, output).run();
}

int run_check(const CheckCommand& command, Output& output, unsigned more_passes,
              const AfterCheck& after) {
    return CheckRun(command, output, more_passes).run(after);
}

}  // namespace zoneproof
