// Adapters: which there are, what each says of itself, and one exchange with one.
#pragma once

#include "tools/conform/process.hpp"
#include "tools/conform/protocol.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace zoneproof::conform {

struct Implementation {
    std::string name;               // what the adapter is called, until it has said so itself
    std::vector<std::string> argv;  // of the adapter
    Description description;
    std::string absent;   // why it cannot be asked: "not installed"; empty: it can
    bool broken = false;  // its adapter failed

    /// Told apart by the name alone.
    const std::string& id() const { return name; }
};

/// "unbound", a file of the folder; "name=command and arguments"; none: all of the folder.
Result<std::vector<Implementation>> find_adapters(const std::vector<std::string>& wanted,
                                                  const std::filesystem::path& folder);
/// Asks each what it is.
void describe_all(std::vector<Implementation>&);

/// What came back on one request: text to be read, or why there is none.
struct Exchange {
    enum class End { answer, skip, error, timeout };
    End end = End::error;
    std::string text;  // the answer; the reason when there is none
    std::string log;   // standard error
    unsigned milliseconds = 0;
};
Exchange exchange(const Implementation&, const std::string& request, const std::string& directory,
                  std::chrono::seconds timeout);

}  // namespace zoneproof::conform
