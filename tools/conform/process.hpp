// Running another program: its own process group, pipes, a time limit and a limit on what it may
// write. Nothing it does hangs or fills the caller.
#pragma once

#include "parser/base/result.hpp"

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

namespace zoneproof::conform {

struct ProcessOptions {
    std::string input;
    std::map<std::string, std::string> environment;  // beside the caller's
    std::string directory;                           // empty: the caller's
    std::chrono::milliseconds timeout{20'000};
    std::size_t output_limit = std::size_t{4} << 20;  // of each stream
};

struct Outcome {
    enum class End { exited, signalled, timed_out, flooded, not_started };
    End end = End::not_started;
    int code = 0;  // exit code, signal, or errno
    std::string out, error;
    unsigned milliseconds = 0;
};

/// Runs to its end, or kills the whole process group. Standard error is kept up to the limit;
/// standard output beyond it is a flood.
Outcome run_process(const std::vector<std::string>& argv, const ProcessOptions&);
/// "exit code 3", "killed by signal 11", "no answer within 20 s", ...
std::string describe(const Outcome&);

/// With the caller's terminal. @returns its exit code, 127 when it cannot be started
int run_in_foreground(const std::vector<std::string>& argv);

/// A program that runs until it is stopped, or this object ends.
class Daemon {
public:
    Daemon() = default;
    Daemon(Daemon&&) noexcept;
    Daemon& operator=(Daemon&&) noexcept;
    ~Daemon() { stop(); }

    /// Its output goes to the file `log`.
    static Result<Daemon> start(const std::vector<std::string>& argv, const ProcessOptions&,
                                const std::string& log);
    bool running();
    /// Asks, waits a moment, then kills its process group.
    void stop();

private:
    pid_t pid_ = -1;
};

}  // namespace zoneproof::conform
