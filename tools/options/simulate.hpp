// The options of `zoneproof simulate5011`.
#pragma once

#include "parser/base/time.hpp"
#include "rules/anchors/rfc5011.hpp"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace zoneproof {

/// Moments stay text: whether they are days or dates is known when the history has been read.
struct SimulateCommand {
    std::string history;               // "root", or a file
    std::vector<std::string> anchors;  // key tags or names, or files of anchors
    std::string start, until;
    std::vector<std::string> wipes, outages;
    std::vector<rfc5011::Model> models;
    rfc5011::Resolver resolver;  // all but anchors and moments
    bool publisher = false;
    bool json = false;
    Timestamp now{};
};

class SimulateOptions {
public:
    explicit SimulateOptions(CLI::App& app);
    SimulateOptions(const SimulateOptions&) = delete;
    SimulateOptions& operator=(const SimulateOptions&) = delete;

    std::optional<SimulateCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    SimulateCommand command_;
    std::string model_, phase_, query_interval_, add_hold_down_, remove_hold_down_;
};

}  // namespace zoneproof
