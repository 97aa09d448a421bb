// What the rules about NSEC3 share: places, octets and hashes, for messages.
#pragma once

#include "parser/dns/rdata.hpp"
#include "rules/rule.hpp"

#include <string>

namespace zoneproof {

Where at_nsec3(const Context&, const Nsec3Record&);
Octets rdata_of(const Context&, const Nsec3Record&);

/// The name a record stands for, or "no name".
std::string subject_text(const Context&, const Nsec3Record&);

/// "H(a.example.) = 35mthgpgcu1qg68fab165klnsnk3dpvl" with the parameters of the chain; slow when
/// iterations are many.
std::string describe_hash(const Nsec3Chain&, NameView);
/// "1 0 12 AABBCCDD", as NSEC3PARAM shows it.
std::string to_text(const Nsec3Parameters&);

}  // namespace zoneproof
