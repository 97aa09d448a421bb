// What a signature will be when the signer goes on as it does until it stops: renewed whenever F
// seconds are left of it, for as long as it is valid now.
#pragma once

#include "rules/margin/rrset_margin.hpp"
#include "rules/timing.hpp"

namespace zoneproof {

/// The margin at `stops` of an RRset whose margin now is known. What is not valid now has no signer
/// that works.
RrsetMargin resigned_until(const RrsetMargin&, Timestamp now, Timestamp stops, const Timing&);

}  // namespace zoneproof
