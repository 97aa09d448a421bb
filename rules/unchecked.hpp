// What was not checked, per cause (V-VER-3), from the evidence and from what the rules themselves
// could not judge.
#pragma once

#include "rules/engine.hpp"
#include "rules/survey.hpp"

#include <vector>

namespace zoneproof {

std::vector<Unchecked> find_unchecked(const Questions&, const Answers&, const std::vector<Survey>&,
                                      const Policy&);

}  // namespace zoneproof
