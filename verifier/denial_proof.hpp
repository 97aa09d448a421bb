// What a few NSEC or NSEC3 records prove about one question: RFC 4035 5.4, RFC 5155 8, RFC 6840 4.
//
// The passes judge whole chains; a response carries two or three records of one. That they are
// validly signed by the zone is for the caller to know.
#pragma once

#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"

#include <cstdint>
#include <span>

namespace zoneproof {

/// One record and a name.
enum class SpanRelation : std::uint8_t {
    matches,
    covers,  // the name lies strictly between the owner and the next one
    none,    // it says nothing, or counts as absent (V-N3-3, V-N3-4)
};
/// RDATA here and below is well formed: check_rdata() accepts it.
SpanRelation nsec_relation(NameView zone, NameView owner, Octets rdata, NameView target);
/// The name is hashed with the record's own parameters.
SpanRelation nsec3_relation(NameView zone, NameView owner, Octets rdata, NameView target);

struct DenialRecord {
    NameView owner;
    RrType type;  // NSEC or NSEC3; others are passed over
    Octets rdata;
    unsigned labels;  // the Labels field of its RRSIG: one that is expanded from a wildcard proves
                      // nothing
};

enum class DenialClaim : std::uint8_t {
    no_name,          // RFC 5155 8.4
    no_data,          // at the name itself, at a wildcard or an empty non-terminal: 8.5 to 8.7
    wildcard_answer,  // the answer is expanded from a wildcard rightly: 8.8
    no_ds,            // an insecure delegation: 8.9
};

struct DenialQuestion {
    NameView zone, name;
    RrType type;
    DenialClaim claim;
    unsigned labels = 0;  // wildcard_answer: the Labels field of the answer's RRSIG
};

enum class DenialVerdict : std::uint8_t {
    proved,
    proved_insecure,  // by a span with Opt-Out: no AD bit, RFC 5155 9.2
    not_proved,
};
DenialVerdict judge_denial(const DenialQuestion&, std::span<const DenialRecord>);

}  // namespace zoneproof
