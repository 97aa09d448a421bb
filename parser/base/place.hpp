// Place: where in the input something stands, eight octets; line and column are computed only when
// shown.
#pragma once

#include <cstdint>

namespace zoneproof {

/// A file of the run (0 is the zone file, then includes in the order they were opened) and an
/// offset in its decompressed text.
struct Place {
    std::uint64_t file : 16 = 0;
    std::uint64_t offset : 48 = 0;

    friend bool operator==(Place, Place) = default;
    friend bool operator<(Place a, Place b) {
        return a.file != b.file ? a.file < b.file : a.offset < b.offset;
    }
};
static_assert(sizeof(Place) == 8);

}  // namespace zoneproof
