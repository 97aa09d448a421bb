// Family zone: CNAME and DNAME, and what may not stand beside or below them (RFC 1034 3.6.2, RFC
// 6672 2.3 and 2.4; V-NAME-5, V-NAME-6, V-NAME-11).
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

/// The RRset is of the type, and no cut or DNAME above hides it.
bool is_visible(const Context& context, const Rrset& rrset, RrType type) {
    return rrset.type == type && is_answered(context.zone, rrset);
}

/// RRSIG forms no RRset; NSEC and NSEC3 belong to denial (V-NAME-11). DNAME beside CNAME has a rule
/// of its own.
bool is_other_data(const Rrset& rrset) {
    if (rrset.count == 0) return false;
    switch (rrset.type) {
    case RrType::CNAME:
    case RrType::DNAME:
    case RrType::NSEC:
    case RrType::NSEC3: return false;
    default: return true;
    }
}

void cname_and_other(const Context& context, const Moment&, const Rrset& cname, Report& report) {
    if (!is_visible(context, cname, RrType::CNAME)) return;
    std::string others;
    bool only_key = true;
    for (const Rrset& rrset : context.zone.rrsets(cname.owner)) {
        if (!is_other_data(rrset)) continue;
        others += " " + to_text(rrset.type);
        only_key = only_key && rrset.type == RrType::KEY;
    }
    if (others.empty()) return;
    const Where where = at_rrset(context.zone, cname);
    if (!only_key) return report.add(where, [&] { return "CNAME beside" + others; });
    // "RFC 4035 2.5 allows it in a signed zone, where alone": V-NAME-11.
    const Severity severity = context.claims_signed ? Severity::warning : Severity::error;
    report.add_as(severity, where, Group{.cause = "key"},
                  [] { return "CNAME beside KEY, which current servers refuse to load"; });
}

void cname_at_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.owner == context.zone.apex() && is_visible(context, rrset, RrType::CNAME))
        report.add(at_rrset(context.zone, rrset),
                   [] { return "CNAME at the apex, beside SOA and NS"; });
}

void more_than_one(const Context& context, const Rrset& rrset, RrType type, Report& report) {
    if (rrset.count > 1 && is_visible(context, rrset, type))
        report.add(at_rrset(context.zone, rrset), [&] {
            return fmt::format("{} {} records, 1 is allowed", rrset.count, to_text(type));
        });
}

void cname_multiple(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    more_than_one(context, rrset, RrType::CNAME, report);
}

void dname_multiple(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    more_than_one(context, rrset, RrType::DNAME, report);
}

void dname_with_cname(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (is_visible(context, rrset, RrType::DNAME) &&
        context.zone.find(rrset.owner, RrType::CNAME) != nullptr)
        report.add(at_rrset(context.zone, rrset), [] { return "DNAME beside CNAME"; });
}

void dname_with_ns(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::DNAME && rrset.count != 0 &&
        context.zone.entry(rrset.owner).has(name_flag::cut))
        report.add(at_rrset(context.zone, rrset),
                   [] { return "DNAME at a delegation, where only the child can have it"; });
}

void dname_descendants(const Context& context, const Moment&, NameId name, Report& report) {
    if (context.zone.entry(name).has(name_flag::below_dname))
        report.add(at_name(context.zone, name), [] { return "data below a DNAME"; });
}

void dname_self(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_visible(context, rrset, RrType::DNAME)) return;
    const NameView owner = context.zone.name(rrset.owner);
    for (const Octets rdata : context.zone.records(rrset))
        if (is_at_or_below(NameView(rdata), owner))
            report.add(at_rrset(context.zone, rrset).at_field(0), [&] {
                return "target " + to_text(NameView(rdata)) + " lies at or below the owner";
            });
}

/// Where an alias leads: one CNAME or DNAME of the zone further, or nowhere within it.
std::optional<Name> next_link(const Zone& zone, NameView name) {
    const Target target = find_target(zone, name);
    if (target.state == TargetState::alias)
        return Name(NameView(*zone.records(*zone.find(*target.name, RrType::CNAME)).begin()));
    if (target.state != TargetState::redirected) return std::nullopt;
    const Rrset* const dname = zone.find(*target.name, RrType::DNAME);
    if (dname == nullptr) return std::nullopt;
    return with_suffix(name, zone.name(*target.name), NameView(*zone.records(*dname).begin()));
}

/// No resolver follows so many; the bound keeps hostile zones from costing more.
constexpr std::size_t max_links = 64;

/// The first two names of the chain that an alias begins. A DNAME begins one for every name below
/// it; one stands for all.
std::vector<Name> first_links(const Zone& zone, const Rrset& rrset) {
    const NameView owner = zone.name(rrset.owner), target(*zone.records(rrset).begin());
    if (rrset.type == RrType::CNAME) return {Name(owner), Name(target)};
    constexpr std::uint8_t any[] = {1, 'x', 0};
    const auto from = with_suffix(NameView(any, sizeof any), NameView(), owner);
    const auto to = with_suffix(NameView(any, sizeof any), NameView(), target);
    return from && to ? std::vector<Name>{*from, *to} : std::vector<Name>{};
}

/// A loop is told at the aliases that it runs through, not at those that lead into it.
void alias_loop(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::CNAME && rrset.type != RrType::DNAME) return;
    const Zone& zone = context.zone;
    if (!is_answered(zone, rrset) || zone.entry(rrset.owner).has(name_flag::cut)) return;
    std::vector<Name> chain = first_links(zone, rrset);
    if (chain.empty()) return;
    while (chain.back().view() != chain.front().view()) {
        const auto next = next_link(zone, chain.back());
        if (!next) return;
        const auto met = std::find_if(chain.begin() + 1, chain.end(), [&](const Name& seen) {
            return seen.view() == next->view();
        });
        if (met != chain.end()) return;
        if (chain.size() > max_links)
            return report.add(at_rrset(zone, rrset), Group{.cause = "endless"}, [] {
                return fmt::format("more than {} aliases in a row", max_links);
            });
        chain.push_back(*next);
    }
    report.add(at_rrset(zone, rrset), [&] {
        const std::size_t links = chain.size() - 1;
        return fmt::format("alias leads back to itself after {} link{}", links,
                           links == 1 ? "" : "s");
    });
}

constexpr Rule rules[] = {
    {.id = "zone-cname-and-other",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1034 3.6.2; RFC 2181 10.1; RFC 4035 2.5",
     .since = {1987, 11},
     .says = "A CNAME stands beside other data.",
     .why = "Resolvers answer everything from the alias; servers refuse the zone or drop one of "
            "the two.",
     .fix = "Take out the CNAME, or the other data.",
     .good = "www CNAME host",
     .bad = "www CNAME host\nwww A 192.0.2.1",
     .check = each_rrset(cname_and_other, RrType::CNAME)},
    {.id = "zone-cname-multiple",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 2181 10.1",
     .since = {1997, 7},
     .says = "A name owns more than one CNAME.",
     .why = "A name has one canonical name; servers refuse the zone.",
     .fix = "Keep one CNAME.",
     .good = "www CNAME a",
     .bad = "www CNAME a\nwww CNAME b",
     .check = each_rrset(cname_multiple, RrType::CNAME)},
    {.id = "zone-cname-at-apex",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1912 2.4; RFC 2181 10.1",
     .since = {1996, 2},
     .says = "The apex owns a CNAME.",
     .why = "The apex always has SOA and NS, which a CNAME excludes; servers refuse the zone.",
     .fix = "Use address records, or HTTPS and SVCB in alias mode, at the apex.",
     .good = "@ HTTPS 0 host.example.net.",
     .bad = "@ CNAME host.example.net.",
     .check = each_rrset(cname_at_apex, RrType::CNAME)},
    {.id = "zone-cname-loop",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1034 3.6.2",
     .since = {1987, 11},
     .says = "A chain of aliases within the zone comes back to itself.",
     .why = "Resolvers give up with SERVFAIL.",
     .fix = "Point one of the aliases to a name with data.",
     .good = "a CNAME b\nb A 192.0.2.1",
     .bad = "a CNAME b\nb CNAME a",
     .check = each_rrset(alias_loop, RrType::CNAME, RrType::DNAME)},
    {.id = "zone-dname-multiple",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 6672 2.4",
     .since = {2012, 6},
     .says = "A name owns more than one DNAME.",
     .why = "\"Only one DNAME is allowed per name\"; servers refuse the zone.",
     .fix = "Keep one DNAME.",
     .good = "old DNAME new",
     .bad = "old DNAME new\nold DNAME newer",
     .check = each_rrset(dname_multiple, RrType::DNAME)},
    {.id = "zone-dname-with-cname",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 6672 2.3; RFC 6672 2.4",
     .since = {2012, 6},
     .says = "A DNAME and a CNAME have the same owner.",
     .why = "The CNAME excludes all other data of its owner; servers refuse the zone.",
     .fix = "Take one of the two out.",
     .good = "old DNAME new",
     .bad = "old DNAME new\nold CNAME new",
     .check = each_rrset(dname_with_cname, RrType::DNAME)},
    {.id = "zone-dname-with-ns",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 6672 2.3",
     .since = {2012, 6},
     .says = "A DNAME stands beside the NS records of a delegation.",
     .why = "The name belongs to the child zone, so that the DNAME is never answered.",
     .fix = "Put the DNAME into the child zone, or take the delegation out.",
     .good = "old DNAME new",
     .bad = "old NS ns.example.net.\nold DNAME new",
     .check = each_rrset(dname_with_ns, RrType::DNAME)},
    {.id = "zone-dname-descendants",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 6672 2.4",
     .since = {2012, 6},
     .says = "A name below a DNAME owns data.",
     .why = "Everything below a DNAME is redirected; the data are never answered, and servers "
            "refuse the zone.",
     .fix = "Move the data below the target of the DNAME.",
     .good = "old DNAME new\na.new A 192.0.2.1",
     .bad = "old DNAME new\na.old A 192.0.2.1",
     .check = each_name(dname_descendants)},
    {.id = "zone-dname-self",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 6672 2.2",
     .since = {2012, 6},
     .says = "The target of a DNAME lies at or below its own owner.",
     .why = "Each redirection leads to another one, until the name is too long.",
     .fix = "Point the DNAME to a name that is not below its owner.",
     .good = "old DNAME new",
     .bad = "old DNAME a.old",
     .check = each_rrset(dname_self, RrType::DNAME)},
};

}  // namespace

std::span<const Rule> zone_alias_rules() {
    return rules;
}

}  // namespace zoneproof
