// Type bitmaps: NSEC, NSEC3 and CSYNC (RFC 4034 4.1.2), and the older one of NXT (RFC 2535 5.2).
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

namespace zoneproof {

/// All of `rest`, type mnemonics in any order, none or some twice: on the wire windows ascend,
/// empty ones are left out, trailing zero octets too. `at` moves past the tokens read, and stays at
/// the one that is to blame.
bool put_type_bitmap(const Tokens& rest, Wire&, std::size_t& at);

/// One map of the types 0 to 127.
bool put_nxt_bitmap(const Tokens& rest, Wire&, std::size_t& at);

}  // namespace zoneproof
