// load(): chunks are read in parallel, each from a guess of its context, and stitched together in
// order.
//
// A guess is wrong when a directive, a record without owner or TTL, or an open group stands between
// where it was made and where the chunk begins, and the chunk depends on that: it is then read once
// more from what really holds. An $INCLUDE is read where it stands, before the rest of its chunk.
#include "parser/zone/load.hpp"

#include "parser/base/clock.hpp"
#include "parser/base/handover.hpp"
#include "parser/zone/build.hpp"
#include "parser/zone/chunks.hpp"
#include "parser/zone/entries.hpp"
#include "parser/zone/includes.hpp"
#include "parser/zone/records.hpp"

#include <oneapi/tbb/parallel_pipeline.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <iterator>
#include <memory>
#include <mutex>

namespace zoneproof {
namespace {

/// "4 GiB": in the largest unit that says it exactly.
std::string size_to_text(std::uint64_t octets) {
    constexpr const char* units[] = {" octets", " KiB", " MiB", " GiB", " TiB"};
    std::size_t unit = 0;
    for (; octets != 0 && octets % 1024 == 0 && unit + 1 < std::size(units); ++unit) octets /= 1024;
    return std::to_string(octets) + units[unit];
}

struct Stopped {};  // the stop flag of the workers is set

/// Reads one file and what it includes.
class Loader {
public:
    Loader(const LoadOptions& options, Workers& workers, Arena& arena, LoadedZone& loaded,
           Progress* progress, bool measure)
        : options_(options), workers_(workers), arena_(arena), loaded_(loaded), progress_(progress),
          measure_(measure), read_options_{options.default_ttl, options.max_generated,
                                           options.keep_diagnostics, fastest_scan(), measure} {}

    void read_zone(Source& source) {
        root_ = options_.include_dir.empty() ? folder_of(source.name()) : options_.include_dir;
        std::error_code error;
        const auto path = std::filesystem::canonical(source.name(), error);
        open_files_.push_back(error ? source.name() : path.string());
        if (options_.origin) context_.origin = *options_.origin;
        read_file(source);
    }

    std::vector<Reading>& readings() { return readings_; }

private:
    struct Item {
        Chunk chunk;
        EntryContext guess;
        Reading reading;
    };
    /// One file being read: what is left of a chunk whose last group is open.
    struct File {
        Source& source;
        Chunker chunker;
        std::uint16_t number;
        std::string rest;
        std::uint64_t rest_stream = 0;
        bool has_rest = false;
        bool ended = false;
    };

    void read_file(Source& source);
    using ItemPtr = std::shared_ptr<Item>;  // copyable, as the stages of a pipeline want it
    ItemPtr next_item(File&);
    void parse(const File&, Item&) const;
    void stitch(File&, Item&);
    void accept(File&, const PieceOfText&, Reading);
    void include(const IncludeRequest&, const std::string& including);
    void refuse(Unreadable, const IncludeRequest&);
    void unreadable(Unreadable why) {
        auto& all = loaded_.unreadable;
        if (std::find(all.begin(), all.end(), why) == all.end()) all.push_back(why);
    }
    void check_limits();

    const LoadOptions& options_;
    Workers& workers_;
    Arena& arena_;
    LoadedZone& loaded_;
    Progress* progress_;
    bool measure_;
    ReadOptions read_options_;
    std::string root_;
    std::vector<std::string> open_files_;
    /// Of what both the reading and the stitching stage touch: context_, from which the first one
    /// guesses, and in loaded_ the reasons why there is no zone and the time spent reading.
    std::mutex shared_mutex_;
    EntryContext context_;
    std::vector<Reading> readings_;
    std::size_t raw_octets_ = 0;
};

void Loader::read_file(Source& source) {
    File file{source,
              Chunker(source, options_.chunk_octets),
              static_cast<std::uint16_t>(loaded_.files.size()),
              {}};
    loaded_.files.push_back({source.name(), 0, {}});

    const auto in_parallel = [&](ItemPtr item) {
        if (!item) return item;
        const Turn turn(item.get());
        parse(file, *item);
        return item;
    };
    const auto in_order = [&](const ItemPtr& item) {
        if (!item) return;
        const Turn turn(item.get()), in_stage(&file.rest);
        stitch(file, *item);
        file.chunker.recycle(std::move(item->chunk.block));
    };
    in_order(in_parallel(
        next_item(file)));  // before any guess is made: the first chunk holds the directives
    if (workers_.count() == 1) {
        while (!file.ended) in_order(in_parallel(next_item(file)));
    } else if (!file.ended) {
        using namespace oneapi::tbb;
        const auto read = [&](flow_control& control) -> ItemPtr {
            const Turn turn(&file.chunker);
            ItemPtr item = file.ended ? nullptr : next_item(file);
            if (!item) return control.stop(), nullptr;
            hand_over(item.get());
            return item;
        };
        hand_over(&file.chunker);
        hand_over(&file.rest);
        workers_.arena().execute([&] {
            parallel_pipeline(
                workers_.count() + 2,
                make_filter<void, ItemPtr>(filter_mode::serial_in_order, read) &
                    make_filter<ItemPtr, ItemPtr>(filter_mode::parallel, in_parallel) &
                    make_filter<ItemPtr, void>(filter_mode::serial_in_order, in_order));
        });
        take_over(&file.rest);
        take_over(&file.chunker);
    }
    loaded_.files[file.number].octets = source.octets_read();
    loaded_.files[file.number].sha256 = source.sha256();
}

Loader::ItemPtr Loader::next_item(File& file) {
    if (workers_.stopped()) throw Stopped{};
    const double before = measure_ ? thread_seconds() : 0;
    auto chunk = file.chunker.next();
    const double spent = measure_ ? thread_seconds() - before : 0;
    // An included file is read by the stitching stage, while this one may be read on.
    const std::lock_guard lock(shared_mutex_);
    loaded_.timings.read += spent;
    if (!chunk) {
        file.ended = true;
        unreadable(Unreadable::source_failed);
        loaded_.source_error = chunk.error().text;
        return nullptr;
    }
    auto item = std::make_shared<Item>();
    item->chunk = std::move(*chunk);
    file.ended = item->chunk.last;
    if (progress_ != nullptr && file.number == 0) {
        progress_->total = file.source.octets_expected();
        progress_->done = file.source.octets_consumed();
    }
    item->guess = context_;
    return item;
}

void Loader::parse(const File& file, Item& item) const {
    const Block& block = *item.chunk.block;
    const PieceOfText piece{
        block.data(),     static_cast<std::uint32_t>(block.size()), 0, item.chunk.last, file.number,
        item.chunk.stream};
    item.reading = read_records(piece, item.guess, read_options_, arena_);
}

void Loader::stitch(File& file, Item& item) {
    const Block& block = *item.chunk.block;
    PieceOfText piece{
        block.data(),     static_cast<std::uint32_t>(block.size()), 0, item.chunk.last, file.number,
        item.chunk.stream};
    if (!file.has_rest) {
        if (agree(item.guess, context_, item.reading.used))
            return accept(file, piece, std::move(item.reading));
        arena_.give_back(item.reading.blocks);
        return accept(file, piece, read_records(piece, context_, read_options_, arena_));
    }
    arena_.give_back(item.reading.blocks);
    Block joined(file.rest.size() + block.size());
    std::memcpy(joined.data(), file.rest.data(), file.rest.size());
    std::memcpy(joined.data() + file.rest.size(), block.data(), block.size());
    joined.resize(file.rest.size() + block.size());
    piece.text = joined.data();
    piece.size = static_cast<std::uint32_t>(joined.size());
    piece.stream = file.rest_stream;
    file.has_rest = false;
    accept(file, piece, read_records(piece, context_, read_options_, arena_));
}

void Loader::accept(File& file, const PieceOfText& piece, Reading reading) {
    for (;;) {
        loaded_.diagnostics.append(reading.diagnostics);
        reading.diagnostics.clear();
        loaded_.timings.scan += reading.scan_seconds;
        loaded_.timings.parse += reading.parse_seconds;
        {
            const std::lock_guard lock(shared_mutex_);
            if (reading.no_origin) unreadable(Unreadable::no_origin);
            if (reading.open_at_end) unreadable(Unreadable::open_at_end);
            context_ = behind(context_, reading.end, reading.set);
        }
        if (reading.open) {
            file.rest.assign(piece.text + reading.stopped_at, piece.size - reading.stopped_at);
            file.rest_stream = piece.stream + reading.stopped_at;
            file.has_rest = true;
        }
        const auto request = std::move(reading.include);
        PieceOfText rest = piece;
        rest.from = reading.stopped_at;
        raw_octets_ += reading.records.size() * sizeof(RawRecord) +
                       reading.signatures.size() * sizeof(RawSignature) +
                       reading.runs.size() * sizeof(OwnerRun) +
                       reading.exclusions.size() * sizeof(RawExclusion);
        readings_.push_back(std::move(reading));
        check_limits();
        if (!request) return;
        include(*request, loaded_.files[file.number].path);
        reading = read_records(rest, context_, read_options_, arena_);
    }
}

void Loader::include(const IncludeRequest& request, const std::string& including) {
    if (open_files_.size() > options_.max_include_depth || loaded_.files.size() >= 65535)
        return refuse(Unreadable::include_refused, request);
    const auto resolved = resolve_include(request.path, root_, including, open_files_);
    if (const auto* const why = std::get_if<Unreadable>(&resolved)) return refuse(*why, request);
    const std::string& path = std::get<std::string>(resolved);
    auto source = Source::open(path, options_.source);
    if (!source) return refuse(Unreadable::include_missing, request);

    const EntryContext before = context_;
    if (request.origin) {
        const std::lock_guard lock(shared_mutex_);
        context_.origin = *request.origin;
    }
    open_files_.push_back(path);
    read_file(*source);
    open_files_.pop_back();
    // Origin and owner are those of before, $TTL stays: what BIND does; docs/FORMAT.md says why.
    const std::lock_guard lock(shared_mutex_);
    context_.origin = before.origin;
    // NSD and PowerDNS do not bring the owner back.
    context_.after_owner =
        std::max(context_.after_owner,
                 same(context_.owner, before.owner) ? AfterOwner::origin : AfterOwner::include);
    context_.owner = before.owner;
    context_.in_line = before.in_line;
}

void Loader::refuse(Unreadable why, const IncludeRequest& request) {
    {
        const std::lock_guard lock(shared_mutex_);
        unreadable(why);
    }
    const auto code = why == Unreadable::include_missing ? DiagnosticCode::include_missing
                                                         : DiagnosticCode::include_refused;
    Diagnostics found(options_.keep_diagnostics);
    found.add({.place = request.place,
               .length = static_cast<std::uint32_t>(request.path.size()),
               .code = code});
    loaded_.diagnostics.append(found);
}

// Building adds about as much as the raw records take, before they are freed.
void Loader::check_limits() {
    const std::size_t in_flight = (workers_.count() + 2) * options_.chunk_octets;
    if (arena_.size() + 2 * raw_octets_ + in_flight > options_.max_memory)
        throw ArenaFull{options_.max_memory};
}

}  // namespace

Result<LoadedZone> load(Source& source, const LoadOptions& options, Workers& workers,
                        Progress* progress, bool measure) {
    LoadedZone loaded;
    loaded.diagnostics = Diagnostics(options.keep_diagnostics);
    try {
        auto arena = std::make_unique<Arena>(options.max_memory);
        Loader loader(options, workers, *arena, loaded, progress, measure);
        loader.read_zone(source);

        const double before = measure ? process_seconds() : 0;
        Built built =
            build_zone(std::move(arena), std::move(loader.readings()), options.origin, workers);
        if (measure) loaded.timings.build = process_seconds() - before;
        if (built.too_many_records)
            return Error{ErrorCode::memory_limit,
                         "an RRset of more than 65,535 records or signatures"};
        if (built.zone)
            loaded.zone.emplace(std::move(*built.zone));
        else
            loaded.unreadable.push_back(built.other_soa ? Unreadable::other_soa
                                                        : Unreadable::no_soa);
    } catch (const ArenaFull& full) {
        return Error{ErrorCode::memory_limit,
                     "the zone needs more memory than the limit of " + size_to_text(full.limit)};
    } catch (const Stopped&) {
        return Error{ErrorCode::deadline, "the deadline passed while the zone was read"};
    }
    return loaded;
}

}  // namespace zoneproof
