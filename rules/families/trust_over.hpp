// Trust in the DNSKEY RRset at a moment that may be a range: the parent's DS, or the keys by
// themselves (V-DS-6, V-DS-10).
#pragma once

#include "rules/context.hpp"

namespace zoneproof {

struct TrustAt {
    TrustState state;
    Timestamp when;
};

/// The worst state in `now`, and when it first holds: failures before what cannot be told, before
/// success.
TrustAt trust_over(const Context&, const Moment& now, const ParentDs&, std::span<const DsFact>);

/// By the DS set that was given; call it only where one was.
TrustAt trust_of_parent(const Context&, const Moment& now);

/// As if no DS had been given (V-DS-8: judged too where no DS is usable).
TrustAt trust_of_itself(const Context&, const Moment& now);

/// Whether some DS given takes part in the chain, so that it decides and nothing is guessed
/// (V-DS-12).
bool parent_decides(const Context&);

}  // namespace zoneproof
