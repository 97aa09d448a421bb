// Family zone: the SOA, and records that stand where no record of the zone can (V-NAME-1,
// V-NAME-2).
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

/// Speaks only of a text that was read to its end: the SOA may stand in what is missing.
void soa_missing(const LoadedZone& loaded, Report& report) {
    if (loaded.unreadable.size() > 1) return;
    for (const Unreadable reason : loaded.unreadable) {
        if (reason == Unreadable::no_soa)
            report.add(nowhere(), Group{.cause = "none"}, [] { return "no SOA in the file"; });
        if (reason == Unreadable::other_soa)
            report.add(nowhere(), Group{.cause = "other-name"},
                       [] { return "no SOA at the name given with --origin"; });
    }
}

void soa_multiple(const Context& context, const Moment&, Report& report) {
    const Rrset& soa = context.zone.soa();
    if (soa.count > 1)
        report.add(at_rrset(context.zone, soa), [&] {
            return fmt::format("{} different SOA records, 1 is allowed", soa.count);
        });
}

void soa_not_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::SOA && rrset.count != 0 && rrset.owner != context.zone.apex())
        report.add(at_rrset(context.zone, rrset),
                   [&] { return "SOA below the apex " + to_text(context.zone.origin()); });
}

void ns_missing(const Context& context, const Moment&, Report& report) {
    if (context.zone.at_apex(RrType::NS) == nullptr)
        report.add(at_name(context.zone, context.zone.apex()),
                   [] { return "no NS record at the apex"; });
}

/// One finding an owner, whatever it holds and wherever its records stand.
void out_of_zone(const Context& context, const Moment&, Report& report) {
    const Zone& zone = context.zone;
    const auto excluded = zone.excluded();
    std::vector<std::uint32_t> outside;
    for (std::uint32_t at = 0; at < excluded.size(); ++at)
        if (excluded[at].reason == ExclusionReason::out_of_zone) outside.push_back(at);
    std::sort(outside.begin(), outside.end(), [&](std::uint32_t a, std::uint32_t b) {
        const int order = compare_canonical(zone.owner(excluded[a]), zone.owner(excluded[b]));
        return order != 0 ? order < 0 : a < b;
    });
    for (std::size_t at = 0; at < outside.size(); ++at) {
        const ExcludedRecord& record = excluded[outside[at]];
        if (at != 0 && zone.owner(excluded[outside[at - 1]]) == zone.owner(record)) continue;
        report.add(at_excluded(zone, record),
                   [&] { return "owner is neither " + to_text(zone.origin()) + " nor below it"; });
    }
}

constexpr Rule rules[] = {
    {.id = "zone-soa-missing",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 5.2",
     .since = {1987, 11},
     .says = "The zone has no SOA record.",
     .why = "Without SOA there is no zone: no server loads the file.",
     .fix = "Add the SOA, or give the name of the zone with --origin.",
     .good = "@ IN SOA ns.example. hostmaster.example. 1 7200 3600 1209600 3600",
     .bad = "@ IN NS ns.example.",
     .check = whole_load(soa_missing)},
    {.id = "zone-soa-multiple",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 5.2; RFC 2181 5",
     .since = {1987, 11},
     .says = "The apex owns more than one SOA record.",
     .why = "Which serial and timers hold is undefined; servers refuse the zone or pick one.",
     .fix = "Keep one SOA.",
     .good = "@ SOA ns hostmaster 2 7200 3600 1209600 3600",
     .bad = "@ SOA ns hostmaster 1 7200 3600 1209600 3600\n@ SOA ns hostmaster 2 7200 3600 1209600 "
            "3600",
     .check = whole_zone(soa_multiple)},
    {.id = "zone-soa-not-apex",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 5.2",
     .since = {1987, 11},
     .says = "A SOA record stands below the apex.",
     .why = "A SOA begins a zone of its own; servers refuse the file or ignore the record.",
     .fix = "Take the record out, or put it at the apex of the zone it belongs to.",
     .good = "@ SOA ns hostmaster 1 7200 3600 1209600 3600",
     .bad = "sub SOA ns hostmaster 1 7200 3600 1209600 3600",
     .check = each_rrset(soa_not_apex, RrType::SOA)},
    {.id = "zone-ns-missing",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 5.2; RFC 1034 4.2.1",
     .since = {1987, 11},
     .says = "The apex owns no NS record.",
     .why = "The zone does not say who serves it; servers refuse the file.",
     .fix = "Add the NS records that the parent has.",
     .good = "@ NS ns.example.",
     .bad = "@ SOA ns hostmaster 1 7200 3600 1209600 3600",
     .check = whole_zone(ns_missing)},
    {.id = "zone-out-of-zone-data",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 5.2",
     .since = {1987, 11},
     .says = "A record is owned by a name outside the zone.",
     .why = "The record is never answered; servers drop it or refuse the file.",
     .fix =
         "Move the record to its zone, or complete the name: a final dot may be there by mistake.",
     .good = "www.example. A 192.0.2.1",
     .bad = "www.example.net. A 192.0.2.1",
     .check = whole_zone(out_of_zone)},
};

}  // namespace

std::span<const Rule> zone_soa_rules() {
    return rules;
}

}  // namespace zoneproof
