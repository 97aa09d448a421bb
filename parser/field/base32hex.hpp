// NSEC3's next hashed owner name: "unpadded ... base32hex", RFC 4648 7, digits of either case.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// Decodes into `to`, which has room for text.size() / 8 * 5 + 8 octets. The octets written, or 0
/// for a digit outside the alphabet, a length that no octets give, or bits left over that are set.
std::size_t read_base32hex(std::string_view text, std::uint8_t* to);

/// The hash with its length, at most 255 octets: RFC 5155 3.3.
bool put_hash(std::string_view token, Wire&);

}  // namespace zoneproof
