#include "tools/options/margin.hpp"

#include "tools/options/parts.hpp"
#include "tools/options/quantity.hpp"
#include "tools/options/time_argument.hpp"

#include <algorithm>
#include <thread>

namespace zoneproof {
namespace {

constexpr std::uint64_t most_jobs = 1024;
constexpr std::uint64_t most_input = std::uint64_t{64} << 30;

}  // namespace

MarginCommandOptions::MarginCommandOptions(CLI::App& app)
    : app_(app.add_subcommand("margin", "How long a zone stays valid if nobody signs again, and "
                                        "by when somebody must")) {
    CLI::App& margin = *app_;
    margin.footer(
        "Exit codes: 0 OK, MARGINAL, LATE; 1 URGENT, CRITICAL, EXPIRED, BOGUS; 2 usage; 3 "
        "unreadable; 4 UNKNOWN; 70 internal error.");
    margin
        .add_option("ZONEFILE", command_.zone_file,
                    "The signed zone: plain, .gz or .zst; - is standard input")
        ->required()
        ->type_name("");
    add_text(margin, "-o,--origin", origin_, "NAME",
             "The zone's name; default: the owner of its SOA", "Input");
    add_text(margin, "--include-dir", include_dir_, "DIR",
             "What $INCLUDE may open; default: the zone file's folder", "Input");
    add_text(margin, "--max-input", max_input_, "SIZE",
             "Refuse more text than this, decompressed; default 64G", "Input");
    add_list(margin, "--ds", command_.ds_files, "FILE",
             "The parent's DS: DS or DNSKEY records, dsset files, root-anchors.xml; repeat",
             "Trust");
    add_list(margin, "--at", at_, "TIME",
             "now, unix seconds, YYYYMMDDHHMMSS, ISO 8601, a day, +24h, or a range A..B, graded by "
             "the worst of its seconds; repeat",
             "Clock");
    add_text(margin, "--resign-stops-at", stops_, "TIME",
             "Also: what if the signer goes on until then, and stops?", "Clock");
    add_text(margin, "--policy", command_.policy, "FILE",
             "How long things take, how the zone is signed, working hours: TOML", "Policy");
    add_text(margin, "--profile", command_.profile, "root|tld|leaf|online",
             "What the policy adds to; default: BIND's defaults", "Policy");
    add_format(margin, command_.json);
    margin.add_flag("--no-progress", no_progress_, "No progress on a terminal")->group("Output");
    add_text(margin, "-j,--jobs", jobs_, "N", "Threads; default: all cores", "Resources");
    add_text(margin, "--deadline", deadline_, "DURATION", "Give up after this (60s, 5m): exit 4",
             "Resources");
    add_text(margin, "--max-memory", max_memory_, "SIZE", "For the zone's data; beyond it: exit 4",
             "Resources");
}

std::optional<MarginCommand> MarginCommandOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    MarginCommand command = command_;
    LoadOptions& load = command.load;
    if (!origin_.empty()) {
        const NameView root;
        load.origin = name_from_text(origin_, &root);
        if (!load.origin) refuse("--origin", "'" + origin_ + "' is no domain name");
    }
    load.include_dir = include_dir_;
    load.source.max_octets =
        max_input_.empty() ? most_input : take(size_from_text(max_input_), "--max-input");
    if (!max_memory_.empty()) load.max_memory = take(size_from_text(max_memory_), "--max-memory");
    if (std::count(command.ds_files.begin(), command.ds_files.end(), "-") +
            (command.zone_file == "-") >
        1)
        refuse("--ds", "standard input can be read once: as the zone, or as the DS");

    for (const std::string& text : at_)
        command.moments.push_back(take(moment_from_text(text, now), "--at"));
    if (command.moments.empty()) command.moments.push_back({now, now});
    if (!stops_.empty())
        command.signing_stops = take(instant_from_text(stops_, now), "--resign-stops-at");

    command.progress = !no_progress_;
    command.jobs = std::max(1u, std::thread::hardware_concurrency());
    if (!jobs_.empty())
        command.jobs = static_cast<unsigned>(take(count_from_text(jobs_, 1, most_jobs), "--jobs"));
    if (!deadline_.empty()) command.deadline = take(duration_from_text(deadline_), "--deadline");
    return command;
}

}  // namespace zoneproof
