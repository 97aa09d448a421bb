#include "parser/base/arena.hpp"

#include <sys/mman.h>

#include <cassert>

namespace zoneproof {

Arena::~Arena() {
    for (auto& segment : segment_)
        if (std::uint8_t* const data = segment.load()) munmap(data, segment_size);
}

std::uint32_t Arena::claim_block() {
    if (any_free_.load(std::memory_order_relaxed)) {
        const std::lock_guard lock(mutex_);
        if (!free_.empty()) {
            const std::uint32_t again = free_.back();
            free_.pop_back();
            any_free_ = !free_.empty();
            return again;
        }
    }
    const std::size_t block = next_block_.fetch_add(1, std::memory_order_relaxed);
    if ((block + 1) * block_size > limit_) throw ArenaFull{limit_};
    const std::size_t index = block * block_size / segment_size;
    if (segment_[index].load(std::memory_order_acquire) == nullptr) {
        const std::lock_guard lock(mutex_);
        if (segment_[index].load(std::memory_order_relaxed) == nullptr) {
            void* const data = mmap(nullptr, segment_size, PROT_READ | PROT_WRITE,
                                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            if (data == MAP_FAILED) throw ArenaFull{block * block_size};
            // Filled from the front without gaps: huge pages save the page faults and cost at most
            // one page.
            madvise(data, segment_size, MADV_HUGEPAGE);
            segment_[index].store(static_cast<std::uint8_t*>(data), std::memory_order_release);
        }
    }
    return static_cast<std::uint32_t>(block * (block_size / unit));
}

void Arena::give_back(const std::vector<std::uint32_t>& blocks) {
    const std::lock_guard lock(mutex_);
    free_.insert(free_.end(), blocks.begin(), blocks.end());
    any_free_ = !free_.empty();
}

std::uint8_t* Arena::Writer::claim(std::size_t size, Handle& handle) {
    assert(size <= block_size);
    const auto units = static_cast<std::uint32_t>((size + unit - 1) / unit);
    if (end_ - next_ < units) {
        next_ = arena_->claim_block();
        end_ = next_ + block_size / unit;
        blocks_.push_back(next_);
    }
    handle = Handle{next_};
    next_ += units;
    return const_cast<std::uint8_t*>(arena_->at(handle));
}

Handle Arena::Writer::store(Octets data) {
    Handle handle;
    std::uint8_t* const to = claim(data.size(), handle);
    if (!data.empty()) std::memcpy(to, data.data(), data.size());
    return handle;
}

Handle Arena::Writer::store_sized(Octets data) {
    assert(data.size() <= 65535);
    Handle handle;
    std::uint8_t* const to = claim(data.size() + 2, handle);
    const auto length = static_cast<std::uint16_t>(data.size());
    std::memcpy(to, &length, 2);
    if (!data.empty()) std::memcpy(to + 2, data.data(), data.size());
    return handle;
}

}  // namespace zoneproof
