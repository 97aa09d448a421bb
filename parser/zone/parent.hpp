// The parent's side: what the DS set of the zone is, from the files an operator has (V-DS-1).
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/time.hpp"
#include "parser/dns/name.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// A DS record, or a DNSKEY given as trust anchor, which matches by identical RDATA.
struct TrustInput {
    bool is_ds = true;
    std::vector<std::uint8_t> rdata;  // wire form
    std::optional<std::uint32_t>
        ttl;  // of its line or of $TTL: how long it is cached, nothing about trust
    std::string file;
    std::uint64_t line = 0;
    /// root-anchors.xml: validFrom and validUntil; an entry outside them at a moment is ignored
    /// there.
    std::optional<Timestamp> valid_from, valid_until;
};

struct ParentDs {
    bool given = false;               // any --ds at all
    std::vector<TrustInput> records;  // of the zone's name, in the order given, duplicates kept
    std::uint64_t other_owners = 0;   // lines about other names, skipped
};

/// Reads DS and DNSKEY records, dsset files, and IANA's root-anchors.xml (RFC 9718), told apart by
/// content. Lines of other owners are skipped; a line that cannot be read, or of another type, is
/// an Error with its place. Relative owners are completed with `zone`. An entry without an owner of
/// its own ("IN DS ...") belongs to `zone`.
Result<ParentDs> read_parent(const std::vector<std::string>& files, NameView zone);

}  // namespace zoneproof
