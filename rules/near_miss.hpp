// The word that was probably meant, for messages about words nobody knows: options, their values,
// rules.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// The known words nearest to `word`, three at most, all equally near: by edits (one swap counts as
/// one), or because `word` is a part of them. None when no word is near enough.
std::vector<std::string_view> near_misses(std::string_view word,
                                          std::span<const std::string> known);

/// "; did you mean json?", or nothing.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

}  // namespace zoneproof
