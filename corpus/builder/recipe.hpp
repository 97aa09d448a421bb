// Recipe: base zone, keys, times and mutations; what a case is made from, and what a fuzzer writes
// down.
#pragma once

#include "corpus/builder/base_zones.hpp"
#include "corpus/builder/mutations.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace zoneproof::corpus {

/// 2026-01-15T00:00:00Z, the moment of every case that does not name another.
inline constexpr std::int64_t reference_time = 1768435200;

struct Recipe {
    const BaseZone* base = nullptr;
    Name origin;
    std::vector<KeySpec> keys;
    Signing signing;
    std::vector<Mutation> mutations;
};

/// The keys of a base, all of one algorithm.
std::vector<KeySpec> default_keys(const BaseZone&, std::uint8_t algorithm);

/// The healthy zone of a base: its keys of one algorithm, signatures from ten days before `time` to
/// thirty after.
Recipe healthy(const BaseZone&, NameView origin, std::int64_t time = reference_time,
               std::uint8_t algorithm = 13);

struct BuiltZone {
    SignedZone zone;
    Texts text;  // zone.db, and the files it includes
};

/// Base zone, keys, signatures, then the mutations. An Error names the mutation by its place in the
/// list.
Result<SignedZone> make_zone(const Recipe&, KeyStore&);
/// The same, and its text with the edits of the recipe.
Result<BuiltZone> build(const Recipe&, KeyStore&);

}  // namespace zoneproof::corpus
