// The engine: one parallel walk per kind of subject; all rules of that kind are asked about one
// subject, one after the other. What comes out depends on the zone and the rules alone, not on the
// number of threads.
#pragma once

#include "rules/collector.hpp"

#include <span>
#include <vector>

namespace zoneproof {

struct Questions {
    std::span<const Rule* const> rules;
    const Plan& plan;
    const LoadedZone& loaded;
    const Context* context;  // nullptr: there is no zone
    std::span<const Moment> moments;
    std::size_t max_per_rule = 10;
};

struct Answers {
    std::vector<Finding> findings;  // in order; empty when streamed
    Counts counts;
    SeverityCounts groups;
    bool stopped = false;  // subjects were left out
};

Answers ask(const Questions&, Workers&, const FindingSink&);

/// What a diagnostic says, for the rules of family syntax: "expected timestamp".
std::string describe(const Diagnostic&);

}  // namespace zoneproof
