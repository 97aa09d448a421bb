// Compressed files as the text they hold: gzip (RFC 1952, several members) and Zstandard (RFC 8878,
// several frames). Private to parser/base.
#pragma once

#include "parser/base/stream.hpp"

#include <string_view>

namespace zoneproof {

/// @param head the first four octets, which tell the format.
/// @returns `file` itself when it is not compressed.
std::unique_ptr<Stream> inflated(std::unique_ptr<Stream> file, std::string_view head);

}  // namespace zoneproof
