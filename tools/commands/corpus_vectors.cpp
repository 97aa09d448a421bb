// corpus vectors: the work is in corpus/builder/vectors/.
#include "corpus/builder/vectors/vectors.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/out_folder.hpp"

#include <fmt/format.h>

namespace zoneproof {

int run(const CorpusVectorsCommand& command, Output& output) {
    constexpr int exit_differs = 1, exit_usage = 2, exit_unreadable = 3;
    const std::filesystem::path folder = command.folder;
    corpus::VectorOptions options;
    options.keys = folder / "keys";
    options.out = command.out.empty() ? folder / "vectors" : std::filesystem::path(command.out);
    options.check = command.check;
    if (!command.out.empty() && !command.check)
        if (const auto why = cannot_keep_in(options.out); !why.empty())
            return complain(why), exit_usage;
    const corpus::VectorReport report = corpus::build_vectors(options);
    for (const std::string& problem : report.problems) complain(problem);
    for (const std::string& difference : report.differences) output.write(difference + "\n");
    output.write(fmt::format("{} tests, {} files, {} {}\n", report.tests, report.files,
                             command.check ? report.differences.size() : report.problems.size(),
                             command.check ? "differences" : "problems"));
    if (!report.problems.empty()) return exit_unreadable;
    return report.differences.empty() ? 0 : exit_differs;
}

}  // namespace zoneproof
