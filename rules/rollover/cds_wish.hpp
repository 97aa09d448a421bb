// What CDS and CDNSKEY of a version ask the parent for (RFC 7344 4, RFC 8078 4).
#pragma once

#include "rules/history/history.hpp"

#include <vector>

namespace zoneproof {

struct CdsWish {
    bool present = false;
    bool deletes = false;        // the DS RRset shall go
    bool contradictory = false;  // CDS and CDNSKEY do not ask for the same keys
    /// RDATA of the DS RRset that is asked for; of CDNSKEY alone with SHA-256.
    std::vector<std::vector<std::uint8_t>> ds;
};
CdsWish cds_wish(const Version&, NameView zone);
bool asks_for(const CdsWish&, NameView zone, const PublishedKey&);

}  // namespace zoneproof
