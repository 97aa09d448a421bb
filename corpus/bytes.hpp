// Octets that the corpus makes: wire forms that grow and are changed.
#pragma once

#include <cstdint>
#include <vector>

namespace zoneproof::corpus {

using Bytes = std::vector<std::uint8_t>;

}  // namespace zoneproof::corpus
