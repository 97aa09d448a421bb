// What rollovers are judged from: a zone, its past, the parent's DS, peers and the policy, as one
// situation. Private to tools/commands.
#pragma once

#include "rules/rollover/keys.hpp"
#include "rules/rollover/situation.hpp"
#include "tools/options/zone_input.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// Where the versions before are.
struct PastInput {
    std::string history;   // a folder; empty: none
    std::string previous;  // a zone file; empty: none
    std::optional<Timestamp> previous_published_at;

    bool given() const { return !history.empty() || !previous.empty(); }
};
struct PeerInput {
    std::string name, path;  // a zone file or the folder of a history
};

/// A zone that was read and verified.
struct ZoneFacts {
    const LoadedZone& loaded;
    const Evidence& evidence;
    const ParentDs& parent;
};

struct RolloverSituation {
    Situation situation;
    std::vector<SignatureTally> signatures;
    std::vector<HistoryFault> faults;
};

/// @param like how other zone files are to be read: limits and threads.
Result<RolloverSituation> situation_of(const ZoneFacts&, const PastInput&,
                                       const std::vector<PeerInput>&, const Timing&, Timestamp at,
                                       const ZoneInput& like);

/// Of what was recorded alone, as if no other zone were to be published.
Result<RolloverSituation> situation_of_history(const std::string& folder,
                                               const std::vector<PeerInput>&, const Timing&,
                                               Timestamp at, const ZoneInput& like);

Result<Timing> timing_of(const PolicyChoice&);

/// What must have run for it.
inline constexpr unsigned rollover_passes =
    pass::signatures | pass::nsec | pass::nsec3 | pass::trust;

}  // namespace zoneproof
