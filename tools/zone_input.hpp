// A zone file, read and verified with the parent's DS: what commands beside check begin with.
#pragma once

#include "parser/zone/load.hpp"
#include "parser/zone/parent.hpp"
#include "verifier/verify.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

struct ZoneInput {
    std::string file;  // "-": standard input
    LoadOptions load;
    std::vector<std::string> ds_files;
    bool progress = true;
    unsigned jobs = 1;
    std::optional<std::int64_t> deadline;  // seconds
};

struct VerifiedZone {
    LoadedZone loaded;  // with a zone
    ParentDs parent;
    Evidence evidence;
    bool cut_short = false;  // by the deadline

    const Zone& zone() const { return *loaded.zone; }
    /// Lines that did not become records: what they said is not judged.
    bool incomplete() const { return loaded.diagnostics.lost_records() || cut_short; }
};

/// An Error (unreadable) too for a text that does not reach its end or holds no zone.
Result<VerifiedZone> verify_zone_file(const ZoneInput&, unsigned passes);

/// "Exit codes": 2 usage, 3 unreadable, 4 for what a bound has stopped. Says what is wrong.
int stop_with(const Error&);

}  // namespace zoneproof
