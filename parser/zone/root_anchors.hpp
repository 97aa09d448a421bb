// IANA's root-anchors.xml (RFC 9718); private to parser/zone.
#pragma once

#include "parser/zone/parent.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace zoneproof {

/// Appends the anchors of `zone` that the document lists; one of another zone counts in
/// other_owners. An anchor that cannot be read, or whose tag, digest and public key contradict each
/// other, is an Error.
std::optional<Error> read_root_anchors(std::string_view xml, const std::string& file, NameView zone,
                                       ParentDs&);

}  // namespace zoneproof
