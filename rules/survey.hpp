// Survey: how the RRsets that must be signed stand at one moment (V-RR), and the chain of trust.
#pragma once

#include "parser/base/workers.hpp"
#include "rules/context.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace zoneproof {

struct Survey {
    std::uint64_t valid = 0;
    std::uint64_t unsupported = 0;  // only by algorithms or keys we cannot verify
    std::uint64_t not_tried = 0;
    std::uint64_t invalid = 0;
    std::optional<Timestamp> first_expiry;  // the earliest end of an RRset's latest valid signature
};
Survey survey(const Context&, const Moment&, Workers&);

/// The chain of trust at every instant of a moment that matters; empty when pass "trust" did not
/// run.
std::vector<TrustState> trust_states(const Context&, const Moment&);

}  // namespace zoneproof
