// Implementations that are servers: started by what their adapter says, asked, and stopped.
#pragma once

#include "tools/conform/carrier.hpp"

namespace zoneproof::conform {

std::vector<Cell> serve_and_ask(const Implementation&, const ResolveRequest&,
                                const std::vector<const WantedAnswer*>&, const Carried&,
                                std::chrono::seconds timeout, std::string& log);

}  // namespace zoneproof::conform
