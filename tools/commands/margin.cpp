// margin: load the zone, verify its signatures, read the policy, and show for how long it holds.
#include "rules/margin/margin.hpp"

#include "rules/reasons.hpp"
#include "tools/commands/commands.hpp"
#include "tools/deadline.hpp"
#include "tools/message.hpp"
#include "tools/progress.hpp"
#include "tools/render/margin_view.hpp"
#include "tools/terminal.hpp"
#include "verifier/verify.hpp"

#include <unistd.h>

namespace zoneproof {
namespace {

int exit_of(ErrorCode code) {
    switch (code) {
    case ErrorCode::usage: return 2;
    case ErrorCode::unreadable: return 3;
    case ErrorCode::memory_limit:
    case ErrorCode::deadline: break;
    }
    return 4;
}

int stop(const Error& error) {
    complain(error.text);
    return exit_of(error.code);
}

Result<PolicyFile> policy_of(const MarginCommand& command) {
    if (!command.policy.empty()) return read_policy(command.policy, command.profile);
    if (!command.profile.empty()) return policy_of_profile(command.profile);
    return PolicyFile{};
}

/// What was read and verified.
struct Verified {
    LoadedZone loaded;
    ParentDs parent;
    Evidence evidence;
};

Result<Verified> read_and_verify(const MarginCommand& command) {
    const Deadline deadline(command.deadline);
    Workers workers(command.jobs, deadline.flag());
    Progress progress;
    ProgressLine line(progress, command.progress && isatty(STDERR_FILENO) == 1);
    auto source = Source::open(command.zone_file, command.load.source);
    if (!source) return source.error();
    auto loaded = load(*source, command.load, workers, &progress);
    if (!loaded) return loaded.error();
    Verified verified{std::move(*loaded), {}, {}};
    if (!verified.loaded.zone) return verified;
    auto parent = read_parent(command.ds_files, verified.loaded.zone->origin());
    if (!parent) return parent.error();
    verified.parent = std::move(*parent);
    VerifyOptions options;
    options.passes = pass::signatures | pass::trust;
    options.records_lost =
        verified.loaded.diagnostics.lost_records() || !verified.loaded.unreadable.empty();
    verified.evidence = verify(*verified.loaded.zone, verified.parent, options, workers, &progress);
    return verified;
}

}  // namespace

int run(const MarginCommand& command, Output& output) {
    const auto policy_file = policy_of(command);
    if (!policy_file) return stop(policy_file.error());
    const auto verified = read_and_verify(command);
    if (!verified) return stop(verified.error());
    const LoadedZone& loaded = verified->loaded;
    for (const Reason& reason : find_reasons(loaded, false))
        complain(command.zone_file + ": " + reason.what);
    if (!loaded.zone || !loaded.unreadable.empty()) return exit_of(ErrorCode::unreadable);

    Policy policy;
    policy.timing = policy_file->timing;
    const Context context(*loaded.zone, verified->evidence, verified->parent, loaded.diagnostics,
                          policy);
    // Figures are asked of what is there: no deadline cuts them short.
    Workers unhurried(command.jobs);
    const Margins found = margins(
        context, {command.moments, policy_file->calendar, command.signing_stops}, unhurried);
    const MarginView view{found, *loaded.zone, *policy_file, command.policy,
                          loaded.diagnostics.lost_records()};
    output.write(command.json
                     ? margin_json(view)
                     : margin_text(view, Style(wants_color(Color::automatic, STDOUT_FILENO))));
    return exit_code(found.grade);
}

}  // namespace zoneproof
