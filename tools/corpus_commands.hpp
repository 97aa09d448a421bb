// The commands of `zoneproof corpus` as values. `folder` holds the corpus: cases/ and keys/.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace zoneproof {

struct CorpusBuildCommand {
    std::string folder, out;
    std::vector<std::string> globs;
    bool check = false;
};

struct CorpusListCommand {
    std::string folder;
    std::vector<std::string> globs;
    bool jsonl = false;
    bool words = false;  // those of recipes, instead of the cases
};

struct CorpusFromRecipeCommand {
    std::string folder, file, out;
};

struct CorpusExportCommand {
    std::string folder, format, out;
    std::vector<std::string> globs;
    std::string known;  // divergences; empty: divergence.json of the folder, where there is one
};

struct CorpusVectorsCommand {
    std::string folder, out;
    bool check = false;
};

struct CorpusMutateCommand {
    bool list = false;      // the faults there are; nothing else counts then
    std::string zone_file;  // "-": standard input
    std::string origin, fault, at;
    std::string out, ds_out;  // empty: standard output, nowhere
    std::uint64_t seed = 0;
};

}  // namespace zoneproof
