// OpenSSL's speed in the same run, where its headers are installed: a benchmark's yardstick, and
// no part of zoneproof.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace zoneproof::bench {

using Messages = std::vector<std::vector<std::uint8_t>>;

/// Empty without OpenSSL.
std::string openssl_version();
/// Microseconds for each of the first `count` signatures of one key, or 0 without OpenSSL.
double openssl_microseconds(std::uint8_t algorithm, const std::vector<std::uint8_t>& public_key,
                            const Messages& messages, const Messages& signatures,
                            std::size_t count);

}  // namespace zoneproof::bench
