// An item of APL: `[!]afi:address/prefix`, RFC 3123 5.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// Address families 1 (IPv4) and 2 (IPv6), the only ones with a presentation form.
bool put_address_prefix(std::string_view token, Wire&);

}  // namespace zoneproof
