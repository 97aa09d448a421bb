// Reasons: what decided over the verdict beside findings and what is unchecked.
#include "rules/reasons.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

Reason reason(Unreadable why, const LoadedZone& loaded) {
    switch (why) {
    case Unreadable::no_soa: return {"no-soa", "no SOA is in the text, so that there is no zone"};
    case Unreadable::other_soa:
        return {"other-soa", "the SOA is not that of the zone named with --origin"};
    case Unreadable::no_origin:
        return {"no-origin",
                "a relative owner and no $ORIGIN before it; name the zone with --origin"};
    case Unreadable::open_at_end:
        return {"cut-off", "the text ends inside parentheses, quotes or an entry: it was cut off"};
    case Unreadable::include_refused: return {"include-refused", "an $INCLUDE was refused"};
    case Unreadable::include_missing: return {"include-missing", "an included file cannot be read"};
    case Unreadable::source_failed: return {"source-failed", loaded.source_error};
    }
    return {};
}

bool is_soa(Unreadable why) {
    return why == Unreadable::no_soa || why == Unreadable::other_soa;
}

}  // namespace

std::vector<Reason> find_reasons(const LoadedZone& loaded, bool demand_unmet) {
    std::vector<Reason> reasons;
    const bool read_whole = std::all_of(loaded.unreadable.begin(), loaded.unreadable.end(), is_soa);
    for (const Unreadable why : loaded.unreadable)
        // The SOA may stand in what could not be read: it is no cause but what came of one.
        if (read_whole || !is_soa(why)) reasons.push_back(reason(why, loaded));
    if (demand_unmet)
        reasons.push_back({"unsigned", "the zone is not signed, and --require-signed demands it"});
    return reasons;
}

}  // namespace zoneproof
