// conform list, run, serve: the work is in tools/conform/.
#include "tools/commands/commands.hpp"
#include "tools/conform/cases.hpp"
#include "tools/conform/namespace.hpp"
#include "tools/conform/report.hpp"
#include "tools/conform/responder.hpp"
#include "tools/conform/run.hpp"
#include "tools/message.hpp"
#include "tools/out_folder.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>

#include <unistd.h>

namespace zoneproof {
namespace {

namespace fs = std::filesystem;
using namespace conform;

constexpr int exit_open = 1, exit_usage = 2, exit_unreadable = 3;

LoadedCases load(const ConformSelection& selection, const fs::path& scratch = {}) {
    return load_cases({selection.corpus, selection.globs, selection.level, selection.tag, scratch});
}

bool complain_about(const LoadedCases& loaded, const std::string& corpus) {
    for (const std::string& problem : loaded.problems) complain(problem);
    if (loaded.cases.empty()) complain(fmt::format("no case of {} fits", corpus));
    return !loaded.problems.empty() || loaded.cases.empty();
}

/// The clock shim lies where the build puts it.
std::string find_shim(const std::string& wanted) {
    std::error_code error;
    const fs::path beside = fs::read_symlink("/proc/self/exe", error).parent_path();
    const fs::path path = wanted.empty() ? beside / "conform" / "fixedclock.so" : fs::path(wanted);
    return fs::exists(path, error) ? fs::absolute(path).string() : std::string();
}

/// Where results are kept when nobody asked for them.
class OutFolder {
public:
    explicit OutFolder(const std::string& wanted) : path_(wanted), temporary_(wanted.empty()) {
        if (!temporary_) return;
        std::string name = (fs::temp_directory_path() / "zoneproof-XXXXXX").string();
        if (mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~OutFolder() {
        std::error_code error;
        if (temporary_ && !path_.empty()) fs::remove_all(path_, error);
    }
    OutFolder(const OutFolder&) = delete;
    OutFolder& operator=(const OutFolder&) = delete;
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
    bool temporary_;
};

/// A list that was named must be there; the corpus' own need not.
Result<std::vector<Divergence>> read_known(const ConformRunCommand& command) {
    const fs::path path = command.known.empty()
                              ? fs::path(command.selection.corpus) / "divergence.json"
                              : fs::path(command.known);
    std::ifstream file(path, std::ios::binary);
    if (!file && command.known.empty()) return std::vector<Divergence>();
    if (!file) return Error{ErrorCode::unreadable, path.string() + ": cannot be read"};
    auto known = divergences_from_json(std::string{std::istreambuf_iterator<char>(file), {}});
    if (!known) return Error{ErrorCode::unreadable, path.string() + ": " + known.error().text};
    return known;
}

RunReport report_of(const LoadedCases& loaded, std::vector<Implementation> all,
                    const std::vector<Divergence>& known, const RunOptions& options) {
    RunReport report;
    report.tool = fmt::format("zoneproof {}", program_version);
    report.corpus = loaded.digest;
    report.isolation = options.per_query ? "query" : "case";
    report.cases = loaded.cases;
    std::map<std::string, std::string> versions;
    for (const Implementation& who : all) versions[who.name] = who.description.version;

    const std::vector<CaseResult> results = run_cases(loaded.cases, all, options);
    std::set<std::string> unanswered;
    for (std::size_t i = 0; i < results.size(); ++i) {
        const CaseResult& result = results[i];
        for (const Cell& cell : result.cells)
            report.cells.push_back(
                judge(loaded.cases[i / all.size()], all[i % all.size()].description, cell));
        for (const std::string& one : result.unanswered)
            unanswered.insert(result.case_id + ": " + one);
    }
    report.unanswered.assign(unanswered.begin(), unanswered.end());
    mark_known(known, versions, report.cells);
    report.implementations = std::move(all);
    return report;
}

std::string rendered(const RunReport& report, const std::string& format) {
    if (format == "tap") return to_tap(report);
    if (format == "junit") return to_junit(report);
    if (format == "json") return to_json(report);
    if (format == "html") return to_html(report);
    return to_matrix(report);
}

/// The name of a report's file.
std::string file_name(const std::string& format) {
    if (format == "matrix") return "matrix.txt";
    if (format == "junit") return "junit.xml";
    return "report." + format;
}

bool write_reports(const RunReport& report, const ConformRunCommand& command, Output& output) {
    output.write(rendered(report, command.formats.front()));
    if (command.out.empty()) return true;
    for (const std::string& format : command.formats) {
        const fs::path path = fs::path(command.out) / file_name(format);
        std::ofstream file(path, std::ios::binary);
        file << rendered(report, format) << std::flush;
        if (!file) return complain(path.string() + ": cannot be written"), false;
    }
    return true;
}

}  // namespace

int run(const ConformListCommand& command, Output& output) {
    const LoadedCases loaded = load(command.selection);
    for (const Expectation& about : loaded.cases)
        output.write(fmt::format("{:<36} {:<7} {:<11} {:>2} queries  {}\n", about.id, about.level,
                                 fmt::format("{}", fmt::join(about.verdicts, "|")),
                                 about.queries.size(), about.title));
    return complain_about(loaded, command.selection.corpus) ? exit_unreadable : 0;
}

int run(const ConformRunCommand& command, Output& output) {
    const OutFolder out(command.out);
    if (out.path().empty()) return complain("no folder for results"), exit_unreadable;
    if (const auto why = cannot_keep_in(out.path()); !why.empty()) return complain(why), exit_usage;
    const LoadedCases loaded = load(command.selection, out.path() / "built");
    if (complain_about(loaded, command.selection.corpus)) return exit_unreadable;
    const auto known = read_known(command);
    if (!known) return complain(known.error().text), exit_unreadable;
    auto adapters = find_adapters(command.adapters, command.adapter_folder);
    if (!adapters) return complain(adapters.error().text), exit_usage;
    describe_all(*adapters);

    RunOptions options;
    options.out = fs::absolute(out.path());
    options.per_query = command.per_query;
    options.bind = command.bind;
    options.jobs = command.bind.empty() ? command.jobs : 1;
    options.shim = find_shim(command.shim);
    options.timeout = std::chrono::seconds(command.timeout);
    if (isatty(STDERR_FILENO) == 1)
        options.progress = [](std::size_t done, std::size_t all) {
            tell(fmt::format("\r{} of {} cases{}", done, all, done == all ? "\n" : ""));
        };
    const RunReport report = report_of(loaded, *std::move(adapters), *known, options);
    if (!write_reports(report, command, output)) return exit_unreadable;
    const auto counts_against = [&](const Judged& cell) {
        return is_open(cell) || (command.strict && cell.state == State::fixed);
    };
    return std::any_of(report.cells.begin(), report.cells.end(), counts_against) ? exit_open : 0;
}

int run(const ConformServeCommand& command, Output&) {
    const OutFolder built("");
    const LoadedCases loaded = load_cases({command.corpus, {command.id}, {}, {}, built.path()});
    if (complain_about(loaded, command.corpus)) return exit_unreadable;
    const auto answers = WireAnswers::read(loaded.cases.front().folder);
    if (!answers) return complain(answers.error().text), exit_unreadable;
    const std::string carrier = "203.0.113.1";
    std::vector<Listen> all{{carrier, 53, ""}};
    for (const std::string& server : answers->servers()) all.push_back({server, 53, server});
    std::vector<std::string> addresses;
    for (const Listen& listen : all) addresses.push_back(listen.address);
    if (auto problem = enter_private_network(addresses); !problem.empty())
        return complain(problem), exit_unreadable;
    const auto responder = Responder::start(*answers, "192.0.2.1", all);
    if (!responder) return complain(responder.error().text), exit_unreadable;

    std::vector<std::string> argv = command.argv;
    if (argv.empty()) argv = {"/bin/sh"};
    const int exit = run_in_foreground(argv);
    for (const std::string& one : responder.value().unanswered()) tell("not stored: " + one + "\n");
    return exit;
}

}  // namespace zoneproof
