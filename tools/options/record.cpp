#include "tools/options/record.hpp"

#include "tools/options/time_argument.hpp"

namespace zoneproof {

RecordOptions::RecordOptions(CLI::App& record) {
    record
        .add_option("--history", folder_,
                    "The folder that holds the zone's versions; made when needed")
        ->type_name("DIR")
        ->required()
        ->group("History");
    record
        .add_option("--published-at", published_at_,
                    "When the primary began to serve the zone, as --at; default: told by the "
                    "signature of the SOA, with low confidence")
        ->type_name("TIME")
        ->group("History");
    record.footer("What was published is recorded whether or not it is good: caches hold it either "
                  "way.\nExit codes are those of check.");
}

RecordCommand RecordOptions::command(CheckCommand check, bool moments_given, Timestamp now) const {
    RecordCommand command;
    command.check = std::move(check);
    command.folder = folder_;
    command.now = now;
    if (published_at_.empty()) return command;
    const auto published = instant_from_text(published_at_, now);
    if (!published) throw CLI::ValidationError("--published-at", published.error().text);
    command.published_at = *published;
    if (!moments_given) command.check.check.moments = {{*published, *published}};
    return command;
}

}  // namespace zoneproof
