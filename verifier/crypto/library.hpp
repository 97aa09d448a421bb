// The name and version of the cryptographic library at work, for `version` and reports of faults.
#pragma once

#include <string>

namespace zoneproof {

/// "Botan 2.19.3"
std::string crypto_library();

}  // namespace zoneproof
