// The options of `zoneproof margin`.
#pragma once

#include "parser/base/time.hpp"
#include "parser/zone/load.hpp"
#include "rules/context.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace zoneproof {

struct MarginCommand {
    std::string zone_file;  // "-": standard input
    LoadOptions load;
    std::vector<std::string> ds_files;
    std::vector<Moment> moments;  // at least one
    std::optional<Timestamp> signing_stops;
    std::string policy, profile;  // a file and a name, or empty
    bool json = false;
    bool progress = true;
    unsigned jobs = 1;
    std::optional<std::int64_t> deadline;  // seconds
};

class MarginCommandOptions {
public:
    /// Declares the command; what it was given is known when `app` has parsed.
    explicit MarginCommandOptions(CLI::App& app);
    MarginCommandOptions(const MarginCommandOptions&) = delete;
    MarginCommandOptions& operator=(const MarginCommandOptions&) = delete;

    std::optional<MarginCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    MarginCommand command_;
    std::vector<std::string> at_;
    std::string origin_, max_input_, include_dir_, max_memory_, stops_, jobs_, deadline_;
    bool no_progress_ = false;
};

}  // namespace zoneproof
