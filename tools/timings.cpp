#include "tools/timings.hpp"

#include <fmt/format.h>

#include <utility>

namespace zoneproof {

std::string timings_table(const Timings& t) {
    const double load = t.load.read + t.load.scan + t.load.parse + t.load.build;
    std::string table = "pass         CPU s\n";
    const auto row = [&](std::string_view name, double seconds) {
        table += fmt::format("{:<11}{:7.3f}", name, seconds);
    };
    for (const auto& [name, seconds] : {std::pair{"read", t.load.read},
                                        {"scan", t.load.scan},
                                        {"parse", t.load.parse},
                                        {"build", t.load.build}})
        row(name, seconds), table += '\n';
    row("  load", load);
    const double megabytes = static_cast<double>(t.octets) / 1e6;
    table += fmt::format("   {:.1f} MB{}\n", megabytes,
                         load > 0 ? fmt::format(", {:.0f} MB/s", megabytes / load) : "");
    const PassTimings& p = t.passes;
    for (const auto& [name, seconds] : {std::pair{"keys", p.keys},
                                        {"signatures", p.signatures},
                                        {"nsec", p.nsec},
                                        {"nsec3", p.nsec3},
                                        {"trust", p.trust},
                                        {"zonemd", p.zonemd},
                                        {"rules", t.rules},
                                        {"render", t.render}})
        row(name, seconds), table += '\n';
    row("all", t.cpu);
    return table + fmt::format("   {:.3f} s wall\n", t.wall);
}

}  // namespace zoneproof
