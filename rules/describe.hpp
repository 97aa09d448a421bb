// What a summary says of the zone itself: its name, counts, denial, chain.
#pragma once

#include "rules/check.hpp"

namespace zoneproof {

void describe_zone(const Context&, Summary&);

}  // namespace zoneproof
