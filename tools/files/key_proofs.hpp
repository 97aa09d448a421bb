// Proofs that signers hold a key: each signs a canary, which the published key verifies. A file is
// one signer's: the TXT records of _zoneproof.ZONE and their RRSIGs, as in a zone file, without
// $INCLUDE.
#pragma once

#include "rules/rollover/situation.hpp"

#include <string>
#include <vector>

namespace zoneproof {

/// Adds to the situation what the files prove about the keys of its last version, at its moment. A
/// file that holds no canary of the zone is an Error; one that no key verifies stands among the
/// failed ones.
std::optional<Error> add_key_proofs(const std::vector<std::string>& files, Situation&);

/// The same of one text; `file` is what messages call it.
std::optional<Error> add_key_proof(const std::string& text, const std::string& file, Situation&);

}  // namespace zoneproof
