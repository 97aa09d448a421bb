#include "tools/line_index.hpp"

#include <algorithm>
#include <cstring>

namespace zoneproof {

void LineIndex::append(std::string_view part) {
    const char* at = part.data();
    const char* const end = at + part.size();
    while (at != end) {
        const auto* const newline =
            static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at)));
        if (newline == nullptr) break;
        const std::uint64_t next = size_ + static_cast<std::uint64_t>(newline + 1 - part.data());
        end_line(next - line_start_);
        line_start_ = next;
        at = newline + 1;
    }
    size_ += part.size();
}

void LineIndex::end_line(std::uint64_t length) {
    for (std::uint64_t rest = length;; rest >>= 7) {
        lengths_.push_back(static_cast<std::uint8_t>((rest & 0x7F) | (rest > 0x7F ? 0x80 : 0)));
        if (rest <= 0x7F) break;
    }
    if (++lines_ % stride == 0) marks_.push_back({line_start_ + length, lengths_.size()});
}

std::uint64_t LineIndex::line(std::uint64_t offset) const {
    const auto behind =
        std::upper_bound(marks_.begin(), marks_.end(), offset,
                         [](std::uint64_t o, const Mark& m) { return o < m.offset; });
    const Mark& mark = *(behind - 1);  // the first mark is at offset 0
    std::uint64_t line = static_cast<std::uint64_t>(behind - 1 - marks_.begin()) * stride + 1;
    std::uint64_t next = mark.offset;
    for (std::size_t at = mark.lengths; at < lengths_.size(); ++line) {
        std::uint64_t length = 0;
        for (unsigned shift = 0;; shift += 7) {
            const std::uint8_t octet = lengths_[at++];
            length |= static_cast<std::uint64_t>(octet & 0x7F) << shift;
            if ((octet & 0x80) == 0) break;
        }
        next += length;
        if (offset < next) break;
    }
    return line;
}

}  // namespace zoneproof
