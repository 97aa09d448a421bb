// RecordView: one record on one line, keys and signatures elided, and the columns of the field a
// finding is about.
#pragma once

#include "rules/finding.hpp"
#include "tools/excerpts.hpp"

#include <string>

namespace zoneproof {

struct RecordView {
    std::string text;        // printable, one line
    std::size_t caret = 0;   // column of the first character pointed at
    std::size_t length = 0;  // columns pointed at; 0: at nothing
};

/// Finds the RDATA token `example.field` behind owner, TTL, class and type, in any layout the
/// record is written in; for a fault of the text, the token that stands at the place.
RecordView view_record(const Excerpt&, const Example&);

}  // namespace zoneproof
