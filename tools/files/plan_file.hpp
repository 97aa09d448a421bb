// Plans of rollovers in TOML (docs/FORMAT.md, "Plans"):
//
//     zone  = "example."
//     start = 2026-12-01T00:00:00Z     # what is there then has been there for long
//     [ttl]
//     dnskey = "1h"; ds = "1d"; data = "1d"
//     [keys]                           # their algorithms
//     old-ksk = 13
//     new-ksk = 13
//     zsk = 13
//     [now]
//     dnskey = ["old-ksk", "zsk"]      # the DNSKEY RRset
//     signs-dnskey = ["old-ksk"]       # who signs it
//     signs-data = ["zsk"]             # who signs everything else
//     ds = ["old-ksk"]                 # whom the parent names
//     [[step]]                         # what it does not say stays as it is
//     name = "publish the new KSK"
//     at = 2026-12-01T12:00:00Z        # or after = "65m", or neither: as soon as it is safe
//     dnskey = ["old-ksk", "new-ksk", "zsk"]
//     signs-dnskey = ["old-ksk", "new-ksk"]
#pragma once

#include "parser/base/result.hpp"
#include "rules/rollover/rollover_plan.hpp"

#include <string>
#include <string_view>

namespace zoneproof {

/// What is wrong with it is an Error (usage) with file, line and column.
/// @param now when it starts, unless it says so.
Result<RolloverPlan> read_plan(const std::string& path, const Timing&, Timestamp now);
Result<RolloverPlan> plan_from_text(std::string_view text, const std::string& file, const Timing&,
                                    Timestamp now);

}  // namespace zoneproof
