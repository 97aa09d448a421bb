#include "verifier/canonical.hpp"

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

void append(std::vector<std::uint8_t>& out, Octets data) {
    out.insert(out.end(), data.begin(), data.end());
}

/// "RRSIG_RDATA is the wire format of the RRSIG RDATA fields with the Signature field excluded and
/// the Signer's Name in canonical form." RFC 4034 3.1.8.1
void append_rrsig_rdata(const Zone& zone, const Signature& signature,
                        std::vector<std::uint8_t>& out) {
    std::array<std::uint8_t, 18> fields;
    store16(&fields[0], number(signature.type_covered));
    fields[2] = signature.algorithm;
    fields[3] = signature.labels;
    store32(&fields[4], signature.original_ttl);
    store32(&fields[8], signature.expiration);
    store32(&fields[12], signature.inception);
    store16(&fields[16], signature.key_tag);
    append(out, fields);
    append(out, zone.signer(signature).wire());
}

/// What stands in front of the RDLENGTH of every RR: owner, type, class, Original TTL.
class RecordFront {
public:
    RecordFront(const Zone& zone, const Rrset& rrset, const Signature& signature) {
        const NameEntry& owner = zone.entry(rrset.owner);
        NameView name = zone.name(rrset.owner);
        if (signature.labels < signed_labels(owner)) {
            // "name = "*." | the rightmost rrsig_labels labels of the fqdn" RFC 4035 5.3.2
            for (unsigned labels = owner.labels; labels > signature.labels; --labels)
                name = name.parent();
            put(octets("\1*"));
        }
        put(name.wire());
        std::array<std::uint8_t, 8> numbers;
        store16(&numbers[0], number(rrset.type));
        store16(&numbers[2], class_in);
        store32(&numbers[4], signature.original_ttl);
        put(numbers);
    }
    Octets wire() const { return Octets(data_).first(size_); }

private:
    void put(Octets data) {
        std::ranges::copy(data, data_.begin() + static_cast<std::ptrdiff_t>(size_));
        size_ += data.size();
    }

    std::array<std::uint8_t, max_name_octets + 8> data_;
    std::size_t size_ = 0;
};

bool has_name_in_front(RrType type) {
    return type == RrType::NSEC || type == RrType::NSAP_PTR;
}

}  // namespace

void append_signed_octets(const Zone& zone, const Rrset& rrset, const Signature& signature,
                          std::vector<std::uint8_t>& out, NameReading reading) {
    append_rrsig_rdata(zone, signature, out);
    const RecordFront front(zone, rrset, signature);
    for (const Octets rdata : zone.records(rrset)) {
        append(out, front.wire());
        std::array<std::uint8_t, 2> length;
        store16(length.data(), static_cast<std::uint16_t>(rdata.size()));
        append(out, length);
        append(out, rdata);
        if (reading == NameReading::folded && has_name_in_front(rrset.type)) {
            const auto name = out.end() - static_cast<std::ptrdiff_t>(rdata.size());
            std::transform(name, name + static_cast<std::ptrdiff_t>(wire_name_length(rdata)), name,
                           fold);
        }
    }
}

bool has_two_readings(const Zone& zone, const Rrset& rrset) {
    if (!has_name_in_front(rrset.type)) return false;
    for (const Octets rdata : zone.records(rrset))
        for (const std::uint8_t octet : rdata.first(wire_name_length(rdata)))
            if (fold(octet) != octet) return true;
    return false;
}

}  // namespace zoneproof
