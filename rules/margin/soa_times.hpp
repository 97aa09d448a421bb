// What the SOA tells secondaries: when to ask, to ask again, and to give up (RFC 1035 3.3.13).
#pragma once

#include "parser/zone/zone.hpp"

#include <cstdint>

namespace zoneproof {

struct SoaTimes {
    std::int64_t refresh, retry, expire;
};

inline SoaTimes soa_times(const Zone& zone) {
    // Behind the two names: serial, refresh, retry, expire, minimum.
    const std::uint8_t* const numbers = zone.records(zone.soa()).front().last(20).data();
    return {load32(numbers + 4), load32(numbers + 8), load32(numbers + 12)};
}

}  // namespace zoneproof
