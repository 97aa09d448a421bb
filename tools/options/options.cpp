#include "tools/options/options.hpp"

#include "rules/near_miss.hpp"
#include "tools/options/conform.hpp"
#include "tools/options/corpus.hpp"
#include "tools/options/parts.hpp"
#include "tools/options/quantity.hpp"
#include "tools/options/record.hpp"
#include "tools/options/time_argument.hpp"
#include "tools/render/words.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <system_error>
#include <thread>

namespace zoneproof {
namespace {

constexpr std::uint64_t most_jobs = 1024;

/// The largest zone there is has 25 GB of text. A device has no end of its own (/dev/zero).
std::uint64_t default_max_input(const std::string& path) {
    std::error_code ignored;
    return std::uint64_t{std::filesystem::is_character_file(path, ignored) ? 1u : 64u} << 30;
}

/// "a,b" and repetitions: one list.
void add_words(std::vector<std::string>& words, std::string_view list) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (const auto word = list.substr(0, comma); !word.empty()) words.emplace_back(word);
        list.remove_prefix(comma == list.npos ? list.size() : comma + 1);
    }
}

/// The text of an option until it is given a meaning; CLI11 fills these.
struct CheckArguments {
    std::string zone_file, origin, stdin_name, include_dir, default_ttl, max_input;
    std::vector<std::string> ds, at, select, ignore;
    std::string previous, previous_published_at, history;
    std::string policy, rules_as_of, max_per_rule, jobs, deadline, max_memory;
    FailOn fail_on = FailOn::error;
    Format format = Format::text;
    Color color = Color::automatic;
    Engine engine = Engine::automatic;
    bool verify_twice = false, digest = false, require_signed = false, require_ds = false;
    bool quiet = false, verbose = false, no_progress = false, timings = false;
};

const std::map<std::string, Color> colors = {
    {"auto", Color::automatic}, {"always", Color::always}, {"never", Color::never}};
const std::map<std::string, Format> formats = {{"text", Format::text},
                                               {"concise", Format::concise},
                                               {"json", Format::json},
                                               {"jsonl", Format::jsonl}};
const std::map<std::string, FailOn> thresholds = {{"error", FailOn::error},
                                                  {"warning", FailOn::warning},
                                                  {"info", FailOn::info},
                                                  {"never", FailOn::never}};
const std::map<std::string, Engine> engines = {
    {"auto", Engine::automatic}, {"scalar", Engine::scalar}, {"botan", Engine::botan}};
/// Of commands that write a list, or one object, for programs.
const std::map<std::string, bool> lists = {{"text", false}, {"jsonl", true}};
const std::map<std::string, bool> objects = {{"text", false}, {"json", true}};

template <class T>
void add_choice(CLI::App& app, const std::string& name, T& value,
                const std::map<std::string, T>& choices, const std::string& what,
                const std::string& group) {
    std::vector<std::string> words;
    for (const auto& [word, meaning] : choices) words.push_back(word);
    app.add_option_function<std::string>(
           name,
           [&value, &choices, name, words](const std::string& word) {
               const auto choice = choices.find(word);
               if (choice == choices.end())
                   refuse(name.substr(name.rfind(',') + 1),
                          fmt::format("'{}' is none of {}{}", word, fmt::join(words, ", "),
                                      did_you_mean(word, words)));
               value = choice->second;
           },
           what)
        ->type_name(fmt::format("{}", fmt::join(words, "|")))
        ->group(group);
}

void declare_check(CLI::App& app, CheckArguments& a) {
    app.add_option("ZONEFILE", a.zone_file, "The zone: plain, .gz or .zst; - is standard input")
        ->required()
        ->type_name("");

    add_text(app, "-o,--origin", a.origin, "NAME", "The zone's name; default: the owner of its SOA",
             "Input");
    add_text(app, "--stdin-name", a.stdin_name, "NAME", "What to call standard input", "Input");
    add_text(app, "--include-dir", a.include_dir, "DIR",
             "What $INCLUDE may open; default: the zone file's folder", "Input");
    add_text(app, "--default-ttl", a.default_ttl, "TTL", "For records without TTL before any $TTL",
             "Input");
    add_text(app, "--max-input", a.max_input, "SIZE",
             "Refuse more text than this, decompressed; default 64G, 1G of a device", "Input");
    app.add_flag("--digest", a.digest, "Report the SHA-256 of what was read")->group("Input");

    add_list(app, "--ds", a.ds, "FILE",
             "The parent's DS: DS or DNSKEY records, dsset files, root-anchors.xml; - is standard "
             "input; repeat",
             "Trust");
    app.add_flag("--require-signed", a.require_signed, "An unsigned zone is rejected")
        ->group("Trust");
    app.add_flag("--require-ds", a.require_ds, "Without --ds nothing is proven: exit 4")
        ->group("Trust");

    add_list(
        app, "--at", a.at, "TIME",
        "now, unix seconds, YYYYMMDDHHMMSS, ISO 8601, a day (2026-08-01), +24h, -7d, or a range "
        "A..B of two of these; repeat: all must pass",
        "Clock");
    add_text(app, "--rules-as-of", a.rules_as_of, "DATE",
             "Judge by the rules in force then; default: the first --at", "Clock");

    add_list(app, "--select", a.select, "LIST",
             "Only these rules and families (or dnssec), with commas; repeat", "Rules");
    add_list(app, "--ignore", a.ignore, "LIST",
             "These do not decide and are not shown, only counted; repeat", "Rules");
    add_text(app, "--policy", a.policy, "FILE",
             "How long things take and how the zone is signed (TOML), for the rules about expiry",
             "Rules");
    add_choice(app, "--fail-on", a.fail_on, thresholds,
               "Exit 1 from this severity on; default error", "Verdict");

    add_choice(app, "-f,--format", a.format, formats, "Default text", "Output");
    add_text(app, "--max-per-rule", a.max_per_rule, "N",
             "Examples per finding, default 10; 0: every subject is listed", "Output");
    auto* const quiet = app.add_flag("-q,--quiet", a.quiet, "The verdict alone")->group("Output");
    app.add_flag(
           "-v,--verbose", a.verbose,
           "Also the fingerprints of keys, and how many findings are left to more specific ones")
        ->group("Output")
        ->excludes(quiet);
    add_choice(app, "--color", a.color, colors, "Default auto", "Output");
    app.add_flag("--no-progress", a.no_progress, "No progress on a terminal")->group("Output");
    app.add_flag("--timings", a.timings, "CPU seconds of each pass, on standard error")
        ->group("Output");

    add_text(app, "-j,--jobs", a.jobs, "N", "Threads; default: all cores", "Resources");
    add_text(app, "--deadline", a.deadline, "DURATION", "Give up after this (60s, 5m): exit 4",
             "Resources");
    add_text(app, "--max-memory", a.max_memory, "SIZE", "For the zone's data; beyond it: exit 4",
             "Resources");
    add_choice(app, "--engine", a.engine, engines,
               "Which code verifies signatures: the machine's fast lanes, portable ones, or Botan",
               "Resources");
    app.add_flag("--verify-twice", a.verify_twice, "Botan confirms every good signature")
        ->group("Resources");
}

/// What record has no use for: it compares nothing.
void declare_comparison(CLI::App& app, CheckArguments& a) {
    add_text(app, "--previous", a.previous, "FILE",
             "The zone that is published now: is the step to this one safe?", "Compare");
    add_text(app, "--previous-published-at", a.previous_published_at, "TIME",
             "Since when; default: told by the signature of its SOA", "Compare");
    add_text(app, "--history", a.history, "DIR",
             "The versions that zoneproof record has kept: does what caches hold of them fit?",
             "Compare");
}

/// Where files come from: folders that are there, and standard input once.
void require_inputs(const CheckArguments& a) {
    std::error_code ignored;
    if (!a.include_dir.empty() && !std::filesystem::is_directory(a.include_dir, ignored))
        refuse("--include-dir", fmt::format("'{}' is no folder", a.include_dir));
    const auto from_stdin = std::count(a.ds.begin(), a.ds.end(), "-");
    if (from_stdin + (a.zone_file == "-") > 1)
        refuse("--ds", "standard input can be read once: as the zone, or as the DS");
}

CheckCommand interpret(const CheckArguments& a, Timestamp now) {
    require_inputs(a);
    CheckCommand command;
    command.zone_file = a.zone_file;
    command.input_name =
        a.zone_file == "-" ? (a.stdin_name.empty() ? "<stdin>" : a.stdin_name) : a.zone_file;

    LoadOptions& load = command.load;
    if (!a.origin.empty()) {
        const NameView root;
        load.origin =
            name_from_text(a.origin, &root);  // a name on the command line needs no final dot
        if (!load.origin) refuse("--origin", fmt::format("'{}' is no domain name", a.origin));
    }
    if (!a.default_ttl.empty()) {
        const auto ttl = take(duration_from_text(a.default_ttl), "--default-ttl");
        if (ttl > 0x7FFFFFFF) refuse("--default-ttl", "a TTL is at most 2147483647 (RFC 2181 8)");
        load.default_ttl = static_cast<std::uint32_t>(ttl);
    }
    load.include_dir = a.include_dir;
    load.source.max_octets = a.max_input.empty() ? default_max_input(a.zone_file)
                                                 : take(size_from_text(a.max_input), "--max-input");
    load.source.digest = a.digest;
    if (!a.max_memory.empty()) load.max_memory = take(size_from_text(a.max_memory), "--max-memory");

    command.ds_files = a.ds;
    command.policy.require_signed = a.require_signed;
    command.policy.require_ds = a.require_ds;

    CheckOptions& check = command.check;
    for (const std::string& text : a.at)
        check.moments.push_back(take(moment_from_text(text, now), "--at"));
    if (check.moments.empty()) check.moments.push_back({now, now});
    if (!a.rules_as_of.empty())
        check.rules_as_of = take(instant_from_text(a.rules_as_of, now), "--rules-as-of");
    if (!a.max_per_rule.empty())
        check.max_per_rule = take(count_from_text(a.max_per_rule, 0, 1'000'000), "--max-per-rule");
    load.keep_diagnostics = a.quiet ? 1 : check.max_per_rule;  // 0: all are shown
    std::vector<std::string> select, ignore;
    for (const std::string& list : a.select) add_words(select, list);
    for (const std::string& list : a.ignore) add_words(ignore, list);
    check.selection = take(select_rules(select, ignore), "--select, --ignore");

    command.policy_file = a.policy;
    command.previous = a.previous;
    command.history = a.history;
    if (!a.previous_published_at.empty())
        command.previous_published_at =
            take(instant_from_text(a.previous_published_at, now), "--previous-published-at");
    command.fail_on = a.fail_on;
    command.engine = a.engine;
    command.cross_check = a.verify_twice ? CrossCheck::all : CrossCheck::sampled;
    command.format = a.format;
    command.color = a.color;
    command.quiet = a.quiet;
    command.verbose = a.verbose;
    command.progress = !a.no_progress;
    command.timings = a.timings;

    command.jobs = std::max(1u, std::thread::hardware_concurrency());
    if (!a.jobs.empty())
        command.jobs = static_cast<unsigned>(take(count_from_text(a.jobs, 1, most_jobs), "--jobs"));
    if (!a.deadline.empty()) command.deadline = take(duration_from_text(a.deadline), "--deadline");
    return command;
}

/// All option names of a command, and the commands when it is the program itself.
std::vector<std::string> known_words(const CLI::App& app) {
    std::vector<std::string> words;
    for (const CLI::Option* option : app.get_options()) {
        for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
        for (const std::string& name : option->get_snames()) words.push_back("-" + name);
    }
    for (const CLI::App* command : app.get_subcommands({})) words.push_back(command->get_name());
    return words;
}

/// "zoneproof corpus build"
std::string path_of(const CLI::App& command) {
    const CLI::App* const parent = command.get_parent();
    return (parent == nullptr ? "" : path_of(*parent) + " ") + command.get_name();
}

/// What is wrong with the command line, with the word that was probably meant.
std::string complaint(const CLI::App& app, const CLI::ParseError& error, int argc,
                      const char* const* argv) {
    const CLI::App* command = &app;
    while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
    const std::vector<std::string> known = known_words(*command);

    std::string text = fmt::format("zoneproof: {}", error.what());
    const bool about_value = dynamic_cast<const CLI::ValidationError*>(&error) != nullptr;
    for (int i = 1; i < argc && !about_value; ++i) {
        const std::string_view argument = argv[i];
        const std::string_view word = argument.substr(0, argument.find('='));
        const bool is_known = std::find(known.begin(), known.end(), word) != known.end();
        const bool is_option = word.size() > 1 && word[0] == '-';
        if (is_known || (command == &app ? i != 1 : !is_option)) continue;
        text += did_you_mean(word, known);
        break;
    }
    return text + fmt::format("\n{} --help shows what there is.\n", path_of(*command));
}

}  // namespace

std::variant<Command, Leave> parse_command_line(int argc, const char* const* argv, Timestamp now) {
    CLI::App app("Proves, offline, that a signed DNS zone will validate.", "zoneproof");
    app.require_subcommand(1);
    app.set_help_flag("-h,--help", "This text");
    app.set_version_flag("--version", "", "What zoneproof version says");
    app.footer("Exit codes: 0 proven, 1 rejected, 2 usage, 3 unreadable, 4 not proven, 70 internal "
               "error.");

    CheckArguments check_arguments;
    CLI::App* const check = app.add_subcommand("check", "Load, verify and judge a zone");
    declare_check(*check, check_arguments);
    declare_comparison(*check, check_arguments);

    CheckArguments record_arguments;
    CLI::App* const record = app.add_subcommand(
        "record", "Check a zone and add it to its history of published versions");
    declare_check(*record, record_arguments);
    const RecordOptions record_options(*record);

    ExplainCommand explain_command;
    CLI::App* const explain =
        app.add_subcommand("explain", "What a rule says, why it matters, and what to do");
    explain
        ->add_option("RULE", explain_command.rule,
                     "A rule's id, as in rrsig-invalid, or a family, whose rules are listed")
        ->type_name("")
        ->required();
    add_choice(*explain, "--color", explain_command.color, colors, "Default auto", "Output");

    RulesCommand rules_command;
    CLI::App* const rules = app.add_subcommand("rules", "All rules");
    add_choice(*rules, "-f,--format", rules_command.jsonl, lists, "Default text", "Output");
    add_text(*rules, "--pages", rules_command.pages, "DIR",
             "Write docs/rules: an index and a page in Markdown for each rule", "Output");

    VersionCommand version_command;
    CLI::App* const version =
        app.add_subcommand("version", "Version, libraries, and the code that will run here");
    add_choice(*version, "-f,--format", version_command.json, objects, "Default text", "Output");

    const CorpusOptions corpus(app);
    const ConformOptions conform(app);
    const MarginCommandOptions margin(app);
    const AnchorsOptions anchors(app);
    const SimulateOptions simulate(app);
    const ChainCommandOptions chain(app);
    const KeysOptions keys(app);
    const RolloverOptions rollover(app);
    const PlanOptions plan(app);

    try {
        app.parse(argc, argv);
        if (*check) return Command(interpret(check_arguments, now));
        if (*record)
            return Command(record_options.command(interpret(record_arguments, now),
                                                  !record_arguments.at.empty(), now));
        if (*explain) return Command(explain_command);
        if (*rules) return Command(rules_command);
        if (*version) return Command(version_command);
        if (const auto command = corpus.command()) return *command;
        if (const auto command = conform.command()) return *command;
        if (const auto command = margin.command(now)) return Command(*command);
        if (const auto command = anchors.command(now)) return Command(*command);
        if (const auto command = simulate.command(now)) return Command(*command);
        if (const auto command = chain.command(now)) return Command(*command);
        if (const auto command = keys.command(now)) return Command(*command);
        if (const auto command = rollover.command(now)) return Command(*command);
        if (const auto command = plan.command(now)) return Command(*command);
    } catch (const CLI::CallForHelp&) {
        const CLI::App* command = &app;
        while (!command->get_subcommands().empty()) command = command->get_subcommands().front();
        const CLI::App* const parent = command->get_parent();
        return Leave{0, command->help(parent == nullptr ? "" : path_of(*parent))};
    } catch (const CLI::CallForVersion&) {
        return Command(version_command);
    } catch (const CLI::ParseError& error) {
        return Leave{2, complaint(app, error, argc, argv)};
    }
    return Leave{2, app.help()};
}

}  // namespace zoneproof
