// How long the answer with the DNSKEY RRset is, now and in the phases of rollovers: beyond 1232
// octets it does not fit the UDP answers that servers send (DNS flag day 2020), beyond 1472 no
// Ethernet frame.
#pragma once

#include "rules/history/history.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace zoneproof {

inline constexpr std::size_t udp_answer_limit = 1232;

/// One signature over the DNSKEY RRset by the key, in octets of its RR with a compressed owner.
std::size_t key_octets(const PublishedKey&);
std::size_t signature_octets(const PublishedKey&, NameView zone);
/// Header, question, the RRset with its good signatures, and the OPT record.
std::size_t dnskey_answer(const Version&, NameView zone);

/// The widest phase of a rollover with keys like those that are there.
struct PhaseSize {
    std::string_view method;
    std::size_t octets = 0;
};
std::vector<PhaseSize> phase_sizes(const Version&, NameView zone);

}  // namespace zoneproof
