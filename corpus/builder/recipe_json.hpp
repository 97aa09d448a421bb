// Recipes as JSON: the "recipe" of case.json.
#pragma once

#include "corpus/builder/json_members.hpp"
#include "corpus/builder/recipe.hpp"

namespace zoneproof::corpus {

/// @param members of the object; `time` is what relative times are counted from
Recipe read_recipe(Members&, NameView origin, std::int64_t time);
/// Keys, chain, times and mutations that are stated, in the place of those that the recipe has.
void read_into(Recipe&, Members&, std::uint8_t algorithm, std::int64_t time);
Mutation read_mutation(Members&, NameView origin, std::int64_t time);
std::optional<Nsec3Parameters> read_nsec3(Members&, const char* name, Nsec3Parameters otherwise);
/// Seconds since 1970, "20260115000000", or "+1h" and "-10d" from `time`.
std::optional<std::uint32_t> read_moment(Members&, const char* name, std::int64_t time);

Json write_recipe(const Recipe&);

/// Whether a word is among words with a blank between: of OpInfo::needs.
bool has_word(std::string_view words, std::string_view word);

inline const std::vector<std::string_view> role_words = {"ksk", "zsk", "csk"};
inline const std::vector<std::string_view> signs_words = {"nothing", "keys", "data", "all"};
inline const std::vector<std::string_view> denial_words = {"none", "nsec", "nsec3"};
inline const std::vector<std::string_view> resign_words = {"none", "rrset", "zone"};

}  // namespace zoneproof::corpus
