// RRSIG times: RFC 4034 3.2.
//
// Either YYYYMMDDHHmmSS or seconds since 1970 in decimal: "it is always possible to distinguish
// between these two formats because the YYYYMMDDHHmmSS format will always be exactly 14 digits,
// while the decimal representation of a 32-bit unsigned integer can never be longer than 10
// digits". Dates are taken modulo 2^32 (RFC 4034 3.1.5).
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// Fault::bad_timestamp for neither form, or a date the calendar does not have.
bool put_timestamp(std::string_view token, Wire&);

}  // namespace zoneproof
