// The options of `zoneproof conform`.
#pragma once

#include "tools/options/options.hpp"

#include <CLI/CLI.hpp>

#include <optional>

namespace zoneproof {

class ConformOptions {
public:
    /// Declares the command and its own commands; they are filled while `app` parses.
    explicit ConformOptions(CLI::App& app);
    ConformOptions(const ConformOptions&) = delete;
    ConformOptions& operator=(const ConformOptions&) = delete;

    /// The command that was given, if it was one of these.
    std::optional<Command> command() const;

private:
    CLI::App *list_, *run_, *serve_;
    ConformListCommand list_command_;
    ConformRunCommand run_command_;
    ConformServeCommand serve_command_;
    std::string isolation_ = "case";
};

}  // namespace zoneproof
