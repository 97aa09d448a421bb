#include "rules/rule.hpp"

#include <array>

namespace zoneproof {

std::string_view to_text(Family family) {
    constexpr std::array<std::string_view, families> names = {
        "syntax", "zone", "delegation", "dnskey", "rrsig",  "denial",   "ds",
        "zonemd", "cds",  "rollover",   "expiry", "policy", "resource",
    };
    return names[static_cast<std::size_t>(family)];
}

Where nowhere() {
    return {};
}

Where at_name(NameView name) {
    Where where;
    where.owner = name;
    where.has_owner = true;
    return where;
}

Where at_name(const Zone& zone, NameId id) {
    Where where = at_name(zone.name(id));
    if (const auto rrsets = zone.rrsets(id); !rrsets.empty())
        where.place = zone.place(rrsets.front());
    return where;
}

Where at_rrset(const Zone& zone, const Rrset& rrset) {
    Where where = at_name(zone.name(rrset.owner));
    where.type = rrset.type;
    where.place = zone.place(rrset);
    where.on_signature = rrset.count == 0;
    return where;
}

Where at_record(const Zone& zone, const Rrset& rrset, RecordId record) {
    Where where = at_name(zone.name(rrset.owner));
    where.type = rrset.type;
    where.place = zone.place(record);
    return where;
}

Where at_signature(const Zone& zone, const Signature& signature) {
    Where where = at_name(zone.name(zone.rrset(signature.covers).owner));
    where.type = signature.type_covered;
    where.place = zone.place(zone.id(signature));
    where.on_signature = true;
    return where;
}

Where at_excluded(const Zone& zone, const ExcludedRecord& record) {
    Where where = at_name(zone.owner(record));
    where.type = record.type;
    where.place = record.place;
    return where;
}

Where at_key(const Zone& zone, const Key& key) {
    Where where = at_name(zone.origin());
    where.type = RrType::DNSKEY;
    where.place = zone.place(key.record);
    return where;
}

Where at_trust_input(NameView zone, const TrustInput& input) {
    Where where = at_name(zone);
    where.type = input.is_ds ? RrType::DS : RrType::DNSKEY;
    where.file = input.file;
    where.line = input.line;
    return where;
}

}  // namespace zoneproof
