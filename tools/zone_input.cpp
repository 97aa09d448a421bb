#include "tools/zone_input.hpp"

#include "rules/reasons.hpp"
#include "tools/deadline.hpp"
#include "tools/message.hpp"
#include "tools/progress.hpp"

#include <algorithm>

#include <unistd.h>

namespace zoneproof {

Result<VerifiedZone> verify_zone_file(const ZoneInput& input, unsigned passes) {
    Deadline deadline(input.deadline);
    Workers workers(input.jobs, deadline.flag());
    Progress progress;
    ProgressLine line(progress, input.progress && isatty(STDERR_FILENO) == 1);
    auto source = Source::open(input.file, input.load.source);
    if (!source) return source.error();
    auto loaded = load(*source, input.load, workers, &progress);
    if (!loaded) return loaded.error();
    VerifiedZone verified{std::move(*loaded), {}, {}};
    const LoadedZone& read = verified.loaded;
    if (const auto reasons = find_reasons(read, false); !reasons.empty()) {
        const bool usage =
            std::ranges::find(read.unreadable, Unreadable::no_origin) != read.unreadable.end();
        return Error{usage ? ErrorCode::usage : ErrorCode::unreadable,
                     input.file + ": " + reasons.front().what};
    }
    if (!read.zone || !read.unreadable.empty())
        return Error{ErrorCode::unreadable, input.file + ": there is no zone in it"};

    auto parent = read_parent(input.ds_files, verified.zone().origin());
    if (!parent) return parent.error();
    verified.parent = std::move(*parent);
    VerifyOptions options;
    options.passes = passes;
    options.records_lost = read.diagnostics.lost_records();
    verified.evidence = verify(verified.zone(), verified.parent, options, workers, &progress);
    verified.cut_short = deadline.passed();
    return verified;
}

int stop_with(const Error& error) {
    complain(error.text);
    switch (error.code) {
    case ErrorCode::usage: return 2;
    case ErrorCode::unreadable: return 3;
    case ErrorCode::memory_limit:
    case ErrorCode::deadline: break;
    }
    return 4;
}

}  // namespace zoneproof
