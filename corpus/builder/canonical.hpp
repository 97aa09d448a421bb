// The canonical form of names, RDATA and RRsets: RFC 4034 6.1 to 6.3 with RFC 6840 5.1.
//
// Written anew for the builder; nothing of verifier/ is used (docs/adr/0007).
#pragma once

#include "corpus/builder/record.hpp"

#include <span>

namespace zoneproof::corpus {

/// Wire form in lower case.
Bytes canonical_name(NameView);
/// The names that DNSSEC folds are in lower case.
Bytes canonical_rdata(RrType, Octets rdata);

/// RFC 4034 6.1: below zero when a sorts first, 0 when they are one name.
int compare_names(NameView a, NameView b);
struct NameLess {
    bool operator()(NameView a, NameView b) const { return compare_names(a, b) < 0; }
};

/// The RRs of an RRset as they are signed: folded, in the order of RFC 4034 6.3, equal ones once.
std::vector<Bytes> canonical_rrset(std::span<const Record>, bool folded = true);

/// By owner and type, RRSIGs behind what they cover, the SOA first; records of one RRset stay as
/// they are.
void sort_zone(Records&);

/// Sorted like that and by RDATA, folded; equal records
/// once: zone.canon.
Records canonical_zone(const Records&);
/// What a ZONEMD digest of scheme SIMPLE is made over, RFC 8976 3.3: all records of the zone but
/// the apex ZONEMD RRset and its signatures.
Bytes digested_octets(const Records&, NameView origin);

}  // namespace zoneproof::corpus
