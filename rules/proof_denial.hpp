// The second look at denial of existence: the chains walked once more, beside the passes that judge
// them, with none of what those derived but the subject of each NSEC3 record.
#pragma once

#include "verifier/verify.hpp"

#include <string_view>

namespace zoneproof {

/// Empty when every chain in use denies all that is not there, and nothing that is; else what is
/// wrong. Only of evidence that is complete and shows no fault itself.
std::string_view missing_from_denial(const Zone&, const Evidence&);

}  // namespace zoneproof
