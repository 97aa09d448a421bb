// IPv4 address: four decimal octets, RFC 1035 3.4.1, read as strictly as inet_pton() does.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// Exactly four numbers of 0 to 255 without leading zeros, which some programs take as octal.
bool read_ipv4(std::string_view text, std::uint8_t* to);

bool put_ipv4(std::string_view token, Wire&);

}  // namespace zoneproof
