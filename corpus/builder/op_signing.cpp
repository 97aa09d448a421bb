// Ops that make signatures, chains, and records of keys.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/fields.hpp"
#include "corpus/builder/op_functions.hpp"
#include "corpus/builder/shape.hpp"

#include <algorithm>
#include <charconv>

namespace zoneproof::corpus::op {
namespace {

std::string no_key(const Mutation& mutation) {
    return "the recipe has no key '" + mutation.where.key + "'";
}

/// What fits, grouped into RRsets; `key` in a sign mutation is who signs, not what is selected.
std::vector<Records> rrsets_that_fit(const SignedZone& zone, Selector where) {
    where.key.clear();
    std::vector<Records> rrsets;
    for (const std::size_t place : select(zone, where)) {
        const Record& record = zone.records[place];
        if (record.type == RrType::RRSIG && where.type != RrType::RRSIG) continue;
        const auto same = [&](const Records& rrset) {
            return is_in_rrset(record, rrset[0].owner, rrset[0].type);
        };
        const auto found = std::ranges::find_if(rrsets, same);
        if (found == rrsets.end())
            rrsets.push_back({record});
        else
            found->push_back(record);
    }
    return rrsets;
}

std::uint8_t small_number(const std::string& text, std::uint8_t otherwise) {
    std::from_chars(text.data(), text.data() + text.size(), otherwise);
    return otherwise;
}

}  // namespace

std::string sign(SignedZone& zone, const Mutation& mutation, Touched&) {
    const Key* const key = zone.key(mutation.where.key);
    if (key == nullptr) return no_key(mutation);
    const std::vector<Records> rrsets = rrsets_that_fit(zone, mutation.where);
    if (rrsets.empty()) return nothing_fits;
    for (const Records& rrset : rrsets) {
        const Record& first = rrset[0];
        if (mutation.replace)
            std::erase_if(zone.records, [&](const Record& record) {
                return record.type == RrType::RRSIG && covered_type(record) == first.type &&
                       is_at(record, first.owner);
            });
        const auto last =
            std::find_if(zone.records.rbegin(), zone.records.rend(), [&](const Record& record) {
                return is_at(record, first.owner) && covered_type(record) == first.type;
            });
        zone.records.insert(last.base(),
                            make_rrsig(rrset, *key, zone.signing, zone.origin, mutation.fields));
    }
    return {};
}

std::string resign(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const SignatureFields& fields = mutation.fields;
    zone.signing.inception = fields.inception.value_or(zone.signing.inception);
    zone.signing.expiration = fields.expiration.value_or(zone.signing.expiration);
    for (const Records& rrset : rrsets_that_fit(zone, mutation.where))
        touched.emplace_back(rrset[0].owner, rrset[0].type);
    return {};
}

std::string chain(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const bool nsec = mutation.value == "nsec";
    if (!nsec && mutation.value != "nsec3" && mutation.value != "unlisted")
        return "a chain is nsec, nsec3 or unlisted (nsec3 without NSEC3PARAM)";
    const Nsec3Parameters parameters = mutation.nsec3.value_or(zone.signing.nsec3);
    if (mutation.value == "nsec3") {
        Record parameter{zone.origin, RrType::NSEC3PARAM, 0, {parameters.hash_algorithm, 0}};
        append16(parameter.rdata, parameters.iterations);
        parameter.rdata.push_back(static_cast<std::uint8_t>(parameters.salt.size()));
        append(parameter.rdata, parameters.salt);
        zone.records.push_back(parameter);
        touched.emplace_back(zone.origin, RrType::NSEC3PARAM);
    }
    // A chain of before must not be left out of the bitmaps, nor hashed: NSEC is stated, NSEC3
    // never.
    const Records more = nsec ? make_nsec(zone.records, zone.origin)
                              : make_nsec3(zone.records, zone.origin, parameters);
    for (const Record& record : more) touched.emplace_back(record.owner, record.type);
    zone.records.insert(zone.records.end(), more.begin(), more.end());
    sort_zone(zone.records);
    return {};
}

std::string relink(SignedZone& zone, const Mutation&, Touched& touched) {
    for (const std::size_t place : corpus::relink(zone.records))
        touched.emplace_back(zone.records[place].owner, zone.records[place].type);
    return {};
}

std::string key_record(SignedZone& zone, const Mutation& mutation, Touched& touched) {
    const Key* const key = zone.key(mutation.where.key);
    if (key == nullptr) return no_key(mutation);
    const RrType type = *mutation.where.type;
    const bool digest = type == RrType::DS || type == RrType::CDS;
    if (!digest && type != RrType::DNSKEY && type != RrType::CDNSKEY)
        return "a key makes DS, CDS, CDNSKEY and DNSKEY records";
    const Bytes rdata =
        digest ? ds_of(zone.origin, key->dnskey(), small_number(mutation.value, 2)) : key->dnskey();
    Records& records = type == RrType::DS ? zone.ds : zone.records;
    records.push_back({zone.origin, type, 3600, rdata});
    touched.emplace_back(zone.origin, type);
    if (type != RrType::DS) sort_zone(records);
    return {};
}

std::string zonemd(SignedZone& zone, const Mutation& mutation, Touched&) {
    const std::uint8_t algorithm = small_number(mutation.value, 1);
    const auto soa = std::ranges::find_if(zone.records, [&](const Record& record) {
        return is_in_rrset(record, zone.origin, RrType::SOA);
    });
    const auto serial = soa == zone.records.end() ? std::nullopt : find_field(*soa, "serial");
    if (!serial) return "the zone has no SOA";
    Bytes rdata = bytes(Octets(soa->rdata).subspan(serial->offset, 4));
    append(rdata, Bytes{1, algorithm});
    zone.records.push_back({zone.origin, RrType::ZONEMD, 3600, rdata});
    sign_zone_again(zone, true);
    append(rdata, digest(algorithm == 2 ? "SHA-512" : "SHA-384",
                         digested_octets(zone.records, zone.origin)));
    for (Record& record : zone.records)
        if (is_in_rrset(record, zone.origin, RrType::ZONEMD) && record.rdata.size() == 6)
            record.rdata = rdata;
    sign_rrset_again(zone, zone.origin, RrType::ZONEMD);
    return {};
}

}  // namespace zoneproof::corpus::op
