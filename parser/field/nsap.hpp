// Network addresses written with dots for the eye: NSAP (RFC 1706 7) and ATMA (AF-SAA-0069 2).
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// "0x" and hexadecimal digits, dots anywhere between them.
bool put_nsap(std::string_view token, Wire&);

/// "+" and the digits of an E.164 address, or an NSAP's hexadecimal digits; both with dots. The
/// first octet tells which.
bool put_atm_address(std::string_view token, Wire&);

}  // namespace zoneproof
