// Shape: which names of a zone are data, cuts, occluded or empty non-terminals, before anything is
// signed (RFC 4035 2.2 and 2.3, RFC 6672 2.4, RFC 5155 7.1). Records of a chain and signatures take
// no part.
#pragma once

#include "corpus/builder/canonical.hpp"
#include "corpus/builder/record.hpp"

#include <cstdint>
#include <map>
#include <set>

namespace zoneproof::corpus {

struct ShapeNode {
    std::set<RrType> types;  // empty: an empty non-terminal
    bool cut = false;
    bool occluded = false;

    bool secure_cut() const { return cut && types.contains(RrType::DS); }
};
using Shape = std::map<Name, ShapeNode, NameLess>;

bool is_chain_type(RrType);
/// Names outside the zone are not in it.
Shape shape_of(const Records&, NameView origin);
/// Authoritative, so with an RRSIG: "the NS RRset ... at delegation points MUST NOT be signed", RFC
/// 4035 2.2.
bool must_sign(const Shape&, NameView owner, RrType);

/// Of NSEC and NSEC3: the lesser of the SOA's TTL and its MINIMUM, RFC 9077 3.
std::uint32_t negative_ttl(const Records&, NameView origin);

}  // namespace zoneproof::corpus
