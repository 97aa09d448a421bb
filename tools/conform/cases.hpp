// The cases of a corpus as the runner needs them.
#pragma once

#include "tools/conform/expectation.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace zoneproof::conform {

struct CaseSelection {
    std::filesystem::path corpus;
    std::vector<std::string> globs;  // over ids; none: all
    std::string level;               // empty: all
    std::string tag;                 // empty: all
    std::filesystem::path scratch;   // where cases too large to store are built; empty: nowhere
};

struct LoadedCases {
    std::vector<Expectation> cases;     // in the order of their ids
    std::vector<std::string> problems;  // of each case.json that cannot be read
    std::string digest;                 // SHA-256 over their files
};

LoadedCases load_cases(const CaseSelection&);

}  // namespace zoneproof::conform
