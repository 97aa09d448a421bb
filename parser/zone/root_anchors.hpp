// IANA's root-anchors.xml (RFC 9718).
#pragma once

#include "parser/zone/parent.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// One KeyDigest element: an anchor, or why it is none.
struct RootAnchor {
    TrustInput anchor;                 // file and line always
    std::vector<std::uint8_t> dnskey;  // RDATA of PublicKey, which agrees; empty: not given
    std::string refusal;               // empty: none
    std::uint64_t refused_at = 0;      // its line
};

struct RootAnchors {
    Name zone;
    std::vector<RootAnchor> anchors;
};

/// An Error when the text is no such document. An anchor that cannot be read, or whose tag, digest
/// and public key contradict each other, is refused.
Result<RootAnchors> root_anchors_in(std::string_view xml, const std::string& file);

/// Appends the anchors of `zone` that the document lists; one of another zone counts in
/// other_owners. The first refusal is an Error.
std::optional<Error> read_root_anchors(std::string_view xml, const std::string& file, NameView zone,
                                       ParentDs&);

}  // namespace zoneproof
