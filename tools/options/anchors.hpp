// The options of `zoneproof anchors`.
#pragma once

#include "parser/base/time.hpp"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace zoneproof {

struct AnchorsCommand {
    std::vector<std::string> files;
    Timestamp at{};
    bool json = false;
};

class AnchorsOptions {
public:
    /// Declares the command; what it was given is known when `app` has parsed.
    explicit AnchorsOptions(CLI::App& app);
    AnchorsOptions(const AnchorsOptions&) = delete;
    AnchorsOptions& operator=(const AnchorsOptions&) = delete;

    std::optional<AnchorsCommand> command(Timestamp now) const;

private:
    CLI::App* app_;
    AnchorsCommand command_;
    std::string at_;
};

}  // namespace zoneproof
