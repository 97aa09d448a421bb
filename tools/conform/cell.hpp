// Cell: what one implementation said about one subject of a case, its zone or one query, before it
// is compared; and the file that a run keeps it in.
#pragma once

#include "tools/conform/protocol.hpp"

#include <string>
#include <vector>

namespace zoneproof::conform {

struct Cell {
    enum class Got { verdict, skip, error, timeout };

    std::string subject;  // "zone", or "www.x.example. A"
    Got got = Got::error;
    std::string reason;  // unless it is a verdict
    std::string verdict, rcode;
    bool has_ad = false, ad = false;
    std::vector<ExtendedError> ede;
    std::vector<Finding> findings;
    int exit = 0;
    unsigned milliseconds = 0;
    std::string text;
};

struct CaseResult {
    std::string adapter, case_id;
    std::string key;  // of all it depends on: another key, and it is asked again
    std::vector<Cell> cells;
    std::vector<std::string> unanswered;  // questions nothing was stored for
    std::string log;                      // the adapter's standard error, its end
};

std::string to_json(const CaseResult&);
Result<CaseResult> case_result_from_json(std::string_view);

std::string_view to_text(Cell::Got);

}  // namespace zoneproof::conform
