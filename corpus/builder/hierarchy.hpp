// The zones around a case: the root and, for most, `example.`, each with the DS of the next: what a
// resolver walks.
#pragma once

#include "corpus/builder/recipe.hpp"

#include <string>
#include <vector>

namespace zoneproof::corpus {

struct Served {
    SignedZone zone;
    std::string address;  // of its server: 192.0.2.1 for the root, .2 and .3 for those below
};

/// The root first, the case last. The parents are NSEC zones of algorithm 13 with keys of their
/// own, never broken.
Result<std::vector<Served>> hierarchy(const SignedZone&, std::int64_t time, KeyStore&);

/// DS of the root: of the case itself when it is the root.
Result<Records> anchors(const SignedZone&, KeyStore&);

}  // namespace zoneproof::corpus
