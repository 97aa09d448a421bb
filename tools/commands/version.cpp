// version: what this is, the libraries it stands on, and which of its lanes this machine runs.
#include "tools/version.hpp"
#include "parser/scan/tape.hpp"
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/libraries.hpp"
#include "tools/render/json_writer.hpp"
#include "tools/render/words.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

std::string as_text() {
    std::string lanes;
    for (const ScanLane& lane : scan_lanes()) append_item(lanes, lane.name, " ");
    std::string text =
        fmt::format("zoneproof {}\nruleset   {}, {} rules\nscanner   {} (the last runs)\n",
                    program_version, ruleset, catalogue().size(), lanes);
    std::string_view title = "libraries";
    for (const Library& library : libraries()) {
        text += fmt::format("{:<9} {:<6} {:<8} {}\n", title, library.name, library.version,
                            library.use);
        title = {};
    }
    return text;
}

std::string as_json() {
    JsonWriter json;
    json.object([&] {
        json.member("t", "version");
        json.member("v", 1);
        json.member("version", program_version);
        json.member("ruleset", ruleset);
        json.member("rules", catalogue().size());
        json.array_member("scanner", scan_lanes(),
                          [&](const ScanLane& lane) { json.write(lane.name); });
        json.array_member("libraries", libraries(), [&](const Library& library) {
            json.object([&] {
                json.member("name", library.name);
                json.member("version", library.version);
                json.member("use", library.use);
            });
        });
    });
    return json.text() + "\n";
}

}  // namespace

int run(const VersionCommand& command, Output& output) {
    output.write(command.json ? as_json() : as_text());
    return 0;
}

}  // namespace zoneproof
