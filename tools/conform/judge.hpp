// Judging a cell: what was said against what the case expects.
//
// The verdict is normative; then the RCODE and AD; then findings, exactly for those that are ours
// and by a table for others; last the EDE code, which differs between versions and between a first
// and a second question, so that a miss is a note.
#pragma once

#include "tools/conform/cell.hpp"
#include "tools/conform/expectation.hpp"

#include <string>

namespace zoneproof::conform {

enum class State { pass, fail, known, fixed, skip, error, timeout, note };
inline constexpr std::size_t states = 8;
std::string_view to_text(State);

struct Judged {
    std::string adapter, case_id, subject;
    State state = State::error;
    std::string want, got;
    std::string reason;      // empty when it passes
    std::string divergence;  // class and reason of the entry that knows it
    Cell cell;
};

Judged judge(const Expectation&, const Description&, const Cell&);

}  // namespace zoneproof::conform
