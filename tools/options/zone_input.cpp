#include "tools/options/zone_input.hpp"

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

ZoneInputOptions::ZoneInputOptions(CLI::App& command, File file) {
    command
        .add_option("ZONEFILE", input_.file,
                    "The signed zone: plain, .gz or .zst; - is standard input")
        ->required(file == File::required)
        ->type_name("");
    add_text(command, "-o,--origin", origin_, "NAME",
             "The zone's name; default: the owner of its SOA", "Input");
    add_text(command, "--include-dir", input_.load.include_dir, "DIR",
             "What $INCLUDE may open; default: the zone file's folder", "Input");
    add_text(command, "--max-input", max_input_, "SIZE",
             "Refuse more text than this, decompressed; default 64G", "Input");
    add_list(command, "--ds", input_.ds_files, "FILE",
             "The parent's DS: DS or DNSKEY records, dsset files, root-anchors.xml; repeat",
             "Trust");
    command.add_flag("--no-progress", no_progress_, "No progress on a terminal")->group("Output");
    add_text(command, "-j,--jobs", jobs_, "N", "Threads; default: all cores", "Resources");
    add_text(command, "--deadline", deadline_, "DURATION", "Give up after this (60s, 5m): exit 4",
             "Resources");
    add_text(command, "--max-memory", max_memory_, "SIZE", "For the zone's data; beyond it: exit 4",
             "Resources");
}

ZoneInput ZoneInputOptions::input() const {
    ZoneInput input = input_;
    LoadOptions& load = input.load;
    if (!origin_.empty()) {
        const NameView root;
        load.origin = name_from_text(origin_, &root);
        if (!load.origin) refuse("--origin", "'" + origin_ + "' is no domain name");
    }
    load.source.max_octets =
        max_input_.empty() ? most_input : take(size_from_text(max_input_), "--max-input");
    if (!max_memory_.empty()) load.max_memory = take(size_from_text(max_memory_), "--max-memory");
    if (std::ranges::count(input.ds_files, "-") + (input.file == "-") > 1)
        refuse("--ds", "standard input can be read once: as the zone, or as the DS");
    input.progress = !no_progress_;
    input.jobs = std::max(1u, std::thread::hardware_concurrency());
    if (!jobs_.empty())
        input.jobs = static_cast<unsigned>(take(count_from_text(jobs_, 1, most_jobs), "--jobs"));
    if (!deadline_.empty()) input.deadline = take(duration_from_text(deadline_), "--deadline");
    return input;
}

void add_policy(CLI::App& command, PolicyChoice& choice) {
    add_text(command, "--policy", choice.file, "FILE",
             "How long things take and how the zone is signed: TOML; default: BIND's defaults",
             "Policy");
    add_text(command, "--profile", choice.profile, "root|tld|leaf|online",
             "What the policy adds to", "Policy");
}

void add_instant(CLI::App& command, std::string& at, const char* what) {
    add_text(command, "--at", at, "TIME", what, "Clock");
}

Timestamp instant_of(const std::string& at, Timestamp now) {
    return at.empty() ? now : take(instant_from_text(at, now), "--at");
}

}  // namespace zoneproof
