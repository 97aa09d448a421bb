// load(): a zone file, or several zones' worth of hostile octets, to a Zone and what was wrong with
// the text.
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/source.hpp"
#include "parser/base/workers.hpp"
#include "parser/zone/diagnostic.hpp"
#include "parser/zone/zone.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

struct LoadOptions {
    std::optional<Name> origin;  // --origin; else the owner of the SOA
    std::optional<std::uint32_t>
        default_ttl;          // --default-ttl, for records without TTL before any $TTL
    std::string include_dir;  // what $INCLUDE may open; empty: the folder of the zone file
    unsigned max_include_depth = 8;
    std::uint64_t max_generated = 1'000'000;  // records from all $GENERATE together
    std::size_t max_memory = Arena::reach;
    std::size_t keep_diagnostics = 10;  // examples per code; 0: all
    std::size_t chunk_octets = std::size_t{4}
                               << 20;  // tests cut elsewhere: the result never depends on it
    Source::Options source;
};

/// Reasons why a zone is unreadable (exit 3), beside Errors of the file itself.
enum class Unreadable : std::uint8_t {
    no_soa,
    other_soa,    // the SOA is not that of --origin
    no_origin,    // a relative owner and no origin: exit 2 with the hint to give --origin
    open_at_end,  // the text ends inside parentheses, quotes or an entry
    include_refused,
    include_missing,
    source_failed,  // damaged, too large, or it changed while it was read; see
                    // LoadedZone::source_error
};

/// Seconds of CPU time per stage, summed over threads; zero unless measured.
struct LoadTimings {
    double read = 0, scan = 0, parse = 0, build = 0;
};

/// A file of the run, by Place::file.
struct InputFile {
    std::string path;
    std::uint64_t octets = 0;
    std::string sha256;  // with Source::Options::digest
};

struct LoadedZone {
    std::optional<Zone> zone;  // none when there is no SOA to make one of
    Diagnostics diagnostics;
    std::vector<Unreadable> unreadable;  // empty: the text was read to its end
    std::string source_error;
    std::vector<InputFile> files;
    LoadTimings timings;
};

/// Watched by whoever draws a progress bar; never read here.
struct Progress {
    std::atomic<const char*> pass{nullptr};
    std::atomic<std::uint64_t> done{0}, total{0};  // octets or items, as the pass counts
};

/// Reads the whole source. Faults of the text are in the LoadedZone; an Error is for what stopped
/// us before or beside the text: --max-memory (memory_limit), the stop flag of `workers`
/// (deadline). The result depends on the octets and the options alone, not on the number of workers
/// or the size of chunks.
Result<LoadedZone> load(Source&, const LoadOptions&, Workers&, Progress* = nullptr,
                        bool measure = false);

}  // namespace zoneproof
