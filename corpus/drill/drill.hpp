// Drills: breaking somebody's own zone in one way, so that they can see whether their pipeline
// notices.
//
// A fault is a recipe as in case.json, with words such as $owner for places that are looked up in
// the zone. What needs new signatures is signed with keys that everybody can make, and gets a DS
// set of its own; else the zone stays as it is but for the one change.
#pragma once

#include "corpus/builder/mutations.hpp"
#include "parser/zone/zone.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace zoneproof::corpus {

struct DrillFault {
    std::string_view rule;
    std::string_view needs;   // of the zone: "signed", "nsec", "nsec3", "opt-out"; empty: nothing
    std::string_view says;    // what is done, with the words of the recipe
    std::string_view recipe;  // members of "recipe" in case.json
    std::string_view also;    // rules that follow from it and will be found beside
};

/// In the order of the catalogue; a rule may have several, for zones of several kinds.
std::span<const DrillFault> faults();

struct DrillOptions {
    std::string rule;
    std::uint64_t seed = 0;  // another place in the zone
    std::int64_t time = 0;   // when it will be checked
};

struct Drill {
    std::string zone;  // a master file
    std::string ds;    // at the parent
    std::string says;  // what was done, with names
    std::string also;
    bool signed_anew = false;
    bool lost_digest = false;    // ZONEMD was left out: it would not fit any more
    bool lost_requests = false;  // CDS and CDNSKEY too: they ask for keys that are gone
};

/// An Error says why the zone has no place for this fault, or that there is no such fault.
Result<Drill> drill(const Zone&, const DrillOptions&);

/// The records of a zone, how it is signed, and the DS set of the keys that sign its keys.
SignedZone read_signed_zone(const Zone&);

}  // namespace zoneproof::corpus
