// Pass "zonemd": the digest of the whole zone (RFC 8976; V-ZMD).
#pragma once

#include "parser/base/workers.hpp"
#include "parser/zone/zone.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

enum class ZonemdState : std::uint8_t {
    match,
    mismatch,
    placeholder,      // all zero octets
    serial_mismatch,  // V-ZMD-3
    digest_length,    // V-ZMD-3
    duplicate,        // V-ZMD-4: scheme and hash given twice
    unsupported,      // scheme or hash
    not_computed,     // V-NAME-1 (two SOA), a lost record (V-ZMD-7), the deadline: unchecked
};

struct ZonemdFact {
    RecordId record;
    std::uint32_t serial;
    std::uint8_t scheme, hash_algorithm;
    ZonemdState state;
    std::vector<std::uint8_t> computed;  // what the digest should be, for mismatch and placeholder
};

struct ZonemdFacts {
    std::vector<ZonemdFact> records;  // of the apex, canonical order
    bool verified() const;            // V-ZMD-5: some supported record matches
};

/// @param records_lost some entry of the text did not become a record: no digest can be judged.
ZonemdFacts check_zonemd(const Zone&, bool records_lost, Workers&);

}  // namespace zoneproof
