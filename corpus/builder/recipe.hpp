// Recipe: base zone, keys, times and mutations; what a case is made from, and what a fuzzer writes
// down.
#pragma once

#include "corpus/builder/base_zones.hpp"
#include "corpus/builder/mutations.hpp"

#include <cstdint>
#include <optional>
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

/// Keys, signatures and the mutations over records that are given: they hold no DNSKEY, chain or
/// RRSIG. An Error names the mutation by its place in the list.
Result<SignedZone> make_zone(Records, const Recipe&, KeyStore&);
/// The mutations alone, on a zone that is signed already.
std::optional<Error> mutate(SignedZone&, const Recipe&);
/// The text of a zone, with the edits of the recipe.
Result<Texts> texts_of(const SignedZone&, const Recipe&);

struct BuiltZone {
    SignedZone zone;
    Texts text;  // zone.db, and the files it includes
};

/// The same with the records of the recipe's base zone.
Result<SignedZone> make_zone(const Recipe&, KeyStore&);
/// The same, and its text with the edits of the recipe.
Result<BuiltZone> build(const Recipe&, KeyStore&);

}  // namespace zoneproof::corpus
