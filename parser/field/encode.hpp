// Octets to the text forms that zone files use; the other way is one file a form (base64.hpp,
// base32hex.hpp, ...).
#pragma once

#include "parser/base/bytes.hpp"

#include <string>

namespace zoneproof {

/// With padding and without line breaks: RFC 4648 4.
std::string to_base64(Octets);
/// Without padding: RFC 4648 7 as RFC 5155 3.3 uses it.
std::string to_base32hex(Octets, bool upper = false);
/// In quotes; quote and backslash escaped, octets outside printable ASCII as \DDD: RFC 1035 5.1.
std::string to_quoted(Octets);
std::string to_ipv4(const std::uint8_t* address);
/// RFC 5952 4.
std::string to_ipv6(const std::uint8_t* address);

}  // namespace zoneproof
