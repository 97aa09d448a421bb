// Others' libraries, asked for the same thing: octets in, octets or a refusal out.
#pragma once

#include "fuzz/oracle.hpp"

#include "parser/dns/name.hpp"
#include "parser/dns/types.hpp"

// Knot's headers do not say that they are C.
#include <ldns/ldns.h>
extern "C" {
#include <libdnssec/key.h>
#include <libdnssec/sign.h>
#include <libknot/libknot.h>
#include <libzscanner/scanner.h>
}

#include <memory>
#include <optional>
#include <string>
#include <tuple>

namespace zoneproof::fuzz {

enum class Peer : std::uint8_t { ldns, knot, both };
inline const char* describe(Peer peer) {
    return peer == Peer::ldns ? "ldns" : peer == Peer::knot ? "Knot DNS" : "both ldns and Knot DNS";
}

/// What somebody makes of a text; nothing when it is refused.
using Reading = std::optional<Bytes>;

template <auto release>
struct Release {
    void operator()(auto* thing) const { release(thing); }
};
using LdnsRdf = std::unique_ptr<ldns_rdf, Release<ldns_rdf_deep_free>>;
using LdnsRr = std::unique_ptr<ldns_rr, Release<ldns_rr_free>>;
using LdnsRrs = std::unique_ptr<ldns_rr_list, Release<ldns_rr_list_deep_free>>;
using CText = std::unique_ptr<char, Release<std::free>>;

/// A record as somebody else read it.
struct PeerRecord {
    Bytes owner;
    std::uint16_t type, rr_class;
    std::uint32_t ttl;
    Bytes rdata;
};

inline Bytes ldns_octets(const ldns_rdf* rdf) {
    const std::uint8_t* const data = ldns_rdf_data(rdf);
    return Bytes(data, data + ldns_rdf_size(rdf));
}

/// Owner, type, class, TTL, RDLENGTH, RDATA: what ldns_rr2wire() writes.
inline std::optional<PeerRecord> record_of(const ldns_rr* rr) {
    std::uint8_t* wire = nullptr;
    std::size_t size = 0;
    if (ldns_rr2wire(&wire, rr, LDNS_SECTION_ANSWER, &size) != LDNS_STATUS_OK) return {};
    const Bytes octets(wire, wire + size);
    std::free(wire);
    PeerRecord record{ldns_octets(ldns_rr_owner(rr)),
                      static_cast<std::uint16_t>(ldns_rr_get_type(rr)),
                      static_cast<std::uint16_t>(ldns_rr_get_class(rr)),
                      ldns_rr_ttl(rr),
                      {}};
    constexpr std::size_t fixed = 10;
    if (octets.size() < record.owner.size() + fixed) return {};
    record.rdata.assign(octets.begin() + static_cast<std::ptrdiff_t>(record.owner.size() + fixed),
                        octets.end());
    return record;
}

inline PeerRecord record_of(const zs_scanner_t& scanner) {
    return {Bytes(scanner.r_owner, scanner.r_owner + scanner.r_owner_length), scanner.r_type,
            scanner.r_class, scanner.r_ttl,
            Bytes(scanner.r_data, scanner.r_data + scanner.r_data_length)};
}

/// Knot's reader of zone files. $INCLUDE is refused: fuzzing opens no files.
/// @returns false when it refused anything.
template <class Take>
bool scan_with_knot(const std::string& text, const char* origin, std::uint32_t ttl,
                    const Take& take) {
    static const auto scanner = std::make_unique<zs_scanner_t>();
    if (zs_init(scanner.get(), origin, 1, ttl) != 0) return false;
    bool good = zs_set_input_string(scanner.get(), text.data(), text.size()) == 0;
    while (good && zs_parse_record(scanner.get()) == 0) {
        if (scanner->state == ZS_STATE_EOF) break;
        if (scanner->state == ZS_STATE_DATA)
            take(record_of(*scanner));
        else
            good = false;
    }
    good = good && scanner->error.counter == 0;
    zs_deinit(scanner.get());
    return good;
}

}  // namespace zoneproof::fuzz
