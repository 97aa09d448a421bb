// Chunks: a source cut into pieces that can be read in parallel (private to parser/zone).
//
// A chunk ends behind a newline, by preference one in front of a line that begins with an owner:
// most groups and blank owners then stay within one chunk. Where the cuts fall never changes the
// result, only how often a chunk is read again. A line of more than max_entry_octets is cut
// anywhere: it is a fault in any case.
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/source.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace zoneproof {

struct Chunk {
    std::unique_ptr<Block> block;
    std::uint64_t stream = 0;  // offset of its first octet in the decompressed text
    bool last = false;         // the end of the text; may be empty
};

class Chunker {
public:
    Chunker(Source& source, std::size_t octets)
        : source_(source), octets_(octets < 1 ? 1 : octets) {}

    /// The next chunk; after the last one must not be called again.
    Result<Chunk> next();
    /// Blocks go round: memory that was touched once is used again.
    void recycle(std::unique_ptr<Block>);

private:
    std::unique_ptr<Block> block_for(std::size_t octets);

    Source& source_;
    std::size_t octets_;
    std::string tail_;  // behind the last cut
    std::uint64_t stream_ = 0;
    std::mutex mutex_;
    std::vector<std::unique_ptr<Block>> spare_;
};

}  // namespace zoneproof
