// plan: a planned rollover, or the way out when a key is lost, played through.
#include "rules/rollover/rollover_plan.hpp"

#include "tools/commands/commands.hpp"
#include "tools/commands/rollover_input.hpp"
#include "tools/files/plan_file.hpp"
#include "tools/render/plan_view.hpp"
#include "tools/terminal.hpp"

#include <unistd.h>

namespace zoneproof {
namespace {

Result<RolloverPlan> plan_of(const PlanCommand& command) {
    const auto timing = timing_of(command.policy);
    if (!timing) return timing.error();
    auto plan = read_plan(command.file, *timing, command.at);
    if (!plan || !command.inoperable) return plan;
    auto out = recovery(*plan, *command.inoperable);
    if (!out)
        return Error{ErrorCode::usage,
                     command.file + ": [now] has no such key, by what the keys sign"};
    return std::move(*out);
}

}  // namespace

int run(const PlanCommand& command, Output& output) {
    const auto plan = plan_of(command);
    if (!plan) return stop_with(plan.error());
    const PlayedPlan played = play(*plan);
    const int exit = !played.safe() ? 1 : !played.complete() ? 4 : 0;
    output.write(command.json ? plan_json(*plan, played, exit)
                              : plan_text(*plan, played,
                                          Style(wants_color(Color::automatic, STDOUT_FILENO))));
    return exit;
}

}  // namespace zoneproof
