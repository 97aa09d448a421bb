// The options of `zoneproof keys`.
#pragma once

#include "tools/options/zone_input.hpp"

#include <optional>
#include <string>

namespace zoneproof {

struct KeysCommand {
    ZoneInput zone;
    std::string history;  // a folder; empty: none
    PolicyChoice policy;
    Timestamp at{};
    bool json = false;
};

class KeysOptions {
public:
    explicit KeysOptions(CLI::App& app);
    std::optional<KeysCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    ZoneInputOptions zone_;
    KeysCommand command_;
    std::string at_;
};

}  // namespace zoneproof
