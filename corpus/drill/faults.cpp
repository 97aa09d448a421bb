#include "corpus/drill/fault_tables.hpp"

#include <vector>

namespace zoneproof::corpus {

std::span<const DrillFault> faults() {
    static const std::vector<DrillFault> all = [] {
        std::vector<DrillFault> joined;
        for (const auto table : {zone_faults(), signature_faults(), denial_faults(), key_faults()})
            joined.insert(joined.end(), table.begin(), table.end());
        return joined;
    }();
    return all;
}

}  // namespace zoneproof::corpus
