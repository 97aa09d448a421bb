// RRSIGs: RFC 4034 3 and RFC 4035 2.2.
#include "corpus/builder/sign.hpp"

#include "corpus/builder/canonical.hpp"
#include "corpus/builder/shape.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace zoneproof::corpus {
namespace {

constexpr std::uint32_t dnskey_ttl = 3600;

/// RFC 7344 4.1: the parent believes CDS and CDNSKEY by the keys its DS names.
bool is_key_set(RrType type) {
    return type == RrType::DNSKEY || type == RrType::CDS || type == RrType::CDNSKEY;
}

bool signs(const Key& key, bool key_set) {
    return key.signs() == Signs::all || key.signs() == (key_set ? Signs::keys : Signs::data);
}

/// "The value of the Labels field MUST NOT count either the null (root) label ... or the wildcard
/// label": 3.1.3.
unsigned label_count(NameView owner) {
    return owner.label_count() - (owner.is_wildcard() ? 1 : 0);
}

/// RFC 4035 5.3.2: `*.` and the rightmost labels, when Labels says fewer than there are.
Name name_by_labels(NameView owner, unsigned labels) {
    if (labels >= label_count(owner)) return Name(owner);
    while (owner.label_count() > labels) owner = owner.parent();
    Bytes wire = {1, '*'};
    append(wire, owner.wire());
    return Name(NameView(wire));
}

Records rrset_of(const Records& records, NameView owner, RrType type) {
    Records rrset;
    for (const Record& record : records)
        if (is_in_rrset(record, owner, type)) rrset.push_back(record);
    return rrset;
}

Records signatures_over(const SignedZone& zone, const Records& rrset) {
    Records signatures;
    const bool at_apex = is_at(rrset.front(), zone.origin);
    for (const Key& key : zone.keys)
        if (signs(key, at_apex && is_key_set(rrset.front().type)))
            signatures.push_back(make_rrsig(rrset, key, zone.signing, zone.origin));
    return signatures;
}

void insert_behind(Records& records, NameView owner, RrType type, const Records& more) {
    const auto last = std::find_if(records.rbegin(), records.rend(), [&](const Record& record) {
        return is_in_rrset(record, owner, type);
    });
    records.insert(last.base(), more.begin(), more.end());
}

bool is_signature_over(const Record& record, NameView owner, RrType type) {
    return record.type == RrType::RRSIG && covered_type(record) == type && is_at(record, owner);
}

void add_chain(SignedZone& zone) {
    const Signing& signing = zone.signing;
    if (signing.denial == Denial::none) return;
    if (signing.denial == Denial::nsec3) {
        Bytes rdata = {signing.nsec3.hash_algorithm, 0};
        append16(rdata, signing.nsec3.iterations);
        rdata.push_back(static_cast<std::uint8_t>(signing.nsec3.salt.size()));
        append(rdata, signing.nsec3.salt);
        zone.records.push_back({zone.origin, RrType::NSEC3PARAM, 0, std::move(rdata)});
    }
    const Records chain = signing.denial == Denial::nsec
                              ? make_nsec(zone.records, zone.origin)
                              : make_nsec3(zone.records, zone.origin, signing.nsec3);
    zone.records.insert(zone.records.end(), chain.begin(), chain.end());
}

/// The places of each RRset's records, in their order.
using RrsetPlaces = std::map<std::pair<Bytes, RrType>, std::vector<std::size_t>>;

RrsetPlaces find_rrsets(const Records& records) {
    RrsetPlaces rrsets;
    for (std::size_t i = 0; i < records.size(); ++i)
        rrsets[{canonical_name(records[i].owner), records[i].type}].push_back(i);
    return rrsets;
}

/// Signatures stand behind the last record of what they cover.
void add_signatures(SignedZone& zone) {
    const Shape shape = shape_of(zone.records, zone.origin);
    std::map<std::size_t, Records> behind;
    for (const auto& [key, places] : find_rrsets(zone.records)) {
        Records rrset;
        for (const std::size_t place : places) rrset.push_back(zone.records[place]);
        if (must_sign(shape, rrset[0].owner, rrset[0].type))
            behind[places.back()] = signatures_over(zone, rrset);
    }
    Records all;
    for (std::size_t i = 0; i < zone.records.size(); ++i) {
        all.push_back(std::move(zone.records[i]));
        if (const auto more = behind.find(i); more != behind.end())
            all.insert(all.end(), more->second.begin(), more->second.end());
    }
    zone.records = std::move(all);
}

}  // namespace

const Key* SignedZone::key(std::string_view name) const {
    const auto found = std::ranges::find(keys, name, &Key::name);
    return found == keys.end() ? nullptr : &*found;
}

void sign_zone(SignedZone& zone) {
    for (const Key& key : zone.keys) {
        const Bytes rdata = key.dnskey();
        if (key.spec().published)
            zone.records.push_back({zone.origin, RrType::DNSKEY, dnskey_ttl, rdata});
        if (key.in_ds())
            zone.ds.push_back({zone.origin, RrType::DS, 3600, ds_of(zone.origin, rdata, 2)});
    }
    add_chain(zone);
    sort_zone(zone.records);
    add_signatures(zone);
}

void sign_zone_again(SignedZone& zone, bool chain) {
    std::erase_if(zone.records, [&](const Record& record) {
        return record.type == RrType::RRSIG ||
               (chain && (is_chain_type(record.type) || record.type == RrType::NSEC3PARAM));
    });
    if (chain) {
        add_chain(zone);
        sort_zone(zone.records);
    }
    add_signatures(zone);
}

void sign_rrset_again(SignedZone& zone, NameView owner, RrType type) {
    std::erase_if(zone.records, [&](const Record& r) { return is_signature_over(r, owner, type); });
    const Records rrset = rrset_of(zone.records, owner, type);
    if (!rrset.empty()) insert_behind(zone.records, owner, type, signatures_over(zone, rrset));
}

Record make_rrsig(std::span<const Record> rrset, const Key& key, const Signing& signing,
                  NameView origin, const SignatureFields& fields) {
    const Record& first = rrset.front();
    const unsigned labels =
        fields.labels.value_or(static_cast<std::uint8_t>(label_count(first.owner)));
    const Name signer = fields.signer.value_or(Name(origin));
    Bytes rdata;
    append16(rdata, number(fields.type_covered.value_or(first.type)));
    rdata.push_back(fields.algorithm.value_or(key.algorithm()));
    rdata.push_back(static_cast<std::uint8_t>(labels));
    append32(rdata, fields.original_ttl.value_or(first.ttl));
    append32(rdata, fields.expiration.value_or(signing.expiration));
    append32(rdata, fields.inception.value_or(signing.inception));
    append16(rdata, fields.key_tag.value_or(key.tag()));
    append(rdata, signer.view().wire());
    const Name owner = fields.signed_owner.value_or(name_by_labels(first.owner, labels));
    const std::vector<Bytes> rrs = canonical_rrset(rrset, !fields.unfolded);
    append(rdata, key.sign(octets_to_sign(rdata, rrs, owner, first.type)));
    return {first.owner, RrType::RRSIG, fields.ttl.value_or(first.ttl), std::move(rdata)};
}

Bytes octets_to_sign(Octets rrsig_rdata, std::span<const Bytes> rrset, NameView owner,
                     RrType type) {
    Bytes data = canonical_rdata(RrType::RRSIG, rrsig_rdata);
    const std::uint32_t original_ttl = load32(&rrsig_rdata[4]);
    const Bytes name = canonical_name(owner);
    for (const Bytes& rdata : rrset) {
        append(data, name);
        append16(data, number(type));
        append16(data, class_in);
        append32(data, original_ttl);
        append16(data, static_cast<unsigned>(rdata.size()));
        append(data, rdata);
    }
    return data;
}

}  // namespace zoneproof::corpus
