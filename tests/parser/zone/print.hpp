// A zone as text again, for tests and fuzz targets: every record on a line of its own, absolute.
#pragma once

#include "parser/rdata/wire.hpp"
#include "parser/zone/zone.hpp"

#include <string>
#include <vector>

namespace zoneproof::testing {

inline std::string print(const Zone& zone, const Signature& signature) {
    std::vector<std::uint8_t> rdata(18);
    store16(&rdata[0], number(signature.type_covered));
    rdata[2] = signature.algorithm;
    rdata[3] = signature.labels;
    store32(&rdata[4], signature.original_ttl);
    store32(&rdata[8], signature.expiration);
    store32(&rdata[12], signature.inception);
    store16(&rdata[16], signature.key_tag);
    for (const Octets part : {zone.signer(signature).wire(), zone.signature_value(signature)})
        rdata.insert(rdata.end(), part.begin(), part.end());
    return std::to_string(signature.ttl) + " IN RRSIG " + print_rdata(RrType::RRSIG, rdata) + "\n";
}

inline std::string print(const Zone& zone) {
    std::string text;
    for (const Rrset& rrset : zone.rrsets()) {
        const std::string owner = to_text(zone.name(rrset.owner)) + " ";
        std::uint32_t record = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset))
            text += owner + std::to_string(zone.ttl(rrset, RecordId{record++})) + " IN " +
                    to_text(rrset.type) + " " + print_rdata(rrset.type, rdata) + "\n";
        for (const Signature& signature : zone.signatures(rrset))
            text += owner + print(zone, signature);
    }
    return text;
}

}  // namespace zoneproof::testing
