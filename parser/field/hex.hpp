// Base 16, digits of either case: RFC 4648 8.
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <string_view>

namespace zoneproof {

/// 0..15, or a value above for what is no hexadecimal digit.
constexpr unsigned hex_digit(char c) {
    const unsigned digit = static_cast<unsigned char>(c) - unsigned{'0'};
    if (digit <= 9) return digit;
    const unsigned letter = (static_cast<unsigned char>(c) | 0x20) - unsigned{'a'};
    return letter <= 5 ? letter + 10 : 16;
}

/// All of `rest`: "Whitespace is allowed within the hexadecimal text" (RFC 4034 5.3), also between
/// the two digits of an octet. `at` moves past the tokens read, and stays at the one to blame.
bool put_hex(const Tokens& rest, Wire&, std::size_t& at);

/// One token that holds all of the data: an even number of digits.
bool put_hex_token(std::string_view token, Wire&);

/// NSEC3 salt with its length: "-" for none, or hexadecimal of at most 255 octets (RFC 5155 3.3).
bool put_salt(std::string_view token, Wire&);

}  // namespace zoneproof
