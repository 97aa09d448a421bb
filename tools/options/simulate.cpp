#include "tools/options/simulate.hpp"

#include "tools/options/parts.hpp"
#include "tools/options/quantity.hpp"

namespace zoneproof {
namespace {

std::vector<rfc5011::Model> models_of(const std::string& word) {
    if (word.empty() || word == "all")
        return {std::begin(rfc5011::models), std::end(rfc5011::models)};
    for (const rfc5011::Model model : rfc5011::models)
        if (word == rfc5011::to_text(model)) return {model};
    refuse("--model", "'" + word + "' is none of all, bind, rfc, unbound");
}

}  // namespace

SimulateOptions::SimulateOptions(CLI::App& app)
    : app_(app.add_subcommand(
          "simulate5011", "What resolvers that follow RFC 5011 make of a history of key rolls")) {
    CLI::App& a = *app_;
    SimulateCommand& c = command_;
    a.footer("Exit codes: 0 every resolver goes on to validate; 1 one does not; 2 usage; 3 "
             "unreadable; 4 the history has gaps; 70 internal error.");
    add_text(a, "--history", c.history, "FILE",
             "The DNSKEY RRset's versions, a line each (docs/trust-anchors.md), a folder of "
             "zoneproof record, or the word root for "
             "the root zone's public record",
             "Input");
    a.get_option("--history")->required();
    add_list(a, "--anchor", c.anchors, "TAG|FILE",
             "What resolvers trust at the start: keys of the history, or a file of trust anchors; "
             "default: the keys that sign then; repeat",
             "Input");
    add_text(a, "--start", c.start, "TIME", "When the resolver starts; default: with the history",
             "Resolver");
    add_list(a, "--wipe", c.wipes, "TIME", "Its state is lost and it starts anew; repeat",
             "Resolver");
    a.add_flag("--readonly", c.resolver.read_only, "It may not write what it learns")
        ->group("Resolver");
    add_list(a, "--outage", c.outages, "A..B", "It reaches nobody from A until B; repeat",
             "Resolver");
    add_text(a, "--model", model_, "NAME", "rfc, unbound, bind or all; default all", "Resolver");
    add_text(a, "--phase", phase_, "DURATION", "From its start to its first probe; default 0",
             "Resolver");
    add_text(a, "--query-interval", query_interval_, "DURATION",
             "Between probes; default: half the TTL and as RFC 5011 2.3 bounds it", "Resolver");
    add_text(a, "--add-holddown", add_hold_down_, "DURATION", "Default 30d", "Resolver");
    add_text(a, "--remove-holddown", remove_hold_down_, "DURATION", "Default 30d", "Resolver");
    add_text(a, "--until", c.until, "TIME", "Default: when the last timer has ended", "Resolver");
    a.add_flag("--publisher", c.publisher,
               "Resolvers for every hour of the query interval: READY when all of them follow")
        ->group("Publisher");
    add_format(a, c.json);
}

std::optional<SimulateCommand> SimulateOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    SimulateCommand command = command_;
    command.now = now;
    command.models = models_of(model_);
    const auto duration = [](const std::string& text, const char* option, std::int64_t least) {
        const std::int64_t seconds = take(duration_from_text(text), option);
        if (seconds < least) refuse(option, "'" + text + "' is too short");
        return seconds;
    };
    rfc5011::Resolver& resolver = command.resolver;
    if (!phase_.empty()) resolver.phase = duration(phase_, "--phase", 0);
    if (!query_interval_.empty())
        resolver.query_interval = duration(query_interval_, "--query-interval", 1);
    if (!add_hold_down_.empty())
        resolver.add_hold_down = duration(add_hold_down_, "--add-holddown", 0);
    if (!remove_hold_down_.empty())
        resolver.remove_hold_down = duration(remove_hold_down_, "--remove-holddown", 0);
    return command;
}

}  // namespace zoneproof
