// --timings: CPU seconds of each pass, for people who measure. Not part of the results: it goes to
// standard error.
#pragma once

#include "parser/zone/load.hpp"
#include "verifier/verify.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace zoneproof {

/// CPU time of the whole process, all threads.
double cpu_seconds();

class CpuTimer {
public:
    CpuTimer() : begin_(cpu_seconds()) {}
    double seconds() const { return cpu_seconds() - begin_; }

private:
    double begin_;
};

class Stopwatch {
public:
    double wall_seconds() const {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
    }

private:
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
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
