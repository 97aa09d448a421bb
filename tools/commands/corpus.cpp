// corpus build, list, from-recipe: the work is in corpus/builder/.
#include "corpus/builder/build.hpp"
#include "corpus/builder/files.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/out_folder.hpp"
#include "tools/render/json_writer.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr int exit_differs = 1, exit_usage = 2, exit_unreadable = 3;

/// A corpus without one case is a wrong --corpus or GLOB, and must not pass for a check that found
/// nothing.
int no_cases(const std::string& folder) {
    complain(fmt::format("no case of {} fits", folder));
    return exit_unreadable;
}

std::string line(const corpus::Case& listed, bool jsonl) {
    if (!jsonl)
        return fmt::format("{:<36} {:<7} {:<11} {}\n", listed.id, to_text(listed.level),
                           to_text(listed.verdicts.front()), listed.title);
    JsonWriter json;
    json.object([&] {
        json.member("t", "case");
        json.member("v", 1);
        json.member("id", listed.id);
        json.member("title", listed.title);
        json.member("level", to_text(listed.level));
        json.member("origin", to_text(listed.recipe.origin.view()));
        json.member("time", listed.time);
    });
    return json.text() + "\n";
}

/// What a recipe can say, from the tables that read it.
int list_words(Output& output) {
    for (const corpus::BaseZone& base : corpus::base_zones())
        output.write(fmt::format("base  {:<18} {}\n", base.name, base.says));
    for (const corpus::OpInfo& op : corpus::ops()) {
        const std::string members = fmt::format(
            "{}{}{}{}", op.needs, op.needs.empty() || op.takes.empty() ? "" : " ",
            op.takes.empty() ? "" : "[", op.takes.empty() ? "" : fmt::format("{}]", op.takes));
        output.write(fmt::format("op    {:<18} {:<22} {}\n", op.name, members, op.says));
    }
    return 0;
}

}  // namespace

int run(const CorpusBuildCommand& command, Output& output) {
    corpus::BuildOptions options;
    options.corpus = command.folder;
    options.out = command.out.empty() ? command.folder : command.out;
    options.globs = command.globs;
    options.check = command.check;
    options.generator = fmt::format("zoneproof {}", program_version);
    if (!command.out.empty() && !command.check)
        if (const auto why = cannot_keep_in(options.out); !why.empty())
            return complain(why), exit_usage;
    const corpus::BuildReport report = corpus::build_corpus(options);

    for (const std::string& problem : report.problems) complain(problem);
    for (const std::string& difference : report.differences) output.write(difference + "\n");
    if (report.cases == 0 && report.problems.empty()) return no_cases(command.folder);
    output.write(fmt::format("{} cases, {} files, {} {}\n", report.cases, report.files,
                             command.check ? report.differences.size() : report.problems.size(),
                             command.check ? "differences" : "problems"));
    if (!report.problems.empty()) return exit_unreadable;
    return report.differences.empty() ? 0 : exit_differs;
}

int run(const CorpusListCommand& command, Output& output) {
    if (command.words) return list_words(output);
    bool problems = false;
    std::size_t listed = 0;
    for (const corpus::CaseFolder& folder : corpus::find_cases(command.folder)) {
        if (!corpus::fits(folder.id, command.globs)) continue;
        const corpus::ReadCase read = corpus::read_case(folder.path / "case.json", folder.id);
        for (const std::string& problem : read.problems) complain(problem);
        problems |= !read.value;
        if (read.value) output.write(line(*read.value, command.jsonl));
        ++listed;
    }
    if (listed == 0) return no_cases(command.folder);
    return problems ? exit_unreadable : 0;
}

int run(const CorpusFromRecipeCommand& command, Output& output) {
    const std::filesystem::path file = command.file;
    const auto folder =
        command.out.empty() ? file.parent_path() : std::filesystem::path(command.out);
    corpus::KeyStore keys((std::filesystem::path(command.folder) / "keys").string());
    corpus::ReadCase read = corpus::read_case(file, "recipe/case");
    for (const std::string& problem : read.problems) complain(problem);
    if (!read.value) return exit_unreadable;
    const auto built = corpus::build(*std::move(read.value), keys);
    const auto files = built ? corpus::files_of(built.value(), keys)
                             : Result<std::vector<corpus::File>>(built.error());
    if (!files) return complain(file.string() + ": " + files.error().text), exit_unreadable;
    if (!command.out.empty())
        if (const auto why = cannot_keep_in(folder); !why.empty()) return complain(why), exit_usage;
    for (const corpus::File& made : files.value()) {
        const auto path = folder / made.path;
        if (const std::string error = corpus::write_file(path, made.content); !error.empty())
            return complain(error), exit_unreadable;
        output.write(path.string() + "\n");
    }
    return 0;
}

}  // namespace zoneproof
