// LineIndex: the line of any offset of a text, at about one octet a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace zoneproof {

class LineIndex {
public:
    /// The next part of the text.
    void append(std::string_view part);
    /// The line of an offset, from 1. An offset behind the text is on its last line.
    std::uint64_t line(std::uint64_t offset) const;

private:
    /// Line `stride * i` begins at `offset`; the lengths of its successors begin at `lengths`.
    struct Mark {
        std::uint64_t offset;
        std::size_t lengths;
    };
    static constexpr std::size_t stride = 256;

    void end_line(std::uint64_t length);

    std::vector<Mark> marks_{{0, 0}};
    std::vector<std::uint8_t>
        lengths_;              // of lines with their newline, seven bits an octet, the lowest first
    std::uint64_t lines_ = 0;  // that ended
    std::uint64_t line_start_ = 0, size_ = 0;
};

}  // namespace zoneproof
