// A field whose form another one decides: the gateway of IPSECKEY (RFC 4025 2.5, 3.1) and the relay
// of AMTRELAY (RFC 8777 4.2.4, 4.3). Types: 0 none, written ".", 1 IPv4, 2 IPv6, 3 a name.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// A type with a presentation form: 0 to 3.
bool read_gateway_type(std::string_view token, std::uint64_t& type);
bool put_gateway_type(std::string_view token, Wire&);

bool put_gateway(std::string_view token, unsigned type, Wire&);

}  // namespace zoneproof
