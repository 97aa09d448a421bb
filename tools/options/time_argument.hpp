// The moments of --at and --rules-as-of, as people write them.
//
//     now                              the clock
//     1785564000                       seconds since 1970, at most ten digits
//     20260801060000                   YYYYMMDDHHMMSS in UTC, as RRSIGs are written (RFC 4034 3.2)
//     2026-08-01T06:00:00Z             ISO 8601 with Z or an offset; seconds may be left out
//     2026-08-01                       midnight UTC
//     +24h  -7d                        from now
//     now..+7d                         every moment from one to the other
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/time.hpp"
#include "rules/context.hpp"

#include <string_view>

namespace zoneproof {

Result<Timestamp> instant_from_text(std::string_view, Timestamp now);
/// An instant, or a range A..B whose end does not lie before its beginning.
Result<Moment> moment_from_text(std::string_view, Timestamp now);

}  // namespace zoneproof
