// A recorded history of a zone as RFC 5011 sees it: the keys of each version, and which sign them.
#pragma once

#include "rules/anchors/rfc5011.hpp"
#include "rules/history/history.hpp"

namespace zoneproof::rfc5011 {

/// @param recorded with at least one signed version. Keys are called by their tag; by tag and the
/// first digits of their identity where two have one tag.
Result<History> history_of(const zoneproof::History& recorded);

}  // namespace zoneproof::rfc5011
