// margins(): how long a zone remains valid if nobody signs again, and by when somebody must. The
// figures of one zone at one or several moments; `zoneproof margin` prints them.
#pragma once

#include "parser/base/workers.hpp"
#include "rules/context.hpp"
#include "rules/margin/calendar.hpp"
#include "rules/margin/grade.hpp"
#include "rules/margin/spread.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace zoneproof {

inline constexpr std::int64_t an_hour = 3600, a_day = 86400;
/// Where the survival curve is read, in seconds from the moment. The histogram has a bucket up to
/// each of them, both ends told by the second one, and one behind the last.
inline constexpr std::array<std::int64_t, 15> survival_points = {
    0,         an_hour,    6 * an_hour, 12 * an_hour, a_day,      2 * a_day,  3 * a_day,  5 * a_day,
    7 * a_day, 10 * a_day, 14 * a_day,  21 * a_day,   30 * a_day, 60 * a_day, 180 * a_day};

struct Bucket {
    std::uint64_t rrsets = 0;
    std::uint64_t names = 0;           // whose first RRset to end is in this bucket
    std::optional<RrsetId> example{};  // the first in canonical order
};

/// The moment at which an RRset comes to its end, and which it is.
struct EndOf {
    Timestamp at{};
    RrsetId rrset{};
};

struct Deadlines {
    /// min E - TTL - Dprp: what is signed anew must be on the primary by then, or caches hold what
    /// has expired.
    EndOf republish;
    /// min E - Dprp: the last moment at which it still helps those who ask afresh.
    EndOf hard;
    /// The hard deadline less the time people need.
    Timestamp reaction{};
    /// ... moved back to when somebody works; nothing: nobody has for ten years.
    std::optional<Timestamp> working;
};

struct MarginFigures {
    Moment moment{};
    bool if_signing_stops = false;  // at this moment, and goes on until then
    Grade grade = Grade::unknown;   // of the zone: its worst RRset, or the chain of trust
    TrustState trust = TrustState::unchecked;

    std::uint64_t rrsets = 0, names = 0;  // that must be signed, and own such RRsets
    std::array<std::uint64_t, grades> by_grade{};
    std::uint64_t too_long = 0;
    std::uint64_t not_begun = 0;  // of those that are EXPIRED
    std::uint64_t undefined = 0;  // times exactly 2^31 seconds away (RFC 1982 3.2)
    std::optional<EndOf> worst;   // the RRset that makes the grade; `at` is its E

    std::optional<EndOf> first_expiry;
    std::optional<EndOf> first_apex_expiry;  // of SOA, DNSKEY, NS, NSEC and NSEC3 of the apex
    std::optional<Deadlines> deadlines;
    std::array<Bucket, survival_points.size() + 1> histogram{};
    /// By when one RRset in a hundred, and half of them, are bogus.
    std::optional<Timestamp> one_percent_bogus, half_bogus;

    /// RRsets and names that are still valid at survival_points[point].
    std::uint64_t rrsets_left(std::size_t point) const;
    std::uint64_t names_left(std::size_t point) const;
};

struct MarginRequest {
    std::vector<Moment> moments;
    Calendar calendar;
    /// What if the signer stops at this moment, having worked as it does until then?
    std::optional<Timestamp> signing_stops;
};

struct Margins {
    Grade grade = Grade::unknown;        // the worst of all moments
    std::vector<MarginFigures> moments;  // of MarginRequest::moments
    std::optional<MarginFigures> if_signing_stops;
    Spread spread;
    bool is_signed = false;
    bool dips_by_design = false;  // SOA EXPIRE is longer than the signer's refresh margin
    std::int64_t soa_refresh = 0, soa_expire = 0;
};

/// Terms come from Context::policy. The passes "signatures" and "trust" must have run.
Margins margins(const Context&, const MarginRequest&, Workers&);

}  // namespace zoneproof
