// Causes: what is behind a finding, in a sentence, for the causes that say more than the finding's
// message.
#pragma once

#include <string_view>

namespace zoneproof {

/// Empty for a slug that only tells findings of one rule apart.
std::string_view describe_cause(std::string_view slug);

}  // namespace zoneproof
