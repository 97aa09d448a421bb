// The RRsets of a zone by who signs them. Private to rules/history.
#pragma once

#include "rules/history/history.hpp"

namespace zoneproof {

struct SignerSets {
    std::vector<SignerSet> sets;  // most RRsets first
    std::uint64_t rrsets = 0, folded = 0;
    std::uint64_t signed_rrsets = 0;  // as VersionCounts has it
};

/// @param kept_unpublished so many signers that are not published are told apart, the most frequent
/// ones; others are as if they had not signed.
SignerSets signer_sets(const Zone&, const Evidence&, Timestamp at, std::size_t kept_unpublished,
                       Workers&);

/// A TTL in time arithmetic, the highest where they differ (V-NAME-10): what a cache may be given.
std::uint32_t highest_ttl(const Zone&, const Rrset&);

}  // namespace zoneproof
