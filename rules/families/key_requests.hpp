// CDS and CDNSKEY: which published key each record asks the parent to name (RFC 7344 3, RFC 8078
// 4).
#pragma once

#include "rules/context.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>

namespace zoneproof {

/// A CDS or CDNSKEY RRset at the apex.
bool is_key_request(const Context&, const Rrset&);

/// "CDS 0 0 0 00" and "CDNSKEY 0 3 0 AA==": the parent shall remove the DS RRset (RFC 8078 4,
/// erratum 5049).
bool is_delete(RrType, Octets rdata);
std::uint8_t requested_algorithm(RrType, Octets rdata);
std::uint16_t requested_tag(RrType, Octets rdata);

/// The RDATA of the DS for a key, or nothing for a digest type we cannot compute. As a string of
/// octets: it is looked up.
std::string octet_string(Octets);
std::string ds_rdata(NameView owner, Octets dnskey_rdata, std::uint8_t digest_type);

/// Published keys by the RDATA that asks for them. Built once an RRset, so that a hostile set costs
/// a lookup a record.
class RequestedKeys {
public:
    RequestedKeys(const Context&, RrType);

    struct Found {
        KeyId key = no_key;
        bool digest_compared = true;     // false: digest type unknown, tag and algorithm agree
        bool before_revocation = false;  // what the key was before its REVOKE flag was set
    };
    Found find(Octets rdata) const;

private:
    RrType type_;
    std::map<std::string, Found> by_rdata_;
    std::map<std::pair<std::uint8_t, std::uint16_t>, KeyId> by_tag_;
};

}  // namespace zoneproof
