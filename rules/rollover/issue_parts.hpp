// The parts of issues.cpp. Private to rules/rollover.
#pragma once

#include "rules/rollover/readiness.hpp"

#include <vector>

namespace zoneproof {

using Issues = std::vector<RolloverIssue>;

/// Outages, each by the step that made it.
void add_cache_issues(const IssueBasis&, Issues&);
/// What happened to keys from version to version.
void add_key_issues(const IssueBasis&, Issues&);
/// What else changed between the last two versions, or lasts too long.
void add_change_issues(const IssueBasis&, Issues&);

}  // namespace zoneproof
