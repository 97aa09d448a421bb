// Census: how often each value occurs, of tens of millions, in room for the distinct ones. Signers
// give few seconds to many RRsets, so most values are the one before or already known.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace zoneproof {

class Census {
public:
    struct Row {
        std::int64_t value = 0;
        std::uint64_t count = 0;
    };

    void add(std::int64_t value) {
        if (!pending_.empty() && pending_.back().value == value) {
            ++pending_.back().count;
            return;
        }
        if (pending_.size() >= room_) settle();
        pending_.push_back({value, 1});
    }
    void merge(const Census&);
    /// Ascending by value; nothing is left behind.
    std::vector<Row> take();

private:
    void settle();

    static constexpr std::size_t least_room = std::size_t{1} << 16;
    std::vector<Row> settled_;  // ascending
    std::vector<Row> pending_;
    std::size_t room_ = least_room;  // as much as is settled, so that merging stays linear
};

using CensusRows = std::span<const Census::Row>;

std::uint64_t total(CensusRows);
/// The least value at or below which lie at least `percent` of all; 0 without any.
std::int64_t percentile(CensusRows, unsigned percent);
/// The row that is most frequent, the lowest of several; nothing counted: {0, 0}.
Census::Row mode(CensusRows);
/// The most that lie in any span of `width` values, and where it begins.
Census::Row densest(CensusRows, std::int64_t width);
/// Shannon's, in bits: 0 when all are equal.
double entropy(CensusRows);

}  // namespace zoneproof
