// The options of `zoneproof rollover`.
#pragma once

#include "tools/options/zone_input.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

struct RolloverCommand {
    ZoneInput zone;                  // without a file: what the history holds is judged
    std::string history;             // a folder; empty: none
    std::vector<std::string> peers;  // zone files, or folders of histories
    std::vector<std::string> peer_names;
    std::vector<std::string> key_proofs;  // files
    PolicyChoice policy;
    Timestamp at{};
    bool rfc5011 = false, strict_5011 = false;
    bool json = false;
};

class RolloverOptions {
public:
    explicit RolloverOptions(CLI::App& app);
    std::optional<RolloverCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    ZoneInputOptions zone_;
    RolloverCommand command_;
    std::string at_;
};

}  // namespace zoneproof
