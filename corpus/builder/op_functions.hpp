// The functions behind the table of ops. Private to the mutations.
#pragma once

#include "corpus/builder/mutations.hpp"

namespace zoneproof::corpus::op {

// records.cpp: what stands in the zone
std::string add(SignedZone&, const Mutation&, Touched&);
std::string drop(SignedZone&, const Mutation&, Touched&);
std::string dup(SignedZone&, const Mutation&, Touched&);
std::string copy(SignedZone&, const Mutation&, Touched&);
std::string shuffle(SignedZone&, const Mutation&, Touched&);

// fields
std::string set(SignedZone&, const Mutation&, Touched&);
std::string flip(SignedZone&, const Mutation&, Touched&);
std::string swap(SignedZone&, const Mutation&, Touched&);
std::string recase(SignedZone&, const Mutation&, Touched&);
std::string reencode(SignedZone&, const Mutation&, Touched&);

// signatures, keys and chains
std::string sign(SignedZone&, const Mutation&, Touched&);
std::string resign(SignedZone&, const Mutation&, Touched&);
std::string chain(SignedZone&, const Mutation&, Touched&);
std::string relink(SignedZone&, const Mutation&, Touched&);
std::string key_record(SignedZone&, const Mutation&, Touched&);
std::string zonemd(SignedZone&, const Mutation&, Touched&);

inline Records& list(SignedZone& zone, const Mutation& mutation) {
    return mutation.where.in_parent ? zone.ds : zone.records;
}

inline const std::string nothing_fits = "no record fits the selector";

}  // namespace zoneproof::corpus::op
