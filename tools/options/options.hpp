// Options: the command line as values. What product names are here, what they mean is in commands/.
#pragma once

#include "parser/base/time.hpp"
#include "parser/zone/load.hpp"
#include "rules/check.hpp"
#include "rules/policy.hpp"
#include "tools/corpus_commands.hpp"
#include "tools/options/anchors.hpp"
#include "tools/options/chain.hpp"
#include "tools/options/keys.hpp"
#include "tools/options/margin.hpp"
#include "tools/options/plan.hpp"
#include "tools/options/rollover.hpp"
#include "tools/options/simulate.hpp"
#include "tools/render/renderer.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace zoneproof {

enum class Color { automatic, always, never };

struct CheckCommand {
    std::string zone_file;   // "-": standard input
    std::string input_name;  // what messages call it
    LoadOptions load;
    std::vector<std::string> ds_files;
    CheckOptions check;  // selection, moments, examples
    Policy policy;
    std::string policy_file;  // what changes it; empty: none
    // What was published before; empty: not given.
    std::string previous, history;
    std::optional<Timestamp> previous_published_at;
    FailOn fail_on = FailOn::error;
    Engine engine = Engine::automatic;
    CrossCheck cross_check = CrossCheck::sampled;

    Format format = Format::text;
    Color color = Color::automatic;
    bool quiet = false, verbose = false;
    bool progress = true, timings = false;

    unsigned jobs = 1;
    std::optional<std::int64_t> deadline;  // seconds
};

/// Check, and then add what was published to its history.
struct RecordCommand {
    CheckCommand check;
    std::string folder;
    std::optional<Timestamp> published_at;
    Timestamp now{};
};

struct ExplainCommand {
    std::string rule;  // or a family
    Color color = Color::automatic;
};

struct RulesCommand {
    bool jsonl = false;
    std::string
        pages;  // the folder to write one page a rule into; empty: the list to standard output
};

struct VersionCommand {
    bool json = false;
};

/// Which cases.
struct ConformSelection {
    std::string corpus = "corpus";
    std::vector<std::string> globs;
    std::string level, tag;  // empty: all
};
struct ConformListCommand {
    ConformSelection selection;
};
struct ConformRunCommand {
    ConformSelection selection;
    std::vector<std::string> adapters;  // none: all of the folder
    std::string adapter_folder;
    bool per_query = false, strict = false;
    std::vector<std::string> formats;  // the first is printed
    std::string known, out, bind, shim;
    unsigned jobs = 2, timeout = 20;
};
struct ConformServeCommand {
    std::string corpus = "corpus", id;
    std::vector<std::string> argv;
};

using Command =
    std::variant<CheckCommand, RecordCommand, ExplainCommand, RulesCommand, VersionCommand,
                 CorpusBuildCommand, CorpusListCommand, CorpusFromRecipeCommand,
                 CorpusExportCommand, CorpusMutateCommand, CorpusVectorsCommand, ConformListCommand,
                 ConformRunCommand, ConformServeCommand, MarginCommand, KeysCommand,
                 RolloverCommand, PlanCommand, AnchorsCommand, SimulateCommand, ChainCommand>;

/// Nothing to run: help that was asked for (0), or a command line that cannot be understood (2).
struct Leave {
    int exit;
    std::string text;
};

/// @param now the clock, for relative moments.
std::variant<Command, Leave> parse_command_line(int argc, const char* const* argv, Timestamp now);

}  // namespace zoneproof
