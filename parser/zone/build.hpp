// Raw records, in the order of the text, to a Zone: sorted, grouped, without duplicates (private to
// parser/zone).
#pragma once

#include "parser/base/workers.hpp"
#include "parser/zone/records.hpp"
#include "parser/zone/zone.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace zoneproof {

struct Built {
    std::optional<Zone> zone;
    bool other_soa = false;         // no zone: there is a SOA, but not at the origin asked for
    bool too_many_records = false;  // no zone: an RRset beyond the reach of its 16-bit counts
};

/// @param origin the zone's name; none: that of the first SOA.
Built build_zone(std::unique_ptr<Arena>, std::vector<Reading>, const std::optional<Name>& origin,
                 Workers&);

}  // namespace zoneproof
