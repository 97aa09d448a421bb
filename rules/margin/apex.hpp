// The RRsets at the apex without which nothing in the zone validates: SOA, NS and DNSKEY, and the
// denial records of the apex.
#pragma once

#include "parser/zone/zone.hpp"

#include <vector>

namespace zoneproof {

class ApexSet {
public:
    explicit ApexSet(const Zone&);

    bool contains(const Rrset&, RrsetId) const;

private:
    NameId apex_;
    std::vector<RrsetId> nsec3_;  // that match the apex, one per NSEC3PARAM
};

}  // namespace zoneproof
