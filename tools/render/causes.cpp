#include "tools/render/causes.hpp"

#include <algorithm>
#include <iterator>

namespace zoneproof {
namespace {

struct Cause {
    std::string_view slug, sentence;
};

constexpr Cause causes[] = {
    {"same-tag-other-key", "other signatures with this tag verify: a second private key behind the "
                           "same tag is signing, as at .de on 2026-05-05"},
};

}  // namespace

std::string describe_cause(std::string_view slug) {
    const auto* const known = std::find_if(std::begin(causes), std::end(causes),
                                           [&](const Cause& c) { return c.slug == slug; });
    if (known != std::end(causes)) return std::string(known->sentence);
    std::string words(slug);
    std::replace(words.begin(), words.end(), '-', ' ');
    return words;
}

}  // namespace zoneproof
