// Pass "nsec3": every NSEC3 chain against the hashed names of the zone (V-N3).
#pragma once

#include "parser/base/workers.hpp"
#include "parser/zone/zone.hpp"
#include "verifier/crypto/digest.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

struct Nsec3Parameters {
    std::uint8_t hash_algorithm = 1;
    std::uint16_t iterations = 0;
    std::vector<std::uint8_t> salt;
    friend bool operator==(const Nsec3Parameters&, const Nsec3Parameters&) = default;
};

/// A name the chain speaks of: one that stands in the zone, or an empty non-terminal.
struct HashedSubject {
    bool is_ent = false;
    std::uint32_t index = 0;  // NameId, or position in Zone::empty_non_terminals()
};
NameView subject_name(const Zone&, HashedSubject);

/// Bits of Nsec3Record::flags. One fault is one fact: the neighbours of a ghost, of a name without
/// its record and of a record that does not count are not next_wrong, and nothing else is said of a
/// ghost.
namespace nsec3_fact {
inline constexpr std::uint16_t owner_invalid = 1;     // V-N3-4
inline constexpr std::uint16_t next_length = 2;       // V-N3-4
inline constexpr std::uint16_t unknown_flags = 4;     // V-N3-3: counts as absent
inline constexpr std::uint16_t unknown_hash = 8;      // V-N3-3: counts as absent
inline constexpr std::uint16_t multiple = 16;         // V-N3-4: beside a better one of its set here
inline constexpr std::uint16_t next_wrong = 32;       // V-N3-11
inline constexpr std::uint16_t not_closed = 64;       // V-N3-11 at the last
inline constexpr std::uint16_t ghost = 128;           // V-N3-13: the hash of no name
inline constexpr std::uint16_t ghost_occluded = 256;  // beside ghost: the hash of an occluded name
inline constexpr std::uint16_t bitmap_missing = 512;  // V-N3-12
inline constexpr std::uint16_t bitmap_extra = 1024;   // V-N3-12
inline constexpr std::uint16_t bitmap_meta = 2048;    // V-NSEC-6
inline constexpr std::uint16_t opt_out = 4096;
/// V-N3-3: of other parameters, stands in a hole of a listed chain or is linked into it.
inline constexpr std::uint16_t fills_gap = 8192;
/// V-N3-14: of an unlisted set, its span covers an existing name.
inline constexpr std::uint16_t span_hides = 16384;
}  // namespace nsec3_fact

struct Nsec3Record {
    RecordId record;
    NameId owner;
    std::uint16_t chain;  // index into Nsec3Facts::chains
    std::uint16_t flags;
    std::uint32_t subject;  // packed; no_subject for a ghost and for what does not count
};
inline constexpr std::uint32_t no_subject = 0xFFFFFFFF;
constexpr std::uint32_t pack(HashedSubject subject) {
    return subject.index * 2 + subject.is_ent;
}
constexpr HashedSubject unpack(std::uint32_t packed) {
    return {(packed & 1) != 0, packed / 2};
}

/// Bits per subject of a chain that is judged whole.
namespace nsec3_name {
inline constexpr std::uint8_t missing = 1;      // V-N3-6: required, no record
inline constexpr std::uint8_t missing_ent = 2;  // V-N3-8
inline constexpr std::uint8_t missing_in_optout =
    4;  // V-N3-10: beside missing, with opt-out in use
inline constexpr std::uint8_t span_without_flag = 8;  // V-N3-9: insecure cut, no bit on its span
inline constexpr std::uint8_t span_mixed = 16;  // V-N3-9: no bit on the span of hash(D) itself
inline constexpr std::uint8_t collision = 32;   // V-N3-15
inline constexpr std::uint8_t no_optout_at_all = 64;  // V-N3-9: ... nor on any other record
/// Beside one of the above: a record stands there that does not count; it carries fills_gap or
/// unknown_flags, which is the cause (V-N3-3).
inline constexpr std::uint8_t explained = 128;
/// A record is due and not there.
inline constexpr std::uint8_t any_missing =
    missing | missing_ent | span_without_flag | no_optout_at_all;
}  // namespace nsec3_name

struct Nsec3Chain {
    Nsec3Parameters parameters;
    bool listed = false;  // by an NSEC3PARAM with flags 0
    /// Every name must have its record: a listed chain with records, or the largest one of a zone
    /// that has neither an NSEC3PARAM nor NSEC ("chain still checked", V-NSEC-1). Of others each
    /// record must be true (V-N3-14).
    bool judged_whole = false;
    bool hash_unknown = false;  // V-N3-2: unchecked
    /// False: not checked to the end (deadline); its facts are then no more than a part.
    bool complete = true;
    std::uint32_t records = 0;          // that count (V-N3-3)
    std::uint32_t opt_out = 0;          // of these
    std::vector<std::uint8_t> names{};  // judged whole: by NameId, nsec3_name bits; else empty
    std::vector<std::uint8_t> ents{};   // ... by position in Zone::empty_non_terminals()
};

struct Nsec3Facts {
    /// Listed ones first, then by parameters; at most 16, then `too_many_chains`.
    std::vector<Nsec3Chain> chains;
    /// By owner in canonical order, then RDATA; only those of `chains`.
    std::vector<Nsec3Record> records;
    std::uint32_t bad_params_flags = 0;  // NSEC3PARAM with flags (V-N3-2)
    bool too_many_chains = false;        // beyond the bound: unchecked
};

Nsec3Facts check_nsec3(const Zone&, Workers&);

/// The types an NSEC3 bitmap of the subject must show: the column "NSEC3" of V-NAME-15 with
/// V-N3-12. The NSEC bit, and RRSIG at an insecure cut, matter only in a zone without NSEC RRs.
std::vector<RrType> expected_nsec3_types(const Zone&, HashedSubject);

/// The hash in the label of an NSEC3 owner, RFC 5155 3.3: 32 digits of base32hex in either case.
std::optional<Nsec3Hash> hash_from_label(Octets label);

}  // namespace zoneproof
