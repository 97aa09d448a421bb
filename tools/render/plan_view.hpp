// What `zoneproof plan` shows, for people and for programs.
#pragma once

#include "rules/rollover/rollover_plan.hpp"
#include "tools/render/words.hpp"

#include <string>

namespace zoneproof {

std::string plan_text(const RolloverPlan&, const PlayedPlan&, const Style&);
/// One object, by docs/schema/plan.schema.json, and a newline.
std::string plan_json(const RolloverPlan&, const PlayedPlan&, int exit);

}  // namespace zoneproof
