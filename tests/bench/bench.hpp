// What the benchmarks share. They print figures and never fail because of one: run them on a quiet
// machine, and trust ratios of one run more than figures of two (docs/performance.md).
#pragma once

#include "parser/base/clock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <limits>
#include <string>
#include <string_view>

namespace zoneproof::bench {

/// CPU seconds of the best of some runs: other load only ever adds.
template <class Body>
double best_of(unsigned rounds, const Body& body) {
    double best = std::numeric_limits<double>::infinity();
    for (unsigned i = 0; i < rounds; ++i) {
        const double before = process_seconds();
        body();
        best = std::min(best, process_seconds() - before);
    }
    return best;
}

template <class... Values>
void print(fmt::format_string<Values...> format, Values&&... values) {
    fmt::print(format, std::forward<Values>(values)...);
    std::fflush(stdout);
}

/// Octets of memory this process has that are not pages of a file.
inline std::size_t resident_octets() {
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (word == "RssAnon:") {
            std::size_t kibioctets = 0;
            status >> kibioctets;
            return kibioctets * 1024;
        }
    return 0;
}

/// A zone of so many names in text, each with A and every second or fourth with AAAA, MX and TXT,
/// signed for the years 2024 to 2037 with NSEC.
std::string signed_zone(unsigned names, std::uint8_t algorithm);

void load_speed();
void verify_speed(std::string_view algorithm);  // or all, when empty
void nsec3_speed();
void rules_speed();

}  // namespace zoneproof::bench
