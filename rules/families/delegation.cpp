// Family delegation: what stands at and below zone cuts (RFC 4035 2.4, RFC 2181 6; V-NAME-4 to 6,
// V-NAME-12).
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

std::uint16_t flags_of(const Context& context, const Rrset& rrset) {
    return context.zone.entry(rrset.owner).flags;
}

bool is_address(const Rrset& rrset) {
    return rrset.type == RrType::A || rrset.type == RrType::AAAA;
}

void ds_without_ns(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::DS || !is_answered(context.zone, rrset)) return;
    if ((flags_of(context, rrset) & (name_flag::cut | name_flag::apex)) == 0)
        report.add(at_rrset(context.zone, rrset), [] { return "DS without NS beside it"; });
}

void ds_at_apex(const Context& context, const Moment&, Report& report) {
    if (const Rrset* const ds = context.zone.at_apex(RrType::DS))
        report.add(at_rrset(context.zone, *ds),
                   [] { return "DS at the apex, it belongs in the parent zone"; });
}

void deleg_at_apex(const Context& context, const Moment&, Report& report) {
    if (const Rrset* const deleg = context.zone.at_apex(RrType::DELEG))
        report.add(at_rrset(context.zone, *deleg),
                   [] { return "DELEG at the apex, it belongs in the parent zone"; });
}

void wildcard_ns(const Context& context, const Moment&, NameId name, Report& report) {
    const NameEntry& entry = context.zone.entry(name);
    if (entry.has(name_flag::cut) && entry.has(name_flag::wildcard))
        report.add(at_name(context.zone, name),
                   [] { return "NS owned by a wildcard delegates the literal name * only"; });
}

/// CNAME, DNAME and SOA at a cut have rules of their own; DELEG will be at home there.
bool belongs_at_cut(const Rrset& rrset) {
    switch (rrset.type) {
    case RrType::NS:
    case RrType::DS:
    case RrType::NSEC:
    case RrType::NSEC3:
    case RrType::CNAME:
    case RrType::DNAME:
    case RrType::SOA:
    case RrType::DELEG: return true;
    default: return is_address(rrset);
    }
}

void extra_types_at_cut(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.count != 0 && (flags_of(context, rrset) & name_flag::cut) != 0 &&
        !belongs_at_cut(rrset))
        report.add(at_rrset(context.zone, rrset), [&] {
            return to_text(rrset.type) + " at a delegation, where the child answers";
        });
}

/// Addresses are glue or deleg-glue-orphan; NS and DS, SOA and NSEC have rules of their own.
bool has_own_rule_below_cut(const Rrset& rrset) {
    switch (rrset.type) {
    case RrType::NS:
    case RrType::DS:
    case RrType::SOA:
    case RrType::NSEC: return true;
    default: return is_address(rrset);
    }
}

void occluded_data(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.count != 0 && (flags_of(context, rrset) & name_flag::below_cut) != 0 &&
        !has_own_rule_below_cut(rrset))
        report.add(at_rrset(context.zone, rrset), [&] {
            return to_text(rrset.type) + " below a delegation, where the child answers";
        });
}

void cut_below_cut(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::NS && rrset.type != RrType::DS) return;
    if (rrset.count != 0 && (flags_of(context, rrset) & name_flag::below_cut) != 0)
        report.add(at_rrset(context.zone, rrset), [&] {
            return to_text(rrset.type) + " below another delegation, which hides it";
        });
}

void glue_orphan(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_address(rrset) || rrset.count == 0 || rrset.has(rrset_flag::glue)) return;
    if ((flags_of(context, rrset) & (name_flag::cut | name_flag::below_cut)) != 0)
        report.add(at_rrset(context.zone, rrset),
                   [] { return "address that no NS record of the zone names"; });
}

constexpr Rule rules[] = {
    {.id = "deleg-ds-without-ns",
     .family = Family::delegation,
     .severity = Severity::error,
     .cites = "RFC 4035 2.4",
     .since = {2005, 3},
     .says = "A DS RRset stands at a name without NS.",
     .why = "There is no delegation to secure; validators find no child zone.",
     .fix = "Add the NS records of the delegation, or take the DS out.",
     .good = "sub NS ns.example.net.\nsub DS 1 13 2 (digest)",
     .bad = "sub DS 1 13 2 (digest)",
     .check = each_rrset(ds_without_ns, RrType::DS)},
    {.id = "deleg-ds-at-apex",
     .family = Family::delegation,
     .severity = Severity::error,
     .cites = "RFC 4035 2.4",
     .since = {2005, 3},
     .says = "A DS RRset stands at the apex.",
     .why = "The DS of a zone belongs in its parent; here it secures nothing, and servers refuse "
            "the zone.",
     .fix = "Take it out and give it to the parent, or publish CDS.",
     .good = "@ CDS 1 13 2 (digest)",
     .bad = "@ DS 1 13 2 (digest)",
     .check = whole_zone(ds_at_apex)},
    {.id = "deleg-deleg-rr-at-apex",
     .family = Family::delegation,
     .severity = Severity::error,
     .cites = "draft-ietf-deleg",
     .says = "A DELEG RRset stands at the apex.",
     .why = "DELEG describes a delegation and belongs in the parent zone.",
     .fix = "Take it out and give it to the parent.",
     .good = "sub DELEG (parameters)",
     .bad = "@ DELEG (parameters)",
     .check = whole_zone(deleg_at_apex)},
    {.id = "zone-wildcard-ns",
     .family = Family::zone,
     .severity = Severity::warning,
     .cites = "RFC 4592 4.2",
     .since = {2006, 7},
     .says = "An NS RRset is owned by a wildcard.",
     .why = "It delegates the name with the asterisk and nothing else; some servers refuse to load "
            "it.",
     .fix = "Delegate the names by themselves.",
     .good = "sub NS ns.example.net.",
     .bad = "* NS ns.example.net.",
     .check = each_name(wildcard_ns)},
    {.id = "deleg-extra-types-at-cut",
     .family = Family::delegation,
     .severity = Severity::warning,
     .cites = "RFC 4035 2.2; RFC 2181 6.1",
     .since = {2005, 3},
     .says = "A delegation owns types that only the child zone can answer.",
     .why = "The data are never answered; a signer that signs them makes the zone fail.",
     .fix = "Move the data to the child zone.",
     .good = "sub NS ns.example.net.",
     .bad = "sub NS ns.example.net.\nsub TXT \"text\"",
     .check = each_rrset(extra_types_at_cut)},
    {.id = "deleg-occluded-data",
     .family = Family::delegation,
     .severity = Severity::warning,
     .cites = "RFC 2181 6.1; RFC 4035 2.2",
     .since = {1997, 7},
     .says = "Data other than addresses stand below a delegation.",
     .why = "The data are never answered; a signer that signs them makes the zone fail.",
     .fix = "Move the data to the child zone.",
     .good = "sub NS ns.sub\nns.sub A 192.0.2.1",
     .bad = "sub NS ns.sub\nns.sub A 192.0.2.1\nns.sub TXT \"text\"",
     .check = each_rrset(occluded_data)},
    {.id = "deleg-cut-below-cut",
     .family = Family::delegation,
     .severity = Severity::warning,
     .cites = "RFC 2181 6",
     .since = {1997, 7},
     .says = "NS or DS records stand below another delegation.",
     .why = "The upper delegation hides them: they are never answered.",
     .fix = "Move them to the child zone.",
     .good = "sub NS ns.example.net.",
     .bad = "sub NS ns.example.net.\na.sub NS ns.example.net.",
     .check = each_rrset(cut_below_cut, RrType::NS, RrType::DS)},
    {.id = "deleg-glue-orphan",
     .family = Family::delegation,
     .severity = Severity::info,
     .cites = "RFC 1034 4.2.1; ICANN SAC048",
     .says = "Addresses at or below a delegation belong to no name server.",
     .why =
         "They are never answered; left over glue can be abused when another delegation names it.",
     .fix = "Take the addresses out.",
     .good = "sub NS ns.sub\nns.sub A 192.0.2.1",
     .bad = "sub NS ns.example.net.\nns.sub A 192.0.2.1",
     .check = each_rrset(glue_orphan, RrType::A, RrType::AAAA)},
};

}  // namespace

std::span<const Rule> delegation_rules() {
    return rules;
}

}  // namespace zoneproof
