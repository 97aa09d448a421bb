// --timings: CPU seconds of each pass, for people who measure. Not part of the results: it goes to
// standard error.
#pragma once

#include "parser/base/clock.hpp"
#include "parser/zone/load.hpp"
#include "verifier/verify.hpp"

#include <cstdint>
#include <string>

namespace zoneproof {

class CpuTimer {
public:
    double seconds() const { return process_seconds() - begin_; }

private:
    double begin_ = process_seconds();
};

class Stopwatch {
public:
    double seconds() const { return wall_seconds() - begin_; }

private:
    double begin_ = wall_seconds();
};

struct Timings {
    LoadTimings load;
    PassTimings passes;
    double rules = 0, render = 0;
    double cpu = 0, wall = 0;
    std::uint64_t octets = 0;  // of text, decompressed
};

std::string timings_table(const Timings&);

}  // namespace zoneproof
