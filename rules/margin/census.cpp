#include "rules/margin/census.hpp"

#include <algorithm>
#include <cmath>

namespace zoneproof {
namespace {

bool lower(const Census::Row& a, const Census::Row& b) {
    return a.value < b.value;
}

}  // namespace

void Census::settle() {
    std::sort(pending_.begin(), pending_.end(), lower);
    std::vector<Row> all;
    all.reserve(settled_.size() + pending_.size());
    std::merge(settled_.begin(), settled_.end(), pending_.begin(), pending_.end(),
               std::back_inserter(all), lower);
    settled_.clear();
    for (const Row& row : all)
        if (!settled_.empty() && settled_.back().value == row.value)
            settled_.back().count += row.count;
        else
            settled_.push_back(row);
    pending_.clear();
    room_ = std::max(least_room, settled_.size());
}

void Census::merge(const Census& other) {
    settle();
    pending_.insert(pending_.end(), other.settled_.begin(), other.settled_.end());
    pending_.insert(pending_.end(), other.pending_.begin(), other.pending_.end());
    settle();
}

std::vector<Census::Row> Census::take() {
    settle();
    room_ = least_room;
    return std::move(settled_);
}

std::uint64_t total(CensusRows rows) {
    std::uint64_t sum = 0;
    for (const Census::Row& row : rows) sum += row.count;
    return sum;
}

std::int64_t percentile(CensusRows rows, unsigned percent) {
    const std::uint64_t all = total(rows);
    std::uint64_t seen = 0;
    for (const Census::Row& row : rows) {
        seen += row.count;
        if (seen * 100 >= all * percent) return row.value;
    }
    return 0;
}

Census::Row mode(CensusRows rows) {
    Census::Row best{0, 0};
    for (const Census::Row& row : rows)
        if (row.count > best.count) best = row;
    return best;
}

Census::Row densest(CensusRows rows, std::int64_t width) {
    Census::Row best{0, 0};
    std::uint64_t inside = 0;
    std::size_t first = 0;
    for (const Census::Row& row : rows) {
        inside += row.count;
        while (rows[first].value <= row.value - width) inside -= rows[first++].count;
        if (inside > best.count) best = {rows[first].value, inside};
    }
    return best;
}

double entropy(CensusRows rows) {
    const auto all = static_cast<double>(total(rows));
    double bits = 0;
    for (const Census::Row& row : rows) {
        const double share = static_cast<double>(row.count) / all;
        bits -= share * std::log2(share);
    }
    return std::max(0.0, bits);  // of a single value, not minus zero
}

}  // namespace zoneproof
