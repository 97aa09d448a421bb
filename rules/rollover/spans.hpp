// Sets of moments as intervals of seconds. Private to rules/rollover.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace zoneproof {

inline constexpr std::int64_t no_begin = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t no_end = std::numeric_limits<std::int64_t>::max();

/// From the first second to the one before `to`.
struct SecondSpan {
    std::int64_t from, to;
    friend bool operator==(const SecondSpan&, const SecondSpan&) = default;
};

/// Ascending, not touching each other.
class SecondSpans {
public:
    SecondSpans() = default;
    /// In any order, overlapping or empty.
    explicit SecondSpans(std::vector<SecondSpan>);
    static SecondSpans all() { return SecondSpans({{no_begin, no_end}}); }

    bool empty() const { return spans_.empty(); }
    std::int64_t end() const { return spans_.back().to; }  // not of an empty set
    std::span<const SecondSpan> spans() const { return spans_; }

    SecondSpans both(const SecondSpans&) const;
    SecondSpans without(const SecondSpans&) const;

private:
    std::vector<SecondSpan> spans_;
};

}  // namespace zoneproof
