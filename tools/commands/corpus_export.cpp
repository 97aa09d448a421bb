// corpus export: the work is in corpus/export/.
#include "corpus/export/export.hpp"

#include "corpus/builder/files.hpp"
#include "tools/commands/commands.hpp"
#include "tools/conform/divergence.hpp"
#include "tools/message.hpp"
#include "tools/out_folder.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr int exit_usage = 2, exit_unreadable = 3;

std::optional<corpus::AnswerVerdict> verdict_from(const std::string& word) {
    using enum corpus::AnswerVerdict;
    for (const corpus::AnswerVerdict verdict : {secure, insecure, bogus})
        if (corpus::to_text(verdict) == word) return verdict;
    return {};
}

/// Of Unbound; what it says in words that are no verdict (a time-out) leaves the step out.
Result<std::vector<corpus::KnownAnswer>> known_answers(const CorpusExportCommand& command) {
    const auto path = command.known.empty()
                          ? std::filesystem::path(command.folder) / "divergence.json"
                          : std::filesystem::path(command.known);
    std::vector<corpus::KnownAnswer> known;
    const auto text = corpus::read_file(path);
    if (!text && command.known.empty()) return known;
    if (!text) return Error{ErrorCode::unreadable, path.string() + ": cannot be read"};
    const auto entries = conform::divergences_from_json(*text);
    if (!entries) return Error{ErrorCode::unreadable, path.string() + ": " + entries.error().text};
    for (const conform::Divergence& entry : entries.value())
        if (entry.implementation == "unbound")
            for (const std::string& cases : entry.cases)
                known.push_back({cases, entry.query, verdict_from(entry.got), entry.reason});
    return known;
}

}  // namespace

int run(const CorpusExportCommand& command, Output& output) {
    auto known = known_answers(command);
    if (!known) return complain(known.error().text), exit_unreadable;
    if (const auto why = cannot_keep_in(command.out); !why.empty())
        return complain(why), exit_usage;
    corpus::ExportOptions options;
    options.corpus = command.folder;
    options.out = command.out;
    options.globs = command.globs;
    options.known = *std::move(known);
    options.generator = fmt::format("zoneproof {}", program_version);
    const corpus::ExportReport report =
        corpus::export_corpus(*corpus::find_export_format(command.format), options);

    for (const std::string& problem : report.problems) complain(problem);
    if (report.cases == 0 && report.problems.empty()) {
        complain(fmt::format("no case of {} fits", command.folder));
        return exit_unreadable;
    }
    output.write(
        fmt::format("{} cases, {} files in {}\n", report.cases, report.files, command.out));
    return report.problems.empty() ? 0 : exit_unreadable;
}

}  // namespace zoneproof
