// rollover: what is under way, what is next and when; or why this zone must not be published.
#include "rules/rollover/readiness.hpp"

#include "tools/commands/commands.hpp"
#include "tools/commands/rollover_input.hpp"
#include "tools/files/key_proofs.hpp"
#include "tools/render/rollover_view.hpp"
#include "tools/terminal.hpp"

#include <algorithm>

#include <unistd.h>

namespace zoneproof {
namespace {

/// "STABLE, READY, WAIT 0; UNSAFE, BOGUS 1; BLOCKED, UNKNOWN 4"
int exit_of(ReadinessGrade grade) {
    switch (grade) {
    case ReadinessGrade::stable:
    case ReadinessGrade::ready:
    case ReadinessGrade::wait: return 0;
    case ReadinessGrade::unsafe:
    case ReadinessGrade::bogus: return 1;
    case ReadinessGrade::unknown:
    case ReadinessGrade::blocked: break;
    }
    return 4;
}

std::vector<PeerInput> peers_of(const RolloverCommand& command) {
    std::vector<PeerInput> peers;
    for (std::size_t i = 0; i < command.peers.size(); ++i)
        peers.push_back(
            {i < command.peer_names.size() ? command.peer_names[i] : "", command.peers[i]});
    return peers;
}

/// A situation, and whether the zone behind it was read whole.
struct Gathered {
    RolloverSituation read;
    bool incomplete = false;
};

Result<Gathered> gather(const RolloverCommand& command, const Timing& timing) {
    if (command.zone.file.empty()) {
        auto read = situation_of_history(command.history, peers_of(command), timing, command.at,
                                         command.zone);
        if (!read) return read.error();
        return Gathered{std::move(*read), false};
    }
    const auto verified = verify_zone_file(command.zone, rollover_passes);
    if (!verified) return verified.error();
    auto read = situation_of({verified->loaded, verified->evidence, verified->parent},
                             {command.history, {}, {}}, peers_of(command), timing, command.at,
                             command.zone);
    if (!read) return read.error();
    return Gathered{std::move(*read), verified->incomplete()};
}

}  // namespace

int run(const RolloverCommand& command, Output& output) {
    const auto timing = timing_of(command.policy);
    if (!timing) return stop_with(timing.error());
    auto gathered = gather(command, *timing);
    if (!gathered) return stop_with(gathered.error());
    RolloverSituation& read = gathered->read;
    read.situation.trust_anchor |= command.rfc5011;
    read.situation.strict_5011 = command.strict_5011;
    if (const auto error = add_key_proofs(command.key_proofs, read.situation))
        return stop_with(*error);
    const Outlook outlook(read.situation);
    Readiness readiness = assess(outlook);
    if (gathered->incomplete) {
        readiness.grade = std::max(readiness.grade, ReadinessGrade::unknown);
        readiness.reasons.push_back(
            {"ZONE_INCOMPLETE",
             command.zone.file + ": a part of it could not be read or verified"});
    }
    const std::vector<KeyRow> rows = key_table(outlook, read.signatures);
    const int exit = exit_of(readiness.grade);
    const RolloverView view{outlook, readiness, rows, read.faults, command.policy.file, exit};
    output.write(command.json
                     ? rollover_json(view)
                     : rollover_text(view, Style(wants_color(Color::automatic, STDOUT_FILENO))));
    return exit;
}

}  // namespace zoneproof
