// The DS lines that would mend a broken link: what the parent may publish for the zone as it is.
#pragma once

#include "verifier/verify.hpp"

#include <string>

namespace zoneproof {

/// "19468 13 2 ABCD... or ...", with SHA-256: of the SEP keys that sign the DNSKEY RRset at that
/// moment, four at most. Empty: there is none.
std::string ds_to_publish(const Zone&, const Evidence&, Timestamp at);

}  // namespace zoneproof
