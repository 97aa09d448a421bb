// Grades: how urgent it is that somebody signs. The first that applies:
//
//     EXPIRED   M <= 0, or not yet begun
//     CRITICAL  M < max(12 h, TTL + Dprp)           what is signed now comes too late for caches
//     URGENT    M < R + TTL + Dprp                  people must react now
//     LATE      M < F - G                           the signer has missed a run: it may be dead
//     MARGINAL  M < SOA EXPIRE + SOA REFRESH + Dprp a secondary that is cut off outlives it
//     OK
//
// where signatures live for days at most because each answer is signed, shares of V take their
// place: CRITICAL below a tenth, LATE below a quarter.
#pragma once

#include "rules/margin/rrset_margin.hpp"
#include "rules/timing.hpp"

#include <array>
#include <cstdint>
#include <string_view>

namespace zoneproof {

/// By weight: what a zone is, is the heaviest of its RRsets. Unknown outweighs what is no reason to
/// stop, and nothing else.
enum class Grade : std::uint8_t { ok, marginal, late, unknown, urgent, critical, expired, bogus };
inline constexpr std::size_t grades = 8;

/// "OK", "MARGINAL", ...
std::string_view to_text(Grade);
/// 0 for OK, MARGINAL and LATE; 4 for UNKNOWN; else 1.
int exit_code(Grade);

struct GradeTerms {
    const Timing& timing;
    std::int64_t soa_refresh = 0, soa_expire = 0;
};
Grade grade_of(const RrsetMargin&, const GradeTerms&);

/// At the apex the whole zone is lost: one grade worse when not OK. What has not expired is not
/// called so.
Grade grade_at_apex(Grade);

/// Valid, or left, for more than 180 days: whoever keeps a copy can replay it so long.
bool is_too_long(const RrsetMargin&);

/// F < SOA EXPIRE: in the normal cycle of signing, every RRset is MARGINAL for a while. Said once,
/// of the zone.
bool dips_by_design(const GradeTerms&);

}  // namespace zoneproof
