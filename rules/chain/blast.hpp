// Blast radius: how much of a zone a fault takes away, in what people count: names, delegations.
#pragma once

#include "parser/base/workers.hpp"
#include "verifier/verify.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace zoneproof {

/// How high in the tree a zone stands, and with it how much hangs below.
enum class Altitude : std::uint8_t { root, tld, delegating, leaf };
/// "root", "TLD", "zone with delegations", "leaf"
std::string_view to_text(Altitude);
Altitude altitude_of(const Zone&);

struct Blast {
    /// The apex DNSKEY, SOA or denial record is hit, or the zone cannot be reached: nothing is
    /// left.
    bool all = false;
    std::string_view all_for;  // "DNSKEY", "SOA", "NSEC", "NSEC3": which of them
    std::uint64_t rrsets = 0;  // authoritative ones, that must be signed
    std::uint64_t names = 0;   // that own one of them, or are such a delegation
    std::uint64_t secure_delegations = 0, insecure_delegations = 0;
    std::uint64_t wildcard_names = 0;
    std::uint64_t denial_records =
        0;                            // of the RRsets: NSEC and NSEC3, whose spans cannot be denied
    std::uint64_t denial_faults = 0;  // signed and wrong: places that rules of family denial name
    std::uint64_t unchecked = 0;      // RRsets of which it is not known
    std::optional<NameId> only;       // the name, where it is one

    bool any() const { return all || names != 0 || rrsets != 0 || denial_faults != 0; }
    void add(const Blast&);
};

/// All there is in a zone.
Blast whole_of(const Zone&, Workers&);
/// What fails at a moment because its signatures, or the proof that a delegation is insecure, do.
/// Names at or below `exempt` do not count.
Blast damage_of(const Zone&, const Evidence&, Timestamp at, std::span<const Name> exempt, Workers&);

}  // namespace zoneproof
