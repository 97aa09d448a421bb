// A small file as one text: policies, calendars, time zones.
#pragma once

#include "parser/base/source.hpp"

#include <string>

namespace zoneproof {

/// An Error (unreadable) when the file is missing, or longer than `most` octets.
inline Result<std::string> read_small_file(const std::string& path,
                                           std::size_t most = std::size_t{1} << 20) {
    auto source = Source::open(path, {.max_octets = most});
    if (!source) return source.error();
    Block block(most + 1);
    while (true) {
        const std::size_t room = block.capacity() - block.size();
        const auto read = source->read(block);
        if (!read) return read.error();
        if (*read < room) return std::string(block.text());
    }
}

}  // namespace zoneproof
