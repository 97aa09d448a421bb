// What findings and evidence come to (V-VER): verdict words, per moment and over all; trust, duty,
// outcome; the exit code.
#pragma once

#include "rules/engine.hpp"
#include "rules/survey.hpp"

#include <functional>
#include <string_view>
#include <vector>

namespace zoneproof {

/// What is missing from a proof at a moment, empty when nothing is: rules/proof.hpp.
using MissingFromProof = std::function<std::string_view(const Moment&)>;

/// @param summary its `unchecked` is filled already.
void give_verdict(const Questions&, const Answers&, const std::vector<Survey>&, const Selection&,
                  const Policy&, const MissingFromProof&, Summary& summary);

}  // namespace zoneproof
