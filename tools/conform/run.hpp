// A run: every case asked of every implementation. Each case has a process of its own, in a
// network of its own; what it found is a file, so a run that was stopped goes on where it was.
#pragma once

#include "tools/conform/adapter.hpp"
#include "tools/conform/cell.hpp"
#include "tools/conform/expectation.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace zoneproof::conform {

struct RunOptions {
    std::filesystem::path out;  // results are kept below it
    bool per_query = false;     // a fresh process per query, not per case
    unsigned jobs = 1;
    std::string bind;  // "127.0.0.1:5300": a carrier there, and no namespace
    std::string shim;  // the clock shim; empty: none
    std::chrono::seconds timeout{20};
    /// Called after each case.
    std::function<void(std::size_t done, std::size_t all)> progress;
};

/// Results of all, in the order of the cases and then of the implementations. What went wrong is a
/// cell, never an end of the run.
std::vector<CaseResult> run_cases(const std::vector<Expectation>&,
                                  const std::vector<Implementation>&, const RunOptions&);

/// SHA-256 of the files of a case and of the words that follow.
std::string digest_of(const Expectation&, const std::string& words);

/// Where the result of one is kept.
std::filesystem::path result_path(const RunOptions&, const Expectation&, const Implementation&);

/// Asks all of `pending` about one case and writes their results; in a process of its own.
void work_on(const Expectation&, const std::vector<const Implementation*>& pending,
             const std::vector<std::string>& keys, const RunOptions&);

/// Cells that all say the same, for what was never asked.
CaseResult same_for_all(const Expectation&, const Implementation&, Cell::Got, std::string reason);
bool write_result(const std::filesystem::path&, const CaseResult&);

}  // namespace zoneproof::conform
