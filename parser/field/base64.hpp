// Base 64: RFC 4648 4, strict: the padding must be there and be right, and the bits that padding
// leaves over must be zero (3.5 lets a decoder refuse them; a key has one spelling then).
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <string_view>

namespace zoneproof {

/// All of `rest`: "Whitespace is allowed within the Base64 text" (RFC 4034 2.2). `at` moves past
/// the tokens read, and stays at the one that is to blame.
bool put_base64(const Tokens& rest, Wire&, std::size_t& at);

/// One token that holds all of the data.
bool put_base64_token(std::string_view token, Wire&);

}  // namespace zoneproof
