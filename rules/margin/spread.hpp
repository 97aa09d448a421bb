// Spread: how evenly a zone's signatures begin and end, without regard to the clock. A signer that
// renews a share of them every day spreads them; one that signs all at once makes a cliff, and a
// name it forgot stands out.
#pragma once

#include "parser/base/time.hpp"
#include "parser/base/workers.hpp"
#include "rules/margin/census.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace zoneproof {

struct Context;

/// Of the signature of each RRset that ends last. Moments are seconds from `reference`, in serial
/// arithmetic.
struct Spread {
    std::uint64_t rrsets = 0;     // with a sound signature
    std::uint32_t reference = 0;  // the expiration of the first of them
    std::uint64_t inceptions = 0, expirations = 0, validities = 0;  // distinct ones
    Census::Row mode;                                               // the most frequent expiration
    Census::Row cliff;                                              // the hour in which most end
    std::int64_t p5 = 0, p50 = 0, p95 = 0;                          // percentiles of expirations
    std::int64_t inception_p5 = 0;
    double entropy = 0;  // of expirations, in bits
    std::int64_t median_validity = 0;
    /// Validity periods that lie more than a day apart are different classes: a configuration that
    /// was changed, or several signers. The first eight, and how many there are.
    std::vector<std::int64_t> classes;
    std::uint64_t class_count = 0;
    /// Signatures that end before this one, begun before most others: a name the signer forgot. Not
    /// set where they are more than one in a hundred, or there are less than a hundred in all.
    std::optional<std::int64_t> forgotten_before;

    /// Seconds from the reference, and back to the moment nearest to another one.
    std::int64_t of(std::uint32_t time) const { return serial_distance(reference, time); }
    Timestamp moment(std::int64_t seconds_from_reference, Timestamp near) const {
        return nearest(reference + static_cast<std::uint32_t>(seconds_from_reference), near);
    }
};

/// Nothing of a zone that is not signed, or of which the workers left something out.
Spread find_spread(const Context&, Workers&);

/// Whether the zone is large enough for a cliff to matter, and has one: more than half end within
/// an hour, or 90 of 100 within half the jitter that was asked for.
bool has_cliff(const Spread&, std::int64_t jitter);

}  // namespace zoneproof
