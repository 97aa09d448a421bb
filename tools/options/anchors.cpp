#include "tools/options/anchors.hpp"

#include "tools/options/parts.hpp"
#include "tools/options/time_argument.hpp"

namespace zoneproof {

AnchorsOptions::AnchorsOptions(CLI::App& app)
    : app_(app.add_subcommand("anchors",
                              "What trust anchor files are good for, and which will fail when")) {
    app_->add_option("FILE", command_.files,
                     "root-anchors.xml, Unbound's root.key, named.conf, bind.keys, "
                     "managed-keys.bind, Knot Resolver's root.keys, systemd's *.positive, DS or "
                     "DNSKEY records; told by content; - is standard input")
        ->required()
        ->type_name("");
    app_->footer(
        "Exit codes: 0 no file has an error; 1 one has; 2 usage; 3 one cannot be read; 4 of "
        "an anchor it cannot be said; 70 internal error.");
    add_text(*app_, "--at", at_, "TIME", "The moment to judge by; default now", "Clock");
    add_format(*app_, command_.json);
}

std::optional<AnchorsCommand> AnchorsOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    AnchorsCommand command = command_;
    command.at = at_.empty() ? now : take(instant_from_text(at_, now), "--at");
    return command;
}

}  // namespace zoneproof
