#include "parser/zone/chunks.hpp"

#include "parser/zone/entries.hpp"

#include <algorithm>
#include <cstring>

namespace zoneproof {
namespace {

/// Where to cut: the size of the front part, 0 when there is no newline.
std::size_t cut(std::string_view text) {
    const std::size_t last = text.rfind('\n');
    if (last == std::string_view::npos) return 0;
    constexpr std::size_t search = 64 * 1024;
    const std::size_t lowest = last > search ? last - search : 0;
    for (std::size_t at = last; at != std::string_view::npos && at >= lowest;
         at = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1))
        if (at + 1 < text.size() && std::strchr(" \t\r\n;()\"", text[at + 1]) == nullptr)
            return at + 1;
    return last + 1;
}

}  // namespace

std::unique_ptr<Block> Chunker::block_for(std::size_t octets) {
    if (octets <= octets_) {
        const std::lock_guard lock(mutex_);
        if (!spare_.empty()) {
            auto block = std::move(spare_.back());
            spare_.pop_back();
            return block;
        }
    }
    return std::make_unique<Block>(std::max(octets, octets_));
}

void Chunker::recycle(std::unique_ptr<Block> block) {
    if (block == nullptr || block->capacity() != octets_) return;
    block->resize(0);
    const std::lock_guard lock(mutex_);
    spare_.push_back(std::move(block));
}

Result<Chunk> Chunker::next() {
    auto block = block_for(2 * tail_.size());
    std::memcpy(block->data(), tail_.data(), tail_.size());
    block->resize(tail_.size());
    for (;;) {
        const std::size_t room = block->capacity() - block->size();
        const auto read = source_.read(*block);
        if (!read) return read.error();
        const bool last = *read < room;
        std::size_t size = last ? block->size() : cut(block->text());
        if (size == 0 && !last) {
            if (block->size() <= max_entry_octets + 1) {  // perhaps the newline is near
                auto larger = std::make_unique<Block>(2 * block->capacity());
                std::memcpy(larger->data(), block->data(), block->size());
                larger->resize(block->size());
                block = std::move(larger);
                continue;
            }
            size = block->size();
        }
        tail_.assign(block->data() + size, block->size() - size);
        block->resize(size);
        Chunk chunk{std::move(block), stream_, last};
        stream_ += size;
        return chunk;
    }
}

}  // namespace zoneproof
