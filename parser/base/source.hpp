// Source: the text of one file as owned, padded blocks.
//
// Never a map of the file: a file rewritten while it is read must not become memory unsafety, pipes
// and compressed files have no map, and resident text would break the memory bars. Nothing above
// parser/base sees whether the text was plain, gzip, zstd or standard input. What was read is what
// is proven: sha256() is of exactly those octets.
#pragma once

#include "parser/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// Text with `padding` readable octets in front of and behind it, so that vector code may look past
/// both ends.
class Block {
public:
    static constexpr std::size_t padding = 64;

    explicit Block(std::size_t capacity);

    char* data() { return memory_.get() + padding; }
    const char* data() const { return memory_.get() + padding; }
    std::size_t size() const { return size_; }
    std::size_t capacity() const { return capacity_; }
    std::string_view text() const { return {data(), size_}; }
    /// Sets the size and fills the padding behind the text with newlines.
    void resize(std::size_t size);

private:
    std::unique_ptr<char[]> memory_;
    std::size_t capacity_;
    std::size_t size_ = 0;
};

class Source {
public:
    struct Options {
        std::uint64_t max_octets = std::uint64_t{1}
                                   << 40;    // of decompressed text; beyond it: unreadable
        std::uint64_t max_inflation = 2000;  // decompressed : compressed, once 64 MiB came out
        bool digest = false;                 // compute sha256()
    };

    /// Opens a file, or standard input for "-" (of which an unlinked temporary copy is kept for
    /// excerpts). The format is told by the first octets, not by the name.
    static Result<Source> open(const std::string& path, const Options&);
    /// Text already in memory: tests and fuzzers.
    static Source from_text(std::string text, std::string name = "text");

    Source(Source&&) noexcept;
    Source& operator=(Source&&) noexcept;
    ~Source();

    const std::string& name() const;  // the path as given

    /// Appends up to `capacity() - size()` octets to the block, fewer only at the end of the text.
    /// Only a call that appends fewer than there was room for has seen the end, and with it that
    /// nothing changed.
    /// @returns the number of octets read, 0 at the end; an Error when the file cannot be read, its
    /// compression is damaged or ends early, a limit is passed, or it changed since it was opened
    /// (fstat before and after).
    Result<std::size_t> read(Block&);

    std::uint64_t octets_read() const;  // decompressed
    std::uint64_t
    octets_expected() const;  // size of the file on disk, 0 when unknown; for progress
    std::uint64_t octets_consumed() const;  // of octets_expected
    /// After the end was read: SHA-256 of the decompressed text, hexadecimal; empty unless
    /// Options::digest.
    std::string sha256() const;

    /// Starts again at the front, to find excerpts. An Error when the file is not the one read
    /// before, or when no copy of what came through a pipe could be kept (in $TMPDIR or /tmp; the
    /// first reading goes on without).
    Result<bool> rewind();

private:
    struct State;
    explicit Source(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

}  // namespace zoneproof
