// Base zones: small healthy zones to break, each with many types. A case names one; what it does
// not care about is here.
#pragma once

#include "corpus/builder/sign.hpp"

#include <span>
#include <string_view>

namespace zoneproof::corpus {

struct BaseZone {
    std::string_view name;  // "leaf-nsec3"
    std::string_view says;
    std::string_view text;  // relative to the origin
    Denial denial;
    bool opt_out;
    std::string_view
        keys;  // "ksk zsk"; with a minus in front: of another signer, only published here
    unsigned delegations;   // made up beside the text: every tenth is signed
    std::string_view more;  // text beside that which bases share
};

std::span<const BaseZone> base_zones();
const BaseZone* find_base_zone(std::string_view name);
/// The unsigned records of the zone; an Error when the origin leaves no room for its names.
Result<Records> records_of(const BaseZone&, NameView origin);

}  // namespace zoneproof::corpus
