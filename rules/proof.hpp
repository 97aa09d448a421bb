// The second look: does the evidence itself bear out "proven", asked without any rule?
//
// The rules find faults; a rule that is missing, mistaken or badly wired finds none. Before the
// word "proven" is said, the facts are therefore asked once more in the plainest way. A
// disagreement is our own mistake: not proven, never 0.
#pragma once

#include "parser/base/workers.hpp"
#include "rules/context.hpp"

#include <string_view>

namespace zoneproof {

/// Empty when the evidence shows the zone proven at every second of the moment (V-VER-4); else what
/// it does not show.
std::string_view missing_from_proof(const Context&, const Moment&, Workers&);

}  // namespace zoneproof
