#include "rules/families/nsec3_records.hpp"

#include "parser/field/encode.hpp"

#include <fmt/format.h>

namespace zoneproof {

Where at_nsec3(const Context& context, const Nsec3Record& record) {
    return at_record(context.zone, *context.zone.find(record.owner, RrType::NSEC3), record.record);
}

Octets rdata_of(const Context& context, const Nsec3Record& record) {
    const Rrset& rrset = *context.zone.find(record.owner, RrType::NSEC3);
    auto at = index(rrset.first_record);
    for (const Octets rdata : context.zone.records(rrset))
        if (at++ == index(record.record)) return rdata;
    return {};
}

std::string subject_text(const Context& context, const Nsec3Record& record) {
    if (record.subject == no_subject) return "no name";
    return to_text(subject_name(context.zone, unpack(record.subject)));
}

std::string describe_hash(const Nsec3Chain& chain, NameView name) {
    Nsec3Hasher hasher(chain.parameters.iterations, chain.parameters.salt);
    return fmt::format("H({}) = {}", to_text(name), to_base32hex(hasher(name)));
}

std::string to_text(const Nsec3Parameters& parameters) {
    return fmt::format("{} 0 {} {}", parameters.hash_algorithm, parameters.iterations,
                       parameters.salt.empty() ? "-" : to_hex(parameters.salt, true));
}

}  // namespace zoneproof
