// Arena: where the octets of a zone live, reached by 32-bit handles instead of pointers.
//
// Segments of 64 MiB are mapped one by one as they are needed; a handle is an offset in units of
// four octets, so 256 segments reach 16 GiB. Threads claim blocks and fill them without locks.
// Nothing is freed before the arena is.
#pragma once

#include "parser/base/bytes.hpp"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

namespace zoneproof {

enum class Handle : std::uint32_t {};

/// Thrown by Arena::Writer when the limit is reached; load() turns it into ErrorCode::memory_limit.
struct ArenaFull {
    std::size_t limit;
};

class Arena {
public:
    static constexpr std::size_t unit = 4;
    static constexpr std::size_t segment_size = std::size_t{64} << 20;
    static constexpr std::size_t segments = 256;
    static constexpr std::size_t block_size = std::size_t{256} << 10;  // divides a segment
    static constexpr std::size_t reach = segment_size * segments;

    explicit Arena(std::size_t limit = reach) : limit_(limit < reach ? limit : reach) {}
    ~Arena();
    Arena(const Arena&) = delete;
    Arena& operator=(const Arena&) = delete;

    const std::uint8_t* at(Handle handle) const {
        const auto index = static_cast<std::uint32_t>(handle);
        return segment_[index >> 24].load(std::memory_order_relaxed) + (index & 0xFFFFFF) * unit;
    }

    /// What at() points to when it was stored by Writer::store_sized: a 16-bit length, then the
    /// octets.
    Octets sized(Handle handle) const {
        const std::uint8_t* const data = at(handle);
        std::uint16_t length;
        std::memcpy(&length, data, 2);
        return {data + 2, length};
    }

    /// Octets claimed so far, whole blocks.
    std::size_t size() const { return next_block_.load(std::memory_order_relaxed) * block_size; }

    /// Bump allocation for one thread at a time.
    class Writer {
    public:
        explicit Writer(Arena& arena) : arena_(&arena) {}

        /// Octets as they are; their length is kept by the caller. At most 65,535.
        Handle store(Octets);
        /// A 16-bit length, then the octets. Two sized items stored one after the other by one
        /// writer are adjacent unless a block ended between them: next_sized() of the first is then
        /// the handle of the second.
        Handle store_sized(Octets);

        /// The blocks it claimed, for Arena::give_back.
        std::vector<std::uint32_t> take_blocks() { return std::exchange(blocks_, {}); }

    private:
        std::uint8_t* claim(std::size_t size, Handle& handle);

        Arena* arena_;
        std::uint32_t next_ = 0;  // in units
        std::uint32_t end_ = 0;
        std::vector<std::uint32_t> blocks_;
    };

    /// Blocks whose content nothing refers to any more are handed out again.
    void give_back(const std::vector<std::uint32_t>& blocks);

    /// The handle an adjacent sized item would have.
    static Handle next_sized(Handle handle, std::size_t length) {
        return Handle{static_cast<std::uint32_t>(handle) +
                      static_cast<std::uint32_t>((length + 2 + unit - 1) / unit)};
    }

private:
    std::uint32_t claim_block();

    std::size_t limit_;
    std::array<std::atomic<std::uint8_t*>, segments> segment_{};
    std::atomic<std::size_t> next_block_ = 0;
    std::mutex mutex_;
    std::vector<std::uint32_t> free_;
    std::atomic<bool> any_free_ = false;
};

}  // namespace zoneproof
