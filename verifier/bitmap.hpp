// A type bitmap against the types it should show, for NSEC and NSEC3 alike.
#pragma once

#include "parser/dns/rdata.hpp"
#include "parser/dns/types.hpp"

#include <algorithm>
#include <span>
#include <vector>

namespace zoneproof {

/// Calls missing(type) for each of `expected` (ascending) that the bitmap lacks and extra(type) for
/// each type it shows beyond them. `shown` is memory to be used again. A bitmap out of order is
/// judged by the types it shows: its form is another matter (V-CAN-6).
template <class Missing, class Extra>
void compare_bitmap(TypeBitmap bitmap, std::span<const RrType> expected, std::vector<RrType>& shown,
                    const Missing& missing, const Extra& extra) {
    shown.clear();
    bitmap.each([&](RrType type) { shown.push_back(type); });
    if (std::ranges::equal(shown, expected)) return;
    std::sort(shown.begin(), shown.end());
    shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    auto want = expected.begin();
    for (const RrType type : shown) {
        for (; want != expected.end() && *want < type; ++want) missing(*want);
        if (want != expected.end() && *want == type)
            ++want;
        else
            extra(type);
    }
    for (; want != expected.end(); ++want) missing(*want);
}

}  // namespace zoneproof
