// Known divergences: where an implementation is known to differ from a case, of what class, and
// why. Kept in corpus/divergence.json.
#pragma once

#include "tools/conform/judge.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof::conform {

struct Divergence {
    std::string implementation;
    // Shell patterns; a query is "zone" or name and type.
    std::string versions = "*", query = "*";
    std::vector<std::string> cases;
    std::string got;   // verdict, or state; empty: any
    bool sometimes{};  // whether it also passes, as what depends on load or on a race does
    std::string kind;  // the "class"
    std::string reason, reference, since, reproduce;
};

/// An Error names the entry and what is wrong with it: a class that is none, no reason, a bug
/// without a command that shows it.
Result<std::vector<Divergence>> divergences_from_json(std::string_view);

/// Marks the cells that fail as known, and those that pass although listed as fixed.
/// @param versions of the implementations, by name
void mark_known(const std::vector<Divergence>&, const std::map<std::string, std::string>& versions,
                std::vector<Judged>&);

}  // namespace zoneproof::conform
