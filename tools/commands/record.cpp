// record: check the zone, then add what was published to its history. What was published is
// recorded whether or not it is good: caches hold it either way.
#include "parser/base/time.hpp"
#include "rules/history/folder.hpp"
#include "tools/commands/check.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/render/words.hpp"

namespace zoneproof {
namespace {

constexpr int exit_usage = 2, exit_unreadable = 3, exit_not_proven = 4;

/// Why what was read is not what was published; empty: it is.
std::string objection(const Checked& checked) {
    if (!checked.loaded.unreadable.empty()) return "the zone could not be read to its end";
    if (checked.loaded.diagnostics.lost_records())
        return "lines of the zone could not be read: nobody knows what was published in their "
               "place";
    if (checked.cut_short) return "the deadline passed before all signatures were verified";
    return {};
}

std::optional<Version> version_of(const Checked& checked, const RecordCommand& command) {
    const Zone& zone = *checked.loaded.zone;
    auto published = command.published_at
                         ? command.published_at
                         : estimated_publication(zone, checked.evidence, command.now);
    if (!published) return std::nullopt;
    // A signer that does not date back: what is recorded is there already.
    if (!command.published_at) published = std::min(*published, command.now);
    Workers workers(checked.jobs);
    Version version = summarize(zone, checked.evidence, *published,
                                command.published_at ? Confidence::high : Confidence::low, workers);
    version.verdict = to_text(checked.summary.verdict);
    if (!checked.loaded.files.empty()) version.digest = checked.loaded.files.front().sha256;
    return version;
}

/// "Precedence when several hold: 70, 2, 3, 1, 4, 0".
int graver(int a, int b) {
    for (const int code : {70, 2, 3, 1, 4})
        if (a == code || b == code) return code;
    return 0;
}

int not_recorded(const Checked& checked, const std::string& why, int exit) {
    complain("not recorded: " + why);
    return graver(checked.summary.exit, exit);
}

/// Moments that nobody can have meant; they are kept as they were given.
void doubt_moment(const Checked& checked, const RecordCommand& command, Timestamp published) {
    if (published > command.now)
        complain("published " + to_iso8601(published) +
                 ", which is in the future: until then this version does not count");
    const auto signed_at =
        estimated_publication(*checked.loaded.zone, checked.evidence, published, 0);
    if (signed_at && published < *signed_at)
        complain("published " + to_iso8601(published) +
                 ", before the signatures of its SOA begin (" + to_iso8601(*signed_at) +
                 "): is that the moment?");
}

int record(const Checked& checked, const RecordCommand& command) {
    if (const std::string why = objection(checked); !why.empty())
        return not_recorded(checked, why, exit_not_proven);
    const auto version = version_of(checked, command);
    if (!version)
        return not_recorded(checked,
                            "no signature of the SOA tells when the zone was published; "
                            "give --published-at",
                            exit_usage);
    doubt_moment(checked, command, version->published_at);
    const NameView zone = checked.loaded.zone->origin();
    std::optional<DsVersion> ds;
    if (checked.parent.given) ds = ds_version(checked.parent, zone, version->published_at);

    const auto recorded = append_history(command.folder, zone, *version, ds);
    if (!recorded)
        return not_recorded(checked, recorded.error().text,
                            recorded.error().code == ErrorCode::usage ? exit_usage
                                                                      : exit_unreadable);
    for (const std::string& remark : recorded->remarks) complain(remark);
    if (command.check.quiet) return checked.summary.exit;
    const std::string serial = "serial " + std::to_string(version->serial());
    if (recorded->version)
        tell("recorded: " + serial + ", published " + to_iso8601(version->published_at) +
             (version->confidence == Confidence::low ? " as its SOA signature tells, in "
                                                     : ", in ") +
             printable(command.folder) + (recorded->ds ? ", with a new DS RRset\n" : "\n"));
    else
        tell("recorded before: " + serial + (recorded->ds ? "; the DS RRset is new\n" : "\n"));
    return checked.summary.exit;
}

}  // namespace

int run(const RecordCommand& command, Output& output) {
    return run_check(command.check, output, pass::signatures | pass::nsec | pass::nsec3,
                     [&](const Checked& checked) {
                         if (!checked.loaded.zone) return checked.summary.exit;
                         return record(checked, command);
                     });
}

}  // namespace zoneproof
