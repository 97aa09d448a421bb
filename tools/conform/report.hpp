// Report: all cells of a run, judged; every format is made from it. No clock is in it, so that the
// same run gives the same report.
#pragma once

#include "tools/conform/adapter.hpp"
#include "tools/conform/divergence.hpp"
#include "tools/conform/expectation.hpp"
#include "tools/conform/judge.hpp"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace zoneproof::conform {

struct RunReport {
    std::string tool;    // "zoneproof 0.1.0"
    std::string corpus;  // SHA-256 over all cases
    std::string isolation;
    std::vector<Implementation> implementations;
    std::vector<Expectation> cases;
    std::vector<Judged> cells;            // by implementation, then case, then subject
    std::vector<std::string> unanswered;  // "case: server name type"
};

using Counts = std::array<std::size_t, states>;

/// How many cells are in each state, by implementation and group.
std::map<std::string, std::map<std::string, Counts>> count(const RunReport&);
std::vector<std::string> groups_of(const RunReport&);

/// A cell that asks for somebody's attention: fail, error, timeout.
bool is_open(const Judged&);

std::string to_matrix(const RunReport&);
std::string to_tap(const RunReport&);
std::string to_junit(const RunReport&);
std::string to_json(const RunReport&);
std::string to_html(const RunReport&);

}  // namespace zoneproof::conform
