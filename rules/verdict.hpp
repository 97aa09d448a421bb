// What findings and evidence come to (V-VER): the steps of check() behind the engine.
#pragma once

#include "rules/engine.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <vector>

namespace zoneproof {

/// RRsets that must be signed, at one moment (V-RR).
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

/// What was not checked, per cause (V-VER-3), from the evidence and from what the rules themselves
/// could not judge.
std::vector<Unchecked> find_unchecked(const Questions&, const Answers&, const std::vector<Survey>&,
                                      const Policy&);

/// Why the text could not be read as a zone, and which demand is not met.
std::vector<Reason> find_reasons(const LoadedZone&, bool demand_unmet);

/// What is said of the zone itself: its name, counts, denial, chain.
void describe_zone(const Context&, Summary&);

/// What is missing from a proof at a moment, empty when nothing is: rules/proof.hpp.
using MissingFromProof = std::function<std::string_view(const Moment&)>;

/// Verdict words, per moment and over all; trust, duty, outcome; the exit code. `unchecked` is
/// filled already.
void give_verdict(const Questions&, const Answers&, const std::vector<Survey>&, const Selection&,
                  const Policy&, const MissingFromProof&, Summary&);

}  // namespace zoneproof
