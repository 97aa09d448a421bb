// Several signers of one zone: whose keys each has to publish (RFC 8901 2.1). Private to
// rules/rollover.
#pragma once

#include "rules/rollover/issues.hpp"

#include <string>
#include <vector>

namespace zoneproof {

/// 0: one signer; 1: one set of KSKs for all; 2: each signs its DNSKEY RRset with its own.
int multi_signer_model(const Situation&);
std::vector<RolloverIssue> multi_signer_issues(const Situation&);

}  // namespace zoneproof
