// IPv6 address: RFC 4291 2.2, as RFC 3596 2.4 asks; no zone identifiers.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

bool read_ipv6(std::string_view text, std::uint8_t* to);

bool put_ipv6(std::string_view token, Wire&);

}  // namespace zoneproof
