// Records: what the entries of one chunk of text say, in the order of the text (private to
// parser/zone).
//
// A chunk is read from a Context: origin, $TTL, previous owner and TTL. Chunks are read in
// parallel, each from a guess of its context; Reading::used tells which parts of the guess
// mattered, so that the guess can be judged afterwards.
#pragma once

#include "parser/base/arena.hpp"
#include "parser/base/place.hpp"
#include "parser/scan/tape.hpp"
#include "parser/zone/diagnostic.hpp"
#include "parser/zone/load.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// What came after the previous record: what a blank owner means is doubtful then.
enum class AfterOwner : std::uint8_t {
    nothing,
    origin,   // $ORIGIN, or an $INCLUDE that left the owner as it was
    include,  // an $INCLUDE of a file that ends with another owner
};

/// What an entry may inherit from those before it.
struct EntryContext {
    std::optional<Name> origin;
    std::optional<Name> owner;  // of the previous record
    std::optional<std::uint32_t> dollar_ttl;
    std::optional<std::uint32_t> last_ttl;  // of the previous record
    std::uint64_t generated = 0;            // records from $GENERATE so far
    AfterOwner after_owner = AfterOwner::nothing;
    bool in_line = false;  // the text begins inside an over-long line
};

/// Bits of Reading::used and Reading::set.
namespace used {
inline constexpr unsigned origin = 1, owner = 2, dollar_ttl = 4, last_ttl = 8, generated = 16;
}  // namespace used

/// Equal in every octet, or both absent.
bool same(const std::optional<Name>&, const std::optional<Name>&);
/// Whether reading from `guess` gave what reading from `actual` would have given.
bool agree(const EntryContext& guess, const EntryContext& actual, unsigned used);
/// The context behind a piece that was read from a guess: what it has not set is as it was before.
EntryContext behind(const EntryContext& actual, const EntryContext& end, unsigned set);

struct RawRecord {
    Handle rdata;  // sized RDATA; for an RRSIG the index into Reading::signatures
    std::uint32_t ttl;
    std::uint32_t offset;  // into the chunk
    RrType type;
    std::uint16_t folded;  // down-casing changed its RDATA
};
static_assert(sizeof(RawRecord) == 16);

struct RawSignature {
    Handle value, signer;
    std::uint32_t original_ttl, expiration, inception;
    std::uint16_t key_tag;
    RrType type_covered;
    std::uint8_t algorithm, labels, signer_length, signer_folded;
};
static_assert(sizeof(RawSignature) == 28);

/// Records that follow each other under one owner.
struct OwnerRun {
    Handle owner;
    std::uint32_t first_record;
    std::uint8_t length;
};

struct RawExclusion {
    std::uint32_t offset;
    Handle owner;
    std::uint8_t owner_length;
    ExclusionReason reason;
    RrType type;
};

struct IncludeRequest {
    std::string path;
    std::optional<Name> origin;
    Place place;
};

/// One piece of text, read. It moves, whole or not at all: a vector of them would copy every record
/// each time it grows.
struct Reading {
    Reading() = default;
    Reading(Reading&&) noexcept = default;
    Reading& operator=(Reading&&) noexcept = default;

    std::vector<OwnerRun> runs;
    std::vector<RawRecord> records;
    std::vector<RawSignature> signatures;
    std::vector<RawExclusion> exclusions;
    Diagnostics diagnostics;
    bool no_origin = false;  // a relative name could not be completed

    EntryContext end;                       // the context behind the piece
    unsigned used = 0;                      // parts of the context it was read from that mattered
    unsigned set = 0;                       // parts of `end` that the piece itself has set
    std::optional<IncludeRequest> include;  // reading stopped at it
    std::uint32_t stopped_at =
        0;  // offset behind the $INCLUDE, or of an entry whose group is still open
    bool open = false;
    bool open_at_end = false;

    std::uint16_t file = 0;             // of the places
    std::uint64_t stream = 0;           // offset of the piece in that file
    std::vector<std::uint32_t> blocks;  // of the arena, given back when the reading is thrown away
    double scan_seconds = 0, parse_seconds = 0;

    Place place(std::uint32_t offset) const { return {file, stream + offset}; }
    std::size_t end_of_run(std::size_t run) const {
        return run + 1 < runs.size() ? runs[run + 1].first_record : records.size();
    }
};

struct PieceOfText {
    const char* text;  // padded by Block::padding on both sides
    std::uint32_t size;
    std::uint32_t from;  // first octet to read
    bool last;           // nothing follows in this file
    std::uint16_t file;
    std::uint64_t stream;  // offset of text[0] in the file
};

struct ReadOptions {
    std::optional<std::uint32_t> default_ttl;
    std::uint64_t max_generated;
    std::size_t keep_diagnostics;
    Scan scan;
    bool measure;
};

/// Reads a piece of text from a context. Never fails: faults are diagnostics.
Reading read_records(const PieceOfText&, const EntryContext&, const ReadOptions&, Arena&);

}  // namespace zoneproof
