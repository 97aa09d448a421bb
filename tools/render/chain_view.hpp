// The chain of trust as a ladder for people, and as one JSON object.
#pragma once

#include "rules/chain/chain.hpp"

#include <string>
#include <vector>

namespace zoneproof {

/// What the command has to show beside what it found.
struct ChainView {
    std::vector<ChainZone> zones;
    std::vector<ChainReport> reports;  // one a moment
    std::vector<std::string> unread;   // files that are no zones, in words
    std::string anchors;               // "built-in anchors", or the files
    bool require_ds = false;
    int exit = 0;
};

std::string chain_text(const ChainView&, bool color);
std::string chain_json(const ChainView&);

}  // namespace zoneproof
