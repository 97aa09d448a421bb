// Pass "nsec": the NSEC chain against the names of the zone, and each bitmap against the types
// there (V-NSEC).
#pragma once

#include "parser/base/workers.hpp"
#include "parser/zone/zone.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

/// What the records of the zone say about which denial its servers use: the table of V-NSEC-1.
struct DenialUse {
    bool any_nsec = false, any_nsec3 = false;  // non-occluded
    bool any_nsec3param = false;  // at the apex: elsewhere it means nothing (V-NAME-13)
    bool occluded_nsec = false;   // an NSEC where none can count (V-NAME-16)
    bool listed_nsec3 = false;    // an apex NSEC3PARAM with flags 0; others list nothing (V-N3-2)
    bool nsec_in_use = false;     // NSEC must be complete
    bool nsec3_in_use = false;    // each listed chain must be complete
    bool none() const { return !any_nsec && !any_nsec3 && !listed_nsec3; }
};
DenialUse denial_use(const Zone&);
/// The same on all workers; never cut short by their stop flag.
DenialUse denial_use(const Zone&, Workers&);

/// Bits of NsecFacts::names.
namespace nsec_fact {
inline constexpr std::uint16_t missing = 1;      // V-NSEC-2: should own one, where NSEC is in use
inline constexpr std::uint16_t extra = 2;        // V-NSEC-2: owns one and should not
inline constexpr std::uint16_t multiple = 4;     // V-NSEC-3
inline constexpr std::uint16_t next_wrong = 8;   // V-NSEC-4, V-NSEC-8 for a chain not in use
inline constexpr std::uint16_t not_closed = 16;  // V-NSEC-4 at the last owner
inline constexpr std::uint16_t next_out_of_zone = 32;
inline constexpr std::uint16_t bitmap_missing = 64;      // V-NSEC-5: a type that is there
inline constexpr std::uint16_t bitmap_extra = 128;       // V-NSEC-5: a type that is not
inline constexpr std::uint16_t bitmap_delegation = 256;  // V-NSEC-5: NS, SOA or DS, at a cut
inline constexpr std::uint16_t bitmap_own = 512;         // V-NSEC-5: NSEC or RRSIG bit clear
inline constexpr std::uint16_t bitmap_meta = 1024;       // V-NSEC-6
inline constexpr std::uint16_t next_case = 2048;         // V-NSEC-4: upper case in the next name
/// V-NSEC-9: \000.owner and white lies, beside the fact that says what they break.
inline constexpr std::uint16_t minimal = 4096;
}  // namespace nsec_fact

struct NsecFacts {
    DenialUse use;
    std::vector<std::uint16_t> names;  // by NameId; empty when the zone holds no NSEC
    std::uint32_t records = 0;         // NSEC RRs, occluded ones included
    std::uint32_t required = 0;  // names that must own one (V-NSEC-2); 0 when `names` is empty
    bool complete = true;        // false: the deadline left names out
};

/// One fault is one fact: a name without its NSEC is `missing`, whether or not the chain was linked
/// around it; a name with one too many is `extra` and nothing else; in both cases its neighbours
/// are not `next_wrong`. Of several NSEC at an owner the one with the fewest faults is judged,
/// beside `multiple`.
NsecFacts check_nsec(const Zone&, Workers&);

/// The types the bitmap of an owner must show: the column "NSEC" of V-NAME-15.
std::vector<RrType> expected_nsec_types(const Zone&, NameId);
/// Whether a name must own an NSEC (V-NSEC-2).
bool needs_nsec(const Zone&, NameId);

}  // namespace zoneproof
