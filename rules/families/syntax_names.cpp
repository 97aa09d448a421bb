// Family syntax: names that were meant to be absolute and lack their final dot.
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// "www.example.com.example.com.": the origin twice at the end. Below an origin of one label that
/// is common (de.de.).
bool has_origin_twice(const Zone& zone, NameView name) {
    const NameView origin = zone.origin();
    const std::size_t tail = origin.size() - 1, twice = 2 * tail + 1;
    if (name.size() < twice || ends_differ(name, origin) || origin.label_count() < 2) return false;
    // The octets first, which tell nearly all names apart; then whether they are labels.
    const std::uint8_t* const inner = name.data() + name.size() - twice;
    if (!std::equal(origin.data(), origin.data() + tail, inner,
                    [](std::uint8_t a, std::uint8_t b) { return fold(a) == fold(b); }))
        return false;
    const NameView both(inner, twice);
    return is_at_or_below(both, origin) && is_at_or_below(name, both);
}

/// Where the name stands in the RDATA of types whose targets are typed by hand, and as which field.
struct NameField {
    RrType type;
    std::size_t offset;
    int field;
};
constexpr NameField name_fields[] = {
    {RrType::NS, 0, 0}, {RrType::CNAME, 0, 0}, {RrType::PTR, 0, 0},
    {RrType::MX, 2, 1}, {RrType::DNAME, 0, 0}, {RrType::SRV, 6, 3},
};

void owner_looks_relative(const Context& context, const Moment&, NameId name, Report& report) {
    const Zone& zone = context.zone;
    if (has_origin_twice(zone, zone.name(name)))
        report.add(at_name(zone, name),
                   [&] { return "owner holds " + to_text(zone.origin()) + " twice"; });
    for (const Rrset& rrset : zone.rrsets(name)) {
        const auto field =
            std::find_if(std::begin(name_fields), std::end(name_fields),
                         [&](const NameField& row) { return row.type == rrset.type; });
        if (field == std::end(name_fields) || rrset.count == 0) continue;
        RecordId record = rrset.first_record;
        for (const Octets rdata : zone.records(rrset)) {
            const NameView target = last_name(rdata, field->offset);
            if (has_origin_twice(zone, target))
                report.add(at_record(zone, rrset, record).at_field(field->field),
                           Group{.cause = "target"}, [&] {
                               return "target " + to_text(target) + " holds " +
                                      to_text(zone.origin()) + " twice";
                           });
            record = RecordId{index(record) + 1};
        }
    }
}

constexpr Rule rules[] = {
    {.id = "syntax-owner-looks-relative",
     .family = Family::syntax,
     .severity = Severity::warning,
     .cites = "RFC 1035 5.1",
     .since = {1987, 11},
     .says = "A name holds the name of the zone twice.",
     .why = "A final dot was forgotten: the name meant does not exist.",
     .fix = "End the name with a dot.",
     .good = "www.example.com. A 192.0.2.1",
     .bad = "www.example.com A 192.0.2.1",
     .check = each_name(owner_looks_relative)},
};

}  // namespace

std::span<const Rule> syntax_name_rules() {
    return rules;
}

}  // namespace zoneproof
