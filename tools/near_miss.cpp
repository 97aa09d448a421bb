#include "tools/near_miss.hpp"

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

/// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b` (optimal
/// string alignment).
std::size_t edits(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(row);
    }
    return last[b.size()];
}

}  // namespace

std::string_view near_miss(std::string_view word, std::span<const std::string> known) {
    constexpr std::size_t longest =
        64;  // of hostile arguments, which cost the square of their length
    if (word.size() > longest) return {};
    std::string_view nearest;
    std::size_t distance = 1 + std::max<std::size_t>(2, word.size() / 3);
    for (const std::string& candidate : known) {
        const std::size_t d = edits(word, candidate);
        if (d < distance) distance = d, nearest = candidate;
    }
    return nearest;
}

}  // namespace zoneproof
