// EDNS(0): the OPT pseudo-RR of a message (RFC 6891 6.1) and Extended DNS Errors (RFC 8914).
#pragma once

#include "corpus/message/message.hpp"

#include <optional>
#include <string>

namespace zoneproof::corpus {

inline constexpr std::uint16_t option_ede = 15;

struct EdnsOption {
    std::uint16_t code = 0;
    Bytes data;
};

struct Edns {
    std::uint16_t udp_octets = 1232;
    std::uint8_t extended_rcode = 0;  // the upper eight bits
    std::uint8_t version = 0;
    bool dnssec_ok = false;
    std::vector<EdnsOption> options;
};

/// Nothing without an OPT, with more than one, or with one that is malformed.
std::optional<Edns> edns_of(const Message&);
MessageRecord opt_record(const Edns&);

/// RFC 8914 2: INFO-CODE of each EDE option, in their order.
std::vector<std::uint16_t> extended_errors(const Edns&);

/// RCODE with its upper eight bits in the OPT: RFC 6891 6.1.3.
unsigned rcode_of(const Message&);
/// "NXDOMAIN", "RCODE12"
std::string rcode_to_text(unsigned);

}  // namespace zoneproof::corpus
