// The options of `zoneproof corpus`.
#pragma once

#include "tools/options/options.hpp"

#include <CLI/CLI.hpp>

#include <optional>

namespace zoneproof {

class CorpusOptions {
public:
    /// Declares the command and its own commands; they are filled while `app` parses.
    explicit CorpusOptions(CLI::App& app);
    CorpusOptions(const CorpusOptions&) = delete;
    CorpusOptions& operator=(const CorpusOptions&) = delete;

    /// The command that was given, if it was one of these.
    std::optional<Command> command() const;

private:
    void declare_export(CLI::App& corpus);
    void declare_mutate(CLI::App& corpus);
    void declare_vectors(CLI::App& corpus);

    CLI::App *build_, *list_, *from_recipe_, *export_, *mutate_, *vectors_;
    CorpusBuildCommand build_command_;
    CorpusListCommand list_command_;
    CorpusFromRecipeCommand from_recipe_command_;
    CorpusExportCommand export_command_;
    CorpusMutateCommand mutate_command_;
    CorpusVectorsCommand vectors_command_;
    std::string list_format_ = "text";
};

}  // namespace zoneproof
