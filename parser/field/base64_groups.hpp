// The bulk of base 64: whole groups of four digits, by whichever lane the machine can run.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace zoneproof {

/// Decodes groups of four digits from the front of text[0..size), three octets each, until there is
/// one that is not whole or not only digits; the digits read. May write four octets too many.
using ReadBase64Groups = std::size_t (*)(const char* text, std::size_t size, std::uint8_t* to);

/// The lanes this machine can run, the reference first, the fastest last.
std::vector<ReadBase64Groups> base64_lanes();

namespace base64 {

inline constexpr std::uint32_t invalid = 0x80000000;

/// Where each digit's six bits belong in a group's 24, by its place in the group.
extern const std::array<std::array<std::uint32_t, 256>, 4> sextets;

}  // namespace base64
}  // namespace zoneproof
