// The DNSKEYs that RFCs and the root zone print, with the tag that stands there. Private to this
// folder.
#pragma once

#include "corpus/builder/record.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace zoneproof::corpus {

struct RfcKey {
    std::string_view flag;    // "Rfc5702"
    std::string_view source;  // "RFC 5702 6.1"
    std::uint16_t tag;
    const char* text;             // owner, DNSKEY, RDATA
    const char* rr = nullptr;     // an RR the key has signed
    const char* rrsig = nullptr;  // ... with this
};

std::span<const RfcKey> rfc_keys();

/// A record of such a table.
Record record_of(const char* text);

}  // namespace zoneproof::corpus
