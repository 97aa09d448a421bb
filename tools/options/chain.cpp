#include "tools/options/chain.hpp"

#include "tools/options/parts.hpp"
#include "tools/options/quantity.hpp"
#include "tools/options/time_argument.hpp"

#include <algorithm>
#include <thread>

namespace zoneproof {

ChainCommandOptions::ChainCommandOptions(CLI::App& app)
    : app_(app.add_subcommand("chain", "Walk the chain of trust through a stack of zone files")) {
    CLI::App& a = *app_;
    ChainCommand& c = command_;
    a.footer("Exit codes: 0 secure, or insecure without --require-ds; 1 bogus; 2 usage; 3 "
             "unreadable; 4 unknown, or insecure with --require-ds; 70 internal error.");
    a.add_option("ZONE", c.zones,
                 "Zone files from the root to the leaf, in any order; plain, .gz or .zst")
        ->required()
        ->type_name("");
    add_list(a, "--anchor", c.anchors, "FILE",
             "Trust anchors, of any form that anchors reads; default: IANA's for the root; repeat",
             "Trust");
    add_list(a, "--nta", ntas_, "NAME",
             "Negative trust anchor: nothing is validated there and below (RFC 7646); repeat",
             "Trust");
    add_text(a, "--pin", pin_, "TAG", "Only the trust anchor with this key tag counts", "Trust");
    a.add_flag("--require-ds", c.require_ds, "A link that is insecure is not good enough: exit 4")
        ->group("Trust");
    add_list(a, "--at", at_, "TIME", "An instant; default now; repeat: all must pass", "Clock");
    add_format(a, c.json);
    add_text(a, "-j,--jobs", jobs_, "N", "Threads; default: all cores", "Resources");
}

std::optional<ChainCommand> ChainCommandOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    constexpr std::uint64_t most_jobs = 1024;
    ChainCommand command = command_;
    const NameView root;
    for (const std::string& text : ntas_) {
        const auto name = name_from_text(text, &root);  // needs no final dot here
        if (!name) refuse("--nta", "'" + text + "' is no domain name");
        command.ntas.push_back(*name);
    }
    for (const std::string& text : at_) {
        if (text.find("..") != text.npos)
            refuse("--at", "'" + text +
                               "' is a range, and a chain is judged at moments: what holds at both "
                               "ends may break between them. Repeat --at; zoneproof check and "
                               "margin take ranges, zone by zone");
        command.moments.push_back(take(instant_from_text(text, now), "--at"));
    }
    if (command.moments.empty()) command.moments.push_back(now);
    if (!pin_.empty())
        command.pin = static_cast<std::uint16_t>(take(count_from_text(pin_, 0, 65535), "--pin"));
    command.jobs = std::max(1u, std::thread::hardware_concurrency());
    if (!jobs_.empty())
        command.jobs = static_cast<unsigned>(take(count_from_text(jobs_, 1, most_jobs), "--jobs"));
    return command;
}

}  // namespace zoneproof
