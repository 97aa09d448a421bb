// The options of `zoneproof record` beside those of check.
#pragma once

#include "tools/options/options.hpp"

#include <CLI/CLI.hpp>

#include <string>

namespace zoneproof {

class RecordOptions {
public:
    /// Declares them; they are filled while `record` parses.
    explicit RecordOptions(CLI::App& record);
    RecordOptions(const RecordOptions&) = delete;
    RecordOptions& operator=(const RecordOptions&) = delete;

    /// The command, given the check that it begins with. The zone is judged at the time it was
    /// published, unless `moments_given`.
    RecordCommand command(CheckCommand, bool moments_given, Timestamp now) const;

private:
    std::string folder_, published_at_;
};

}  // namespace zoneproof
