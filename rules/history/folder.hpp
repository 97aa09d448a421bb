// The folder of a history: two files that only ever grow, one line a record.
//
// A line is written by one call under a lock, with a number and a checksum, and is on the disk
// before the command ends. A crash can tear the last line and no other: the next record begins on a
// line of its own, and reading names what was lost.
#pragma once

#include "rules/history/history.hpp"

#include <string>

namespace zoneproof {

struct Recorded {
    bool version = false;  // false: the last version of the folder is this one already
    bool ds = false;       // false: as the last one of the folder
    /// What is worth a word: the version is older than the last one, the last line is torn.
    std::vector<std::string> remarks;
};

/// Appends a version, and a DS RRset where it is another than the last one; makes the folder if
/// needed. An Error is usage where the folder belongs to another zone, else that it cannot be
/// written: what was there before is there still.
Result<Recorded> append_history(const std::string& folder, NameView zone, const Version&,
                                const std::optional<DsVersion>&);

}  // namespace zoneproof
