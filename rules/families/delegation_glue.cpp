// Family delegation: can the name servers of a delegation be found? (RFC 1034 4.2.1, RFC 9471 2)
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

bool is_delegation(const Context& context, const Rrset& rrset) {
    return rrset.type == RrType::NS && rrset.count != 0 &&
           context.zone.entry(rrset.owner).has(name_flag::cut);
}

/// Whether addresses stand at a name of the zone; those at or below cuts are glue.
bool has_glue(const Zone& zone, NameView name) {
    const auto id = zone.find(name);
    return id && has_address(zone, *id);
}

/// "Glue for in-domain name servers": without it nobody can ask the server for its own address (RFC
/// 9471 2.1).
void glue_missing(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_delegation(context, rrset)) return;
    const Zone& zone = context.zone;
    const NameView cut = zone.name(rrset.owner);
    RecordId record = rrset.first_record;
    for (const Octets rdata : zone.records(rrset)) {
        const NameView target(rdata);
        if (is_at_or_below(target, cut) && !has_glue(zone, target))
            report.add(at_record(zone, rrset, record).at_field(0), [&] {
                return "server " + to_text(target) + " lies in the delegated zone and has no glue";
            });
        record = RecordId{index(record) + 1};
    }
}

/// How a delegation can be entered: at once, or by way of other delegations whose servers have to
/// be found first.
struct Entry {
    bool open = false;
    std::vector<NameId> through;
};

Entry entry_of(const Zone& zone, NameId cut) {
    Entry entry;
    for (const Octets rdata : zone.records(*zone.find(cut, RrType::NS))) {
        const NameView target(rdata);
        if (!is_at_or_below(target, zone.origin()) || has_glue(zone, target)) return {true, {}};
        const Target found = find_target(zone, target);
        if (found.state != TargetState::delegated) return {true, {}};  // other rules speak about it
        if (*found.name != cut) entry.through.push_back(*found.name);
    }
    return entry;
}

/// No resolver goes through so many delegations for one address; the bound keeps hostile zones from
/// costing more.
constexpr std::size_t max_delegations = 256;

/// "Cyclic sibling" name servers (RFC 9471 2.3): every way in leads through delegations that cannot
/// be entered either.
void circular_dependency(const Context& context, const Moment&, const Rrset& rrset,
                         Report& report) {
    if (!is_delegation(context, rrset)) return;
    // Servers in the delegated zone alone, without glue: deleg-glue-missing has said it.
    if (const Entry own = entry_of(context.zone, rrset.owner); own.open || own.through.empty())
        return;
    std::vector<NameId> met = {rrset.owner};
    for (std::size_t at = 0; at < met.size() && met.size() <= max_delegations; ++at) {
        const Entry entry = entry_of(context.zone, met[at]);
        if (entry.open) return;
        for (const NameId next : entry.through)
            if (std::find(met.begin(), met.end(), next) == met.end()) met.push_back(next);
    }
    report.add(at_rrset(context.zone, rrset), [&] {
        return fmt::format("all servers lie in {} delegations of this zone that depend on each "
                           "other, none has glue",
                           met.size());
    });
}

constexpr Rule rules[] = {
    {.id = "deleg-glue-missing",
     .family = Family::delegation,
     .severity = Severity::error,
     .cites = "RFC 1034 4.2.1; RFC 9471 2.1",
     .since = {1987, 11},
     .says = "A name server in the delegated zone has no address here.",
     .why = "Only that server could tell its address: it is never found.",
     .fix = "Add an A or AAAA record for the server.",
     .good = "sub NS ns.sub\nns.sub A 192.0.2.1",
     .bad = "sub NS ns.sub",
     .check = each_rrset(glue_missing, RrType::NS)},
    {.id = "deleg-circular-dependency",
     .family = Family::delegation,
     .severity = Severity::error,
     .cites = "RFC 1034 4.2.1; RFC 9471 2.3",
     .since = {1987, 11},
     .says = "The name servers of delegations lie in each other's zones, without glue.",
     .why = "To find one, resolvers have to find the other first: none is ever found.",
     .fix = "Add addresses for one of the servers, or name one outside.",
     .good = "a NS ns.b\nb NS ns.b\nns.b A 192.0.2.1",
     .bad = "a NS ns.b\nb NS ns.a",
     .check = each_rrset(circular_dependency, RrType::NS)},
};

}  // namespace

std::span<const Rule> delegation_glue_rules() {
    return rules;
}

}  // namespace zoneproof
