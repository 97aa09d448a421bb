// Causes: the slugs by which rules tell findings apart, as sentences.
#pragma once

#include <string>
#include <string_view>

namespace zoneproof {

/// "other signatures with this tag verify: ..."; a slug without a sentence becomes its words.
std::string describe_cause(std::string_view slug);

}  // namespace zoneproof
