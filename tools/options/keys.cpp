#include "tools/options/keys.hpp"

#include "tools/options/parts.hpp"

namespace zoneproof {

KeysOptions::KeysOptions(CLI::App& app)
    : app_(app.add_subcommand("keys", "What each key of a zone signs, how far its rollover has "
                                      "come, and when it may go")),
      zone_(*app_) {
    add_text(*app_, "--history", command_.history, "DIR",
             "The versions that zoneproof record has kept", "History");
    add_policy(*app_, command_.policy);
    add_instant(*app_, at_, "When the zone is looked at, as in check --at; default: now");
    add_format(*app_, command_.json);
    app_->footer(
        "Exit codes: 0; 1 where some signatures of a key do not verify; 2 usage; 3 unreadable; "
        "4 a part of the zone or of its history could not be read; 70 internal error.");
}

std::optional<KeysCommand> KeysOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    KeysCommand command = command_;
    command.zone = zone_.input();
    command.at = instant_of(at_, now);
    return command;
}

}  // namespace zoneproof
