// The text forms of a case: zone.db as an operator would write it, zone.canon, DS sets.
#pragma once

#include "corpus/builder/sign.hpp"

#include <string>

namespace zoneproof::corpus {

/// $ORIGIN, then a record a line with relative owners, in the order of the list.
std::string zone_text(const SignedZone&);
/// Absolute names in lower case, a record a line, canonical order, every record once.
std::string canonical_text(const SignedZone&);
/// A record a line; a comment when there is none.
std::string ds_text(const Records&);

}  // namespace zoneproof::corpus
