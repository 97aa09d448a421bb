// keys: the table of keys of a zone, with or without its history.
#include "rules/rollover/keys.hpp"

#include "tools/commands/commands.hpp"
#include "tools/commands/rollover_input.hpp"
#include "tools/message.hpp"
#include "tools/render/rollover_view.hpp"
#include "tools/terminal.hpp"

#include <algorithm>

#include <unistd.h>

namespace zoneproof {

int run(const KeysCommand& command, Output& output) {
    const auto timing = timing_of(command.policy);
    if (!timing) return stop_with(timing.error());
    const auto verified = verify_zone_file(command.zone, rollover_passes);
    if (!verified) return stop_with(verified.error());
    const auto read =
        situation_of({verified->loaded, verified->evidence, verified->parent},
                     {command.history, {}, {}}, {}, *timing, command.at, command.zone);
    if (!read) return stop_with(read.error());
    const Outlook outlook(read->situation);
    const std::vector<KeyRow> rows = key_table(outlook, read->signatures);
    const KeysView view{outlook, rows, read->faults, !command.history.empty()};
    output.write(command.json
                     ? keys_json(view)
                     : keys_text(view, Style(wants_color(Color::automatic, STDOUT_FILENO))));
    if (std::ranges::any_of(rows, [](const KeyRow& row) { return row.state == KeyState::broken; }))
        return 1;
    // The table stands, and who reads nothing but the code must not take it for whole.
    const bool lost = std::ranges::any_of(read->faults, &HistoryFault::lost);
    if (lost) complain(command.history + ": not all of the history could be read");
    if (verified->incomplete())
        complain(command.zone.file + ": a part of it could not be read or verified");
    return lost || verified->incomplete() ? 4 : 0;
}

}  // namespace zoneproof
