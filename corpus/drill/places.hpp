// Places: what the words of a fault stand for in a zone. Private to corpus/drill.
//
//   $owner $type   an RRset with data, below the apex where there is one
//   $inner         a name with a record of the chain that leads to another than the first
//   $skipped       where the record of $inner must not lead: the one after its next
//   $last $first   owners of the last record of the chain, and of one before it
//   $calm          a name whose NSEC3 spans no unsigned delegation
//   $alias         a name with a CNAME
//   $cut $secure   delegations without and with a DS
//   $glue          an address below a delegation
//   $new           a name that is not there
//   $zone          the zone, unless it is the root
//   $serial $before-expire   of the SOA: its serial, and its EXPIRE less a day
#pragma once

#include "corpus/builder/sign.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace zoneproof::corpus {

class Places {
public:
    /// @param seed chooses among the places that fit
    Places(const SignedZone&, std::uint64_t seed);

    /// The word with its dollar sign; nothing: the zone has no such place.
    std::optional<std::string> find(std::string_view word) const;

private:
    std::map<std::string, std::string, std::less<>> found_;
};

/// The text with its words filled in; else the word that the zone has no place for.
struct Filled {
    std::string text;
    std::string missing;
};
Filled fill(std::string_view text, const Places&);

}  // namespace zoneproof::corpus
