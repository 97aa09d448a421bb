// Addresses and locators in groups of hexadecimal digits: EUI-48, EUI-64 (RFC 7043 3.2, 4.2) and
// the 64-bit values of ILNP (RFC 6742 2.1.2).
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// "six two-digit hexadecimal numbers separated by hyphens"
bool put_eui48(std::string_view token, Wire&);

/// Eight of them.
bool put_eui64(std::string_view token, Wire&);

/// Four groups of up to four digits separated by colons; "::" means nothing here.
bool put_locator(std::string_view token, Wire&);

}  // namespace zoneproof
