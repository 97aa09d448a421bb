// corpus mutate: reads a zone, breaks it in one way, and says what a check must find. The work is
// in corpus/drill/.
#include "corpus/builder/files.hpp"
#include "corpus/drill/drill.hpp"
#include "parser/zone/load.hpp"
#include "rules/near_miss.hpp"
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/options/time_argument.hpp"

#include <fmt/format.h>

#include <chrono>

namespace zoneproof {
namespace {

constexpr int exit_usage = 2, exit_unreadable = 3;

Timestamp now() {
    return Timestamp{std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())};
}

/// The words of recipes stand for places that only a zone has.
int list_faults(Output& output) {
    std::string_view before;
    for (const corpus::DrillFault& fault : corpus::faults()) {
        output.write(fmt::format("{:<34} {:<8} {}\n", fault.rule == before ? "" : fault.rule,
                                 fault.needs.empty() ? "any" : fault.needs, fault.says));
        before = fault.rule;
    }
    return 0;
}

/// What is wrong with the options; empty when nothing is.
std::string complaint(const CorpusMutateCommand& command) {
    if (command.zone_file.empty()) return "ZONEFILE is required";
    if (command.fault.empty()) return "--fault is required; --list names the faults";
    std::vector<std::string> known;
    for (const corpus::DrillFault& fault : corpus::faults()) {
        if (fault.rule == command.fault) return {};
        known.emplace_back(fault.rule);
    }
    const bool is_rule = find_rule(command.fault) != nullptr;
    return fmt::format("{} '{}'{}; --list names the faults",
                       is_rule ? "no drill is made for the rule" : "there is no fault",
                       command.fault, did_you_mean(command.fault, known));
}

Result<Zone> read_zone(const CorpusMutateCommand& command) {
    LoadOptions options;
    if (!command.origin.empty()) {
        const NameView root;
        options.origin = name_from_text(command.origin, &root);
        if (!options.origin)
            return Error{ErrorCode::usage, fmt::format("'{}' is no domain name", command.origin)};
    }
    auto source = Source::open(command.zone_file, options.source);
    if (!source) return source.error();
    Workers workers(1);
    auto loaded = load(*source, options, workers);
    if (!loaded) return loaded.error();
    if (!loaded->source_error.empty()) return Error{ErrorCode::unreadable, loaded->source_error};
    if (!loaded->zone || !loaded->unreadable.empty() || loaded->diagnostics.lost_records())
        return Error{ErrorCode::unreadable,
                     command.zone_file + ": not all of it can be read as a zone; zoneproof check "
                                         "says where and why"};
    return std::move(*loaded->zone);
}

/// What was done, and what has to be seen now.
std::string report(const CorpusMutateCommand& command, const corpus::Drill& drill, Timestamp time) {
    std::string text = fmt::format("broken    {}\n", drill.says);
    text += drill.signed_anew ? "signed    all anew, with keys that anybody can make: a zone for "
                                "drills, never to be published\n"
                              : "signed    nothing: the rest of the zone is as it was\n";
    if (drill.lost_digest) text += "left out  ZONEMD, which would not fit any more\n";
    if (drill.lost_requests) text += "left out  CDS and CDNSKEY, which ask for the former keys\n";
    if (drill.signed_anew && command.ds_out.empty())
        text += "DS set    of the new keys; --ds-out FILE writes it\n";
    text += fmt::format("must find {}{}{}, with\n", command.fault,
                        drill.also.empty() ? "" : ", and what follows: ", drill.also);
    return text + fmt::format("          zoneproof check --at {}{} {}\n", to_digits(time),
                              command.ds_out.empty() ? "" : " --ds " + command.ds_out,
                              command.out.empty() ? "THE-ZONE" : command.out);
}

}  // namespace

int run(const CorpusMutateCommand& command, Output& output) {
    if (command.list) return list_faults(output);
    if (const std::string wrong = complaint(command); !wrong.empty())
        return complain(wrong), exit_usage;
    const auto time =
        command.at.empty() ? Result<Timestamp>(now()) : instant_from_text(command.at, now());
    if (!time) return complain("--at: " + time.error().text), exit_usage;
    const auto zone = read_zone(command);
    if (!zone) {
        complain(zone.error().text);
        return zone.error().code == ErrorCode::usage ? exit_usage : exit_unreadable;
    }
    const auto drill = corpus::drill(
        zone.value(), {.rule = command.fault, .seed = command.seed, .time = seconds(time.value())});
    if (!drill) return complain(drill.error().text), exit_usage;

    if (command.out.empty())
        output.write(drill->zone);
    else if (const auto error = corpus::write_file(command.out, drill->zone); !error.empty())
        return complain(error), exit_unreadable;
    if (!command.ds_out.empty())
        if (const auto error = corpus::write_file(command.ds_out, drill->ds); !error.empty())
            return complain(error), exit_unreadable;
    tell(report(command, drill.value(), time.value()));
    return 0;
}

}  // namespace zoneproof
