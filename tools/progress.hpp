// A line of progress on a terminal, for runs of more than a second: the pass, how far it is, its
// rate, what is left.
#pragma once

#include "parser/zone/load.hpp"

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

namespace zoneproof {

/// One line, without its terminal codes: "signatures  45 %  12,000 a second, 3 s left". `seconds`:
/// since the pass began.
std::string progress_line(const char* pass, std::uint64_t done, std::uint64_t total,
                          double seconds);

class ProgressLine {
public:
    /// @param shown false: nothing is ever drawn.
    ProgressLine(const Progress&, bool shown);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// Takes the line away; results may be written from now on.
    void end();

private:
    void draw_until_ended();

    const Progress& progress_;
    bool over_ = false;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::thread drawer_;
};

}  // namespace zoneproof
