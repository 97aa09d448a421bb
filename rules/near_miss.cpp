#include "rules/near_miss.hpp"

#include <algorithm>

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

std::size_t distance(std::string_view word, std::string_view known) {
    constexpr std::size_t shortest_part = 3;
    if (word.size() >= shortest_part && known.find(word) != known.npos) return 1;
    return edits(word, known);
}

}  // namespace

std::vector<std::string_view> near_misses(std::string_view word,
                                          std::span<const std::string> known) {
    constexpr std::size_t most = 3;
    constexpr std::size_t longest =
        64;  // of hostile arguments, which cost the square of their length
    if (word.empty() || word.size() > longest) return {};
    std::vector<std::string_view> nearest;
    std::size_t least = word.size() <= 3 ? 1 : std::max<std::size_t>(2, word.size() / 3);
    for (const std::string& candidate : known) {
        const std::size_t d = distance(word, candidate);
        if (d < least) least = d, nearest.clear();
        if (d == least && nearest.size() < most) nearest.push_back(candidate);
    }
    return nearest;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known) {
    const auto nearest = near_misses(word, known);
    std::string list;
    for (std::size_t at = 0; at < nearest.size(); ++at)
        list.append(at == 0 ? "" : at + 1 == nearest.size() ? " or " : ", ").append(nearest[at]);
    return list.empty() ? list : "; did you mean " + list + "?";
}

}  // namespace zoneproof
