// The parts of LOC, RFC 1876 2 and 3: angles of up to three numbers and a letter, metres with two
// decimals. What is a number but too great or too small is Fault::loc_range.
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <string_view>

namespace zoneproof {

/// "d1 [m1 [s1]] {"N"|"S"}", thousandths of a second of arc from 2^31 on the equator. `at` moves
/// past the tokens read, and stays at the one that is to blame.
bool put_latitude(const Tokens& rest, Wire&, std::size_t& at);

/// "d2 [m2 [s2]] {"E"|"W"}"
bool put_longitude(const Tokens& rest, Wire&, std::size_t& at);

/// "alt["m"]", centimetres above 100,000 m below the reference spheroid.
bool put_altitude(std::string_view token, Wire&);

/// Size or precision in metres, "siz["m"]": centimetres as a digit and a power of ten, lower digits
/// dropped.
bool read_loc_size(std::string_view token, std::uint8_t& size, Fault&);

}  // namespace zoneproof
