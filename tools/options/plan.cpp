#include "tools/options/plan.hpp"

#include "tools/options/parts.hpp"

namespace zoneproof {

PlanOptions::PlanOptions(CLI::App& app)
    : app_(app.add_subcommand("plan",
                              "Plays a planned rollover through: when each step is safe, how "
                              "it is taken back, and where the way back ends")) {
    app_->add_option("FILE", command_.file, "The plan, in TOML (docs/FORMAT.md, \"Plans\")")
        ->required()
        ->type_name("");
    app_->add_option("--inoperable", inoperable_,
                     "Leave the steps of the plan aside: a private key is lost, and this is the "
                     "way out")
        ->type_name("zsk|ksk|csk")
        ->check(CLI::IsMember({"zsk", "ksk", "csk"}));
    add_policy(*app_, command_.policy);
    add_instant(*app_, at_, "When a plan starts that does not say so; default: now");
    add_format(*app_, command_.json);
    app_->footer("Exit codes: 0 every step is safe, 1 one is not, 4 one never becomes safe.");
}

std::optional<PlanCommand> PlanOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    PlanCommand command = command_;
    if (!inoperable_.empty())
        command.inoperable = inoperable_ == "zsk"   ? Inoperable::zsk
                             : inoperable_ == "ksk" ? Inoperable::ksk
                                                    : Inoperable::csk;
    command.at = instant_of(at_, now);
    return command;
}

}  // namespace zoneproof
