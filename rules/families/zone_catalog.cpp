// Family zone: catalog zones (RFC 9432 4). A zone is taken as one when its only name server is
// "invalid." and names stand below zones.<apex>, or when it has a schema version as well as members
// there.
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

std::optional<Name> below_apex(const Zone& zone, std::string_view label) {
    std::uint8_t wire[2 + max_label_octets] = {static_cast<std::uint8_t>(label.size())};
    std::copy(label.begin(), label.end(), wire + 1);
    return with_suffix(NameView(wire, label.size() + 2), NameView(), zone.origin());
}

/// The names at or below zones.<apex>, which follow each other in canonical order.
struct Members {
    Name parent;
    std::size_t begin = 0, end = 0;
};
Members members(const Zone& zone) {
    Members found;
    const auto parent = below_apex(zone, "zones");
    if (!parent) return found;
    found.parent = *parent;
    found.begin = found.end = zone.lower_bound(*parent);
    while (found.end < zone.names().size() && is_at_or_below(zone.name(NameId(found.end)), *parent))
        ++found.end;
    return found;
}

const Rrset* version_txt(const Zone& zone) {
    const auto name = below_apex(zone, "version");
    const auto id = name ? zone.find(*name) : std::nullopt;
    return id ? zone.find(*id, RrType::TXT) : nullptr;
}

bool is_version(Octets rdata, char version) {
    return rdata.size() == 2 && rdata[0] == 1 && rdata[1] == static_cast<std::uint8_t>(version);
}

/// "NSs SHOULD be 'invalid.'" (RFC 9432 4).
bool ns_is_invalid(const Zone& zone) {
    constexpr std::uint8_t invalid[] = {7, 'i', 'n', 'v', 'a', 'l', 'i', 'd', 0};
    const Rrset* const ns = zone.at_apex(RrType::NS);
    return ns != nullptr && ns->count == 1 &&
           NameView(zone.records(*ns).front()) == NameView(invalid, sizeof invalid);
}

bool is_catalog(const Zone& zone) {
    // Cheapest first: hardly any zone is a catalog.
    if (ns_is_invalid(zone)) return members(zone).begin != members(zone).end;
    const Rrset* const txt = version_txt(zone);
    if (txt == nullptr) return false;
    const auto records = zone.records(*txt);
    const bool versioned = std::any_of(records.begin(), records.end(), [](Octets rdata) {
        return is_version(rdata, '1') || is_version(rdata, '2');
    });
    const Members found = members(zone);
    return versioned && found.begin != found.end;
}

void catalog_version(const Context& context, const Moment&, Report& report) {
    const Zone& zone = context.zone;
    if (!is_catalog(zone)) return;
    const Rrset* const txt = version_txt(zone);
    if (txt == nullptr)
        return report.add(at_name(*below_apex(zone, "version")), Group{.cause = "missing"},
                          [] { return "catalog zone without TXT of its schema version"; });
    if (txt->count > 1)
        return report.add(at_rrset(zone, *txt), Group{.cause = "multiple"}, [&] {
            return fmt::format("{} schema versions, 1 is allowed", txt->count);
        });
    if (!is_version(zone.records(*txt).front(), '2'))
        report.add(at_rrset(zone, *txt), Group{.cause = "other-version"},
                   [] { return "schema version is not \"2\""; });
}

/// A member node is one label below zones.<apex>; what stands below it are its properties.
void catalog_member_ptr(const Context& context, const Moment&, Report& report) {
    const Zone& zone = context.zone;
    if (!is_catalog(zone)) return;
    const Members found = members(zone);
    const unsigned node_labels = found.parent.view().label_count() + 1;
    struct Member {
        NameView zone;
        const Rrset* ptr;
    };
    std::vector<Member> listed;
    for (std::size_t at = found.begin; at < found.end; ++at) {
        const NameId node{static_cast<std::uint32_t>(at)};
        if (zone.entry(node).labels != node_labels) continue;
        const Rrset* const ptr = zone.find(node, RrType::PTR);
        if (ptr == nullptr)
            report.add(at_name(zone, node), Group{.cause = "no-ptr"},
                       [] { return "member node without PTR"; });
        else if (ptr->count > 1)
            report.add(at_rrset(zone, *ptr), Group{.cause = "several-ptr"}, [&] {
                return fmt::format("member node with {} PTR records, 1 is demanded", ptr->count);
            });
        else
            listed.push_back({NameView(zone.records(*ptr).front()), ptr});
    }
    std::stable_sort(listed.begin(), listed.end(),
                     [](const Member& a, const Member& b) { return a.zone < b.zone; });
    for (std::size_t at = 1; at < listed.size(); ++at)
        if (listed[at].zone == listed[at - 1].zone)
            report.add(at_rrset(zone, *listed[at].ptr), Group{.cause = "listed-twice"},
                       [&] { return "member " + to_text(listed[at].zone) + " is listed twice"; });
}

constexpr Rule rules[] = {
    {.id = "catalog-version",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9432 4.2.1",
     .since = {2023, 7},
     .says = "The schema version of a catalog zone is missing, stands there several times, or is "
             "not 2.",
     .why = "Secondaries take the catalog as broken and do not process it.",
     .fix = "Give version.<catalog> one TXT record \"2\".",
     .good = "version TXT \"2\"",
     .bad = "version TXT \"3\"",
     .check = whole_zone(catalog_version)},
    {.id = "catalog-member-ptr",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9432 4.1; RFC 9432 5.1",
     .since = {2023, 7},
     .says = "A member node of a catalog zone has not exactly one PTR, or a zone is listed twice.",
     .why = "Secondaries take the catalog as broken and do not process it.",
     .fix = "Give each member zone one node with one PTR.",
     .good = "a.zones PTR one.example.",
     .bad = "a.zones PTR one.example.\na.zones PTR two.example.",
     .check = whole_zone(catalog_member_ptr)},
};

}  // namespace

std::span<const Rule> zone_catalog_rules() {
    return rules;
}

}  // namespace zoneproof
