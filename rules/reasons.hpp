// Why the text could not be read as a zone, and which demand is not met.
#pragma once

#include "rules/check.hpp"

#include <vector>

namespace zoneproof {

std::vector<Reason> find_reasons(const LoadedZone&, bool demand_unmet);

}  // namespace zoneproof
