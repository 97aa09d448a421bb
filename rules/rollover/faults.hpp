// What spoils every step of every rollover: signatures that are bad, over or not verified, and a
// past of which too little is known. Private to rules/rollover.
#pragma once

#include "rules/rollover/readiness.hpp"

#include <vector>

namespace zoneproof {

struct StepFault {
    ReadinessGrade of_step, of_zone;  // what it makes of them, at least
    RollReason reason;
};
std::vector<StepFault> find_faults(const Outlook&);

}  // namespace zoneproof
