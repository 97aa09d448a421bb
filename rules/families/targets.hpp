// Names in RDATA: whether they lie in the zone, and what a resolver that asks this zone about them
// finds.
#pragma once

#include "parser/zone/zone.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

enum class TargetState : std::uint8_t {
    elsewhere,   // outside the zone
    delegated,   // at or below a cut of this zone: the child answers
    redirected,  // below a DNAME of this zone
    alias,       // owns a CNAME, or a wildcard's CNAME stands for it
    exists,      // owns data, or a wildcard's data stand for it
    empty,       // an empty non-terminal
    missing,     // the zone denies it
};

struct Target {
    TargetState state;
    /// What stands for the target: the name itself, the wildcard, the cut's name or the DNAME's
    /// owner.
    std::optional<NameId> name;
};
Target find_target(const Zone&, NameView);

/// Whether A or AAAA records stand at the name, glue included.
bool has_address(const Zone&, NameId);

/// "192.0.2.1." and "192.0.2.1.example.": an address where a name belongs, absolute or completed
/// with the origin.
bool looks_like_address(const Zone&, NameView);

/// The name that ends RDATA, `offset` octets into it: of NS, CNAME, DNAME, PTR, MX and SRV.
inline NameView last_name(Octets rdata, std::size_t offset) {
    return NameView(rdata.subspan(offset));
}
/// The name that stands `offset` octets into RDATA.
inline NameView name_at(Octets rdata, std::size_t offset) {
    const Octets rest = rdata.subspan(offset);
    return {rest.data(), wire_name_length(rest)};
}

/// `name` with `new_suffix` in place of `suffix`, at or below which it lies; nothing when that is
/// too long.
std::optional<Name> with_suffix(NameView name, NameView suffix, NameView new_suffix);

/// Whether the rules about data look at an RRset: it has records and no cut or DNAME hides them.
inline bool is_answered(const Zone& zone, const Rrset& rrset) {
    return rrset.count != 0 && !zone.entry(rrset.owner).has(name_flag::occluded);
}

}  // namespace zoneproof
