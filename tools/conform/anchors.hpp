// The keys of the root that parents would name, as DNSKEY records: some resolvers take no DS as
// trust anchor.
#pragma once

#include "tools/conform/wire_answers.hpp"

#include <string>

namespace zoneproof::conform {

/// A line for each DNSKEY with the SEP bit in the root's stored answer.
std::string anchor_keys(const WireAnswers&, const std::string& root);
std::string base64(Octets);

}  // namespace zoneproof::conform
