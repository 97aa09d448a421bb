// The tables of faults. Private to corpus/drill.
#pragma once

#include "corpus/drill/drill.hpp"

namespace zoneproof::corpus {

std::span<const DrillFault> zone_faults();
std::span<const DrillFault> signature_faults();
std::span<const DrillFault> denial_faults();
std::span<const DrillFault> key_faults();

}  // namespace zoneproof::corpus
