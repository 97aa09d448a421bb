#include "verifier/crypto/library.hpp"

#include <botan/version.h>

namespace zoneproof {

std::string crypto_library() {
    return "Botan " + Botan::short_version_string();
}

}  // namespace zoneproof
