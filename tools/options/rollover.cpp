#include "tools/options/rollover.hpp"

#include "tools/options/parts.hpp"

namespace zoneproof {

RolloverOptions::RolloverOptions(CLI::App& app)
    : app_(app.add_subcommand("rollover", "Which rollovers are under way, which step is next, and "
                                          "when it may be published")),
      zone_(*app_, ZoneInputOptions::File::optional) {
    add_text(*app_, "--history", command_.history, "DIR",
             "The versions that zoneproof record has kept: what caches may still hold", "History");
    add_list(*app_, "--peer", command_.peers, "FILE|DIR",
             "Another signer's zone, or its history (RFC 8901); repeat", "History");
    add_list(*app_, "--peer-name", command_.peer_names, "NAME",
             "What to call it, in the order of --peer; default: its path", "History");
    add_list(*app_, "--keyproof", command_.key_proofs, "FILE",
             "A signer's proof that it holds a key: TXT records of _zoneproof.ZONE that it has "
             "signed; repeat, one for each signer of the policy",
             "Trust");
    app_->add_flag("--rfc5011", command_.rfc5011,
                   "Resolvers hold keys of this zone as trust anchors and follow them; taken for "
                   "granted of the root, and of zones that revoke keys")
        ->group("Trust");
    app_->add_flag("--strict5011", command_.strict_5011,
                   "... and may be shown old DNSKEY RRsets as long as these are signed")
        ->group("Trust");
    add_policy(*app_, command_.policy);
    add_instant(*app_, at_, "When the zone is to be published, as in check --at; default: now");
    add_format(*app_, command_.json);
    app_->footer("Exit codes: 0 STABLE, READY, WAIT: publishing the zone does no harm; 1 UNSAFE, "
                 "BOGUS; 4 BLOCKED, UNKNOWN.");
}

std::optional<RolloverCommand> RolloverOptions::command(Timestamp now) const {
    if (!*app_) return std::nullopt;
    RolloverCommand command = command_;
    command.zone = zone_.input();
    if (command.zone.file.empty() && command.history.empty())
        refuse("ZONEFILE", "give the zone to be published, or --history for what is");
    command.at = instant_of(at_, now);
    command.rfc5011 = command.rfc5011 || command.strict_5011;
    if (command.peer_names.size() > command.peers.size())
        refuse("--peer-name", "there are more names than peers");
    return command;
}

}  // namespace zoneproof
