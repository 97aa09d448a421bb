// Outages that the cache check finds, told to people: whose doing it is, and what can be done.
// Private to rules/rollover.
#pragma once

#include "rules/rollover/readiness.hpp"

#include <vector>

namespace zoneproof {

/// @param strict for validators that insist on every algorithm, and no others.
std::vector<UnsafeWindow> tell_outages(const Outlook&, std::vector<Outage>, bool strict);

/// When the candidate may be published, as things stand without it.
struct CandidateTime {
    StepTime bare, with_safety;
};
/// none: there is no candidate, or no past.
std::optional<CandidateTime> time_of_candidate(const Outlook&, Strictness);

}  // namespace zoneproof
