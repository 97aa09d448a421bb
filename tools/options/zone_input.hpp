// The options by which commands beside check take a zone.
#pragma once

#include "parser/base/time.hpp"
#include "tools/zone_input.hpp"

#include <optional>
#include <string>

namespace CLI {
class App;
}

namespace zoneproof {

class ZoneInputOptions {
public:
    enum class File : bool { optional, required };
    /// Declares them; they are filled while `command` parses.
    explicit ZoneInputOptions(CLI::App& command, File = File::required);
    ZoneInputOptions(const ZoneInputOptions&) = delete;
    ZoneInputOptions& operator=(const ZoneInputOptions&) = delete;

    /// What they come to; a value that cannot be understood is refused.
    ZoneInput input() const;

private:
    ZoneInput input_;
    std::string origin_, max_input_, max_memory_, jobs_, deadline_;
    bool no_progress_ = false;
};

/// "--policy FILE" and "--profile NAME".
struct PolicyChoice {
    std::string file, profile;  // empty: none
};
void add_policy(CLI::App& command, PolicyChoice&);

/// "--at TIME": one instant; the clock without it.
void add_instant(CLI::App& command, std::string& at, const char* what);
Timestamp instant_of(const std::string& at, Timestamp now);

}  // namespace zoneproof
