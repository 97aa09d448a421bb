// version: what this is, and which of its lanes this machine runs.
#include "tools/version.hpp"
#include "parser/scan/tape.hpp"
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/render/words.hpp"
#include "verifier/crypto/library.hpp"

#include <fmt/format.h>

namespace zoneproof {

int run(const VersionCommand&, Output& output) {
    std::string lanes;
    for (const ScanLane& lane : scan_lanes()) append_item(lanes, lane.name, " ");
    output.write(fmt::format(
        "zoneproof {}\nruleset   {}, {} rules\ncrypto    {}\nscanner   {} (the last runs)\n",
        program_version, ruleset, catalogue().size(), crypto_library(), lanes));
    return 0;
}

}  // namespace zoneproof
