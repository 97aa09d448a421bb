// One link of the chain. Private to rules/chain.
#pragma once

#include "rules/chain/chain.hpp"

namespace zoneproof {

/// Why a link is as it is.
struct LinkVerdict {
    LinkState state;
    std::string_view cause;
    std::string text, fix;
};

/// What a parent that is itself trusted says of a child: fills in rungs and signers, and the state
/// that follows.
void judge_delegation(const ChainZone& parent, const ChainZone& child, Timestamp at, ChainLink&);
/// The same by trust anchors.
void judge_anchors(const ChainZone&, const ParentDs& anchors, const ChainOptions&, Timestamp at,
                   ChainLink&);

/// Key tags of valid signatures over an RRset at a moment, each once.
std::vector<std::uint16_t> signers_of(const ChainZone&, const Rrset&, Timestamp at);

}  // namespace zoneproof
