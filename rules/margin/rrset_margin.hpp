// How long an RRset remains valid if nobody signs again.
//
//     usable(r)  the signatures that verify by a published key that is not revoked, and have begun
//     E(r)       when the last of them ends; where the DS RRset names several algorithms, the
//                earliest of their last ends, for a validator may demand any of them
//     M(r)       E(r) less the moment at which it is asked
//     V(r)       the validity period of the signature that ends at E(r)
//
// Times of RRSIGs are 32 bits and mean the moment nearest to the one that is asked about (RFC 4034
// 3.1.5, RFC 1982); here they are 64 bits, and nothing wraps in 2038 or 2106.
#pragma once

#include "rules/context.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace zoneproof {

enum class MarginState : std::uint8_t {
    in_time,
    ended,      // the last usable signature
    not_begun,  // sound signatures, none of which has begun; of an algorithm of the DS RRset
    broken,     // no signature that verifies, whatever the clock says
    unknown,    // by unsupported algorithms only, or not tried
};

/// The soundness of signatures is no matter of time; when they are valid is this.
struct ValidityPeriod {
    std::int64_t begins, ends;  // seconds since 1970
    std::uint32_t original_ttl;
    std::uint8_t algorithm;
};

struct RrsetMargin {
    MarginState state = MarginState::unknown;
    // Of in_time, ended and not_begun:
    std::int64_t ends = 0;      // E(r)
    std::int64_t left = 0;      // M(r); never above 0 unless in_time
    std::int64_t validity = 0;  // V(r)
    std::int64_t ttl = 0;       // what caches hold it for: no longer than the original TTL
};

/// E(r) and M(r) of sound signatures at a moment. @param algorithms those of the DS RRset; none:
/// any signature will do, as it will where no signature is of one of them (RFC 6840 5.11).
RrsetMargin margin_at(std::span<const ValidityPeriod>, std::uint32_t ttl,
                      std::span<const std::uint8_t> algorithms, Timestamp at);

/// One RRset at a moment, or over a range of them.
struct MomentMargin {
    RrsetMargin margin;  // at the end of the range, or at the gap where it is not valid in between
    RrsetMargin worst;   // the least that is left at any second of it
    bool undefined = false;  // a time exactly 2^31 seconds away, which is neither past nor future
};
class MarginReader {
public:
    MarginReader(const Context& context, const Moment& moment,
                 std::span<const std::uint8_t> algorithms)
        : context_(context), moment_(moment), algorithms_(algorithms) {}

    MomentMargin operator()(const Rrset&);

private:
    bool collect(const Rrset&);
    MarginState without_sound(const Rrset&) const;

    const Context& context_;
    Moment moment_;
    std::span<const std::uint8_t> algorithms_;
    std::vector<ValidityPeriod> periods_;  // of one RRset after the other
};

/// The algorithms of the DS records that count at a moment.
std::vector<std::uint8_t> ds_algorithms(const Context&, Timestamp at);

}  // namespace zoneproof
