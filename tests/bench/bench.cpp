// Benchmarks: bench load | verify [ALGORITHM] | nsec3 | rules | zone NAMES ALGORITHM
#include "tests/bench/bench.hpp"

#include <cstdlib>

using namespace zoneproof;

int main(int argc, char** argv) {
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "load") return bench::load_speed(), 0;
    if (what == "verify") return bench::verify_speed(argc > 2 ? argv[2] : ""), 0;
    if (what == "nsec3") return bench::nsec3_speed(), 0;
    if (what == "rules") return bench::rules_speed(), 0;
    if (what == "zone" && argc == 4) {
        const auto number = [](const char* text) { return std::strtoul(text, nullptr, 10); };
        const std::string zone = bench::signed_zone(static_cast<unsigned>(number(argv[2])),
                                                    static_cast<std::uint8_t>(number(argv[3])));
        return std::fwrite(zone.data(), 1, zone.size(), stdout) == zone.size() ? 0 : 1;
    }
    std::fputs("usage: bench load | verify [ALGORITHM] | nsec3 | rules | zone NAMES ALGORITHM\n",
               stderr);
    return 2;
}
