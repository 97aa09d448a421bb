// The options of `zoneproof plan`.
#pragma once

#include "rules/rollover/rollover_plan.hpp"
#include "tools/options/zone_input.hpp"

#include <optional>
#include <string>

namespace zoneproof {

struct PlanCommand {
    std::string file;  // TOML
    PolicyChoice policy;
    std::optional<Inoperable> inoperable;
    Timestamp at{};
    bool json = false;
};

class PlanOptions {
public:
    explicit PlanOptions(CLI::App& app);
    std::optional<PlanCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    PlanCommand command_;
    std::string at_, inoperable_;
};

}  // namespace zoneproof
