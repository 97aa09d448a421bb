// The intervals of rollovers, as RFC 7583 3 and RFC 5011 have them: what a step takes at least,
// before anybody has looked at the data of a zone.
#pragma once

#include "rules/timing.hpp"

#include <algorithm>
#include <cstdint>

namespace zoneproof {

/// TTLs of DNSKEY, DS and of the data that is kept longest, in seconds.
struct RollTtls {
    std::int64_t key = 3600, ds = 86400, data = 86400;
};

namespace interval {

// ZSK, RFC 7583 3.2.1 and 3.2.2
/// Ipub: from publication of the key until it may sign.
inline std::int64_t zsk_publication(const Timing& t, const RollTtls& ttl) {
    return t.zone_propagation + ttl.key;
}
/// Iret: from the last use of the key until it may go.
inline std::int64_t zsk_retirement(const Timing& t, const RollTtls& ttl) {
    return t.signing_delay() + t.zone_propagation + ttl.data;
}
inline std::int64_t zsk_double_signature(const Timing& t, const RollTtls& ttl) {
    return t.signing_delay() + t.zone_propagation + std::max(ttl.key, ttl.data);
}

// KSK, RFC 7583 3.3.1 to 3.3.3
inline std::int64_t ksk_publication(const Timing& t, const RollTtls& ttl) {
    return t.zone_propagation + ttl.key;
}
inline std::int64_t ksk_retirement(const Timing& t, const RollTtls& ttl) {
    return t.parent_propagation + ttl.ds;
}
inline std::int64_t ds_publication(const Timing& t, const RollTtls& ttl) {
    return t.parent_registration + t.parent_propagation + ttl.ds;
}
inline std::int64_t double_rrset(const Timing& t, const RollTtls& ttl) {
    return std::max(t.parent_propagation + ttl.ds, t.zone_propagation + ttl.key);
}

/// A CSK: its data, and its DS.
inline std::int64_t csk_retirement(const Timing& t, const RollTtls& ttl) {
    return std::max(t.signing_delay() + t.zone_propagation + std::max(ttl.key, ttl.data),
                    t.parent_propagation + ttl.ds);
}

/// From the first signed version until the parent may name its key.
/// @param negative how long it is kept that there is no DNSKEY.
inline std::int64_t first_signing(const Timing& t, const RollTtls& ttl, std::int64_t negative) {
    return t.zone_propagation + std::max(ttl.data, negative);
}
/// From the DS' removal until the zone may be unsigned.
inline std::int64_t going_insecure(const Timing& t, const RollTtls& ttl) {
    return t.parent_propagation + ttl.ds;
}

// Trust anchors. "MAX(1 hr, MIN(15 days, 1/2*OrigTTL, 1/2*RRSigExpirationInterval))", RFC 5011 2.3
inline std::int64_t query_interval(std::int64_t ttl, std::int64_t validity) {
    return std::max<std::int64_t>(3600,
                                  std::min({std::int64_t{15} * 86400, ttl / 2, validity / 2}));
}
/// "MAX(1 hour, MIN(1 day, .1*OrigTTL, .1*RRSigExpirationInterval))", RFC 5011 2.3
inline std::int64_t retry_time(std::int64_t ttl, std::int64_t validity) {
    return std::max<std::int64_t>(3600, std::min({std::int64_t{86400}, ttl / 10, validity / 10}));
}
/// Itrp: until resolvers that ask regularly trust a new key.
inline std::int64_t trust_point(const Timing& t, std::int64_t ttl, std::int64_t validity) {
    return query_interval(ttl, validity) + std::max(t.add_holddown, ttl) +
           query_interval(ttl, validity);
}
/// Irev: until they have seen a revocation.
inline std::int64_t revocation(const Timing& t, std::int64_t ttl) {
    return t.zone_propagation +
           std::max<std::int64_t>(3600, std::min(std::int64_t{15} * 86400, ttl / 2));
}

}  // namespace interval
}  // namespace zoneproof
