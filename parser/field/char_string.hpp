// <character-string> and longer text: RFC 1035 5.1 and 3.3.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// A length octet and at most 255 octets; quoted or bare, escapes read.
bool put_char_string(std::string_view token, Wire&);

/// The octets alone, of any length: the value of a CAA (RFC 8659 4.1.1), the target of a URI.
bool put_text(std::string_view token, Wire&);

/// put_text() for a field that must stand in quotes: RFC 7553 4.4.
bool put_quoted_text(std::string_view token, Wire&);

/// A <character-string> of digits, at least `fewest`.
bool put_digit_string(std::string_view token, std::size_t fewest, Wire&);

}  // namespace zoneproof
