#include "verifier/zone_octets.hpp"

#include "parser/base/bytes.hpp"

namespace zoneproof {
namespace {

class Writer {
public:
    explicit Writer(std::vector<std::uint8_t>& out) : out_(out) {}

    void put8(std::uint8_t value) { out_.push_back(value); }
    void put16(std::uint16_t value) { store16(grow(2), value); }
    void put32(std::uint32_t value) { store32(grow(4), value); }
    void put(Octets octets) { out_.insert(out_.end(), octets.begin(), octets.end()); }

    /// owner | type | class | TTL | RDLENGTH; the TTL is "as in the zone", not the Original TTL of
    /// a signature.
    void put_header(NameView owner, RrType type, std::uint32_t ttl, std::size_t rdata_octets) {
        put(owner.wire());
        put16(number(type));
        put16(class_in);
        put32(ttl);
        put16(static_cast<std::uint16_t>(rdata_octets));
    }

private:
    std::uint8_t* grow(std::size_t octets) {
        out_.resize(out_.size() + octets);
        return out_.data() + out_.size() - octets;
    }

    std::vector<std::uint8_t>& out_;
};

/// RFC 4034 3.1, put together again.
void put_rrsig(const Zone& zone, NameView owner, const Signature& signature, Writer& to) {
    const NameView signer = zone.signer(signature);
    const Octets value = zone.signature_value(signature);
    to.put_header(owner, RrType::RRSIG, signature.ttl, 18 + signer.size() + value.size());
    to.put16(number(signature.type_covered));
    to.put8(signature.algorithm);
    to.put8(signature.labels);
    to.put32(signature.original_ttl);
    to.put32(signature.expiration);
    to.put32(signature.inception);
    to.put16(signature.key_tag);
    to.put(signer.wire());
    to.put(value);
}

}  // namespace

void append_digested_octets(const Zone& zone, NameId id, std::vector<std::uint8_t>& out) {
    Writer to(out);
    const NameView owner = zone.name(id);
    // "The placeholder apex ZONEMD RR(s) MUST NOT be included", nor "the RRSIG covering the apex
    // ZONEMD RRset"; RFC 8976 3.3.1.1
    const auto left_out = [&](RrType type) { return id == zone.apex() && type == RrType::ZONEMD; };

    // An RRset for each type that RRSIGs here cover, by ascending type, and its RRSIGs by RDATA:
    // the RDATA of an RRSIG begins with the type covered, so one RRset's after the other's they are
    // in the order of the group's RDATA.
    const auto put_rrsigs = [&] {
        for (const Rrset& rrset : zone.rrsets(id))
            if (!left_out(rrset.type))
                for (const Signature& signature : zone.signatures(rrset))
                    put_rrsig(zone, owner, signature, to);
    };
    bool rrsigs_are_out = false;
    for (const Rrset& rrset : zone.rrsets(id)) {
        if (RrType::RRSIG < rrset.type && !rrsigs_are_out) {
            put_rrsigs();
            rrsigs_are_out = true;
        }
        if (left_out(rrset.type)) continue;
        std::uint32_t record = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset)) {
            to.put_header(owner, rrset.type, zone.ttl(rrset, RecordId{record++}), rdata.size());
            to.put(rdata);
        }
    }
    if (!rrsigs_are_out) put_rrsigs();
}

}  // namespace zoneproof
