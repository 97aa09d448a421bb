// From the parser's Zone, which is sorted and in lower case, to a list of records.
#include "corpus/builder/fields.hpp"
#include "corpus/builder/shape.hpp"
#include "corpus/drill/drill.hpp"

#include <algorithm>

namespace zoneproof::corpus {
namespace {

constexpr std::uint16_t sep_flag = 1, zone_flag = 256;

Record rrsig_of(const Zone& zone, const Rrset& rrset, const Signature& signature) {
    Record record{Name(zone.name(rrset.owner)), RrType::RRSIG, signature.ttl, {}};
    Bytes& rdata = record.rdata;
    append16(rdata, number(signature.type_covered));
    rdata.push_back(signature.algorithm);
    rdata.push_back(signature.labels);
    append32(rdata, signature.original_ttl);
    append32(rdata, signature.expiration);
    append32(rdata, signature.inception);
    append16(rdata, signature.key_tag);
    append(rdata, zone.signer(signature).wire());
    append(rdata, zone.signature_value(signature));
    return record;
}

/// NSEC3 as the first NSEC3PARAM lists it, or the first NSEC3 has it; opt-out when any says so.
Signing signing_of(const Records& records) {
    Signing signing;
    signing.denial = Denial::none;
    for (const Record& record : records) {
        if (record.type == RrType::NSEC && signing.denial == Denial::none)
            signing.denial = Denial::nsec;
        if (record.type != RrType::NSEC3 && record.type != RrType::NSEC3PARAM) continue;
        if (record.rdata.size() < 5 || record.rdata.size() < std::size_t{5} + record.rdata[4])
            continue;
        const Octets rdata(record.rdata);
        Nsec3Parameters& nsec3 = signing.nsec3;
        if (signing.denial != Denial::nsec3 || record.type == RrType::NSEC3PARAM)
            nsec3 = {rdata[0], load16(&rdata[2]), bytes(rdata.subspan(5, rdata[4])), nsec3.opt_out};
        signing.denial = Denial::nsec3;
        nsec3.opt_out |= record.type == RrType::NSEC3 && (rdata[1] & 1) != 0;
    }
    return signing;
}

bool signs_keys(const Records& records, NameView origin, const Record& key) {
    return std::ranges::any_of(records, [&](const Record& record) {
        return record.type == RrType::RRSIG && is_at(record, origin) &&
               covered_type(record) == RrType::DNSKEY && record.rdata.size() > 18 &&
               record.rdata[2] == key.rdata[3] && load16(&record.rdata[16]) == tag_of(key.rdata);
    });
}

/// Of the keys that sign the DNSKEY RRset: those with the SEP flag, where there are such.
Records ds_of_zone(const Records& records, NameView origin) {
    Records secure_entries, others;
    for (const Record& record : records) {
        if (!is_in_rrset(record, origin, RrType::DNSKEY) || record.rdata.size() < 4) continue;
        const std::uint16_t flags = load16(record.rdata.data());
        if ((flags & zone_flag) == 0 || !signs_keys(records, origin, record)) continue;
        ((flags & sep_flag) != 0 ? secure_entries : others)
            .push_back({Name(origin), RrType::DS, record.ttl, ds_of(origin, record.rdata, 2)});
    }
    return secure_entries.empty() ? others : secure_entries;
}

}  // namespace

SignedZone read_signed_zone(const Zone& zone) {
    SignedZone read{Name(zone.origin()), {}, {}, {}, {}};
    for (const Rrset& rrset : zone.rrsets()) {
        const Name owner(zone.name(rrset.owner));
        std::uint32_t at = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset))
            read.records.push_back(
                {owner, rrset.type, zone.ttl(rrset, RecordId{at++}), bytes(rdata)});
        for (const Signature& signature : zone.signatures(rrset))
            read.records.push_back(rrsig_of(zone, rrset, signature));
    }
    // The SOA first: what reads the file takes the origin from it.
    std::stable_partition(read.records.begin(), read.records.end(), [&](const Record& record) {
        return is_in_rrset(record, read.origin, RrType::SOA);
    });
    read.signing = signing_of(read.records);
    read.ds = ds_of_zone(read.records, read.origin);
    return read;
}

}  // namespace zoneproof::corpus
