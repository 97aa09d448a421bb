// The options of `zoneproof chain`.
#pragma once

#include "parser/base/time.hpp"
#include "parser/dns/name.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace zoneproof {

struct ChainCommand {
    std::vector<std::string> zones;    // files
    std::vector<std::string> anchors;  // files; none: the built-in anchors of the root
    std::vector<Name> ntas;
    std::vector<Timestamp> moments;  // at least one
    std::optional<std::uint16_t> pin;
    bool require_ds = false, json = false;
    unsigned jobs = 1;
};

class ChainCommandOptions {
public:
    explicit ChainCommandOptions(CLI::App& app);
    ChainCommandOptions(const ChainCommandOptions&) = delete;
    ChainCommandOptions& operator=(const ChainCommandOptions&) = delete;

    std::optional<ChainCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    ChainCommand command_;
    std::vector<std::string> ntas_, at_;
    std::string pin_, jobs_;
};

}  // namespace zoneproof
