// The word that was probably meant, for messages about words nobody knows.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace zoneproof {

/// The known word nearest to `word` by edits (one swap counts as one), or nothing that is near
/// enough: "".
std::string_view near_miss(std::string_view word, std::span<const std::string> known);

}  // namespace zoneproof
