// What the rules about the parent's DS records share.
#pragma once

#include "rules/rule.hpp"

#include <string>

namespace zoneproof {

Where at_ds(const Context&, std::size_t index);
Group by_ds(const DsFact&);

/// "DS 2937/13/2", or "trust anchor 2937/13" for a key given as anchor.
std::string describe(const DsFact&);

/// The revoked key of the zone whose DS this was before the REVOKE flag was set.
KeyId matches_before_revocation(const Context&, std::size_t index);

/// A more specific rule says what is wrong with this DS: a wrong field or length, or a key that
/// may not sign.
bool is_explained(const Context&, std::size_t index);

/// Some DS that counts matches a usable key.
bool any_match(const Context&);

}  // namespace zoneproof
