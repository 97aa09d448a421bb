// Family zone: what NS and MX records name (RFC 1035 3.3.9 and 3.3.11, RFC 2181 10.3, RFC 7505).
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

/// Calls body(record, target) for each record of an RRset of the type, where `offset` octets stand
/// before the name that ends the record.
template <class Body>
void each_target(const Context& context, const Rrset& rrset, RrType type, std::size_t offset,
                 const Body& body) {
    if (rrset.type != type || !is_answered(context.zone, rrset)) return;
    RecordId record = rrset.first_record;
    for (const Octets rdata : context.zone.records(rrset)) {
        body(record, last_name(rdata, offset));
        record = RecordId{index(record) + 1};
    }
}

void is_address(const Context& context, const Rrset& rrset, RrType type, std::size_t offset,
                int field, Report& report) {
    each_target(context, rrset, type, offset, [&](RecordId record, NameView target) {
        if (looks_like_address(context.zone, target))
            report.add(at_record(context.zone, rrset, record).at_field(field), [&] {
                return "target " + to_text(target) + " is an address, a host name is demanded";
            });
    });
}

/// "The domain name used as the value of a NS resource record, or part of the value of a MX
/// resource record must not be an alias" (RFC 2181 10.3); nor may it lie below a DNAME (RFC
/// 6672 5.1).
void is_alias(const Context& context, const Rrset& rrset, RrType type, std::size_t offset,
              int field, Report& report) {
    each_target(context, rrset, type, offset, [&](RecordId record, NameView target) {
        const TargetState state = find_target(context.zone, target).state;
        if (state == TargetState::alias)
            report.add(at_record(context.zone, rrset, record).at_field(field),
                       [&] { return "target " + to_text(target) + " is a CNAME"; });
        if (state == TargetState::redirected)
            report.add(at_record(context.zone, rrset, record).at_field(field),
                       Group{.cause = "below-dname"},
                       [&] { return "target " + to_text(target) + " lies below a DNAME"; });
    });
}

void ns_is_address(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    is_address(context, rrset, RrType::NS, 0, 0, report);
}

void ns_target_alias(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    is_alias(context, rrset, RrType::NS, 0, 0, report);
}

/// Targets at or below a cut have glue or none: deleg-glue-missing.
void ns_target_no_address(const Context& context, const Moment&, const Rrset& rrset,
                          Report& report) {
    const Zone& zone = context.zone;
    each_target(context, rrset, RrType::NS, 0, [&](RecordId record, NameView target) {
        if (looks_like_address(zone, target)) return;
        const Target found = find_target(zone, target);
        const bool exists = found.state == TargetState::exists;
        if (!exists && found.state != TargetState::empty && found.state != TargetState::missing)
            return;
        if (exists && has_address(zone, *found.name)) return;
        report.add(at_record(zone, rrset, record).at_field(0), [&] {
            return "target " + to_text(target) +
                   (exists ? " has neither A nor AAAA" : " does not exist in this zone");
        });
    });
}

void mx_is_address(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    is_address(context, rrset, RrType::MX, 2, 1, report);
}

void mx_target_alias(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    is_alias(context, rrset, RrType::MX, 2, 1, report);
}

void srv_target_alias(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    is_alias(context, rrset, RrType::SRV, 6, 3, report);
}

/// "A single MX RR with an RDATA section consisting of preference number 0 and a zero-length label"
/// (RFC 7505 3).
void mx_null_mixed(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    bool null = false;
    each_target(context, rrset, RrType::MX, 2,
                [&](RecordId, NameView target) { null = null || target.is_root(); });
    if (!null) return;
    const std::uint16_t preference = load16(context.zone.records(rrset).front().data());
    if (rrset.count > 1)
        report.add(at_rrset(context.zone, rrset), Group{.cause = "beside-others"}, [&] {
            return fmt::format("null MX beside {} other MX record{}", rrset.count - 1,
                               rrset.count == 2 ? "" : "s");
        });
    else if (preference != 0)
        report.add(at_rrset(context.zone, rrset).at_field(0), Group{.cause = "preference"}, [&] {
            return fmt::format("null MX with preference {}, 0 is demanded", preference);
        });
}

constexpr Rule rules[] = {
    {.id = "zone-ns-is-address",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 3.3.11",
     .since = {1987, 11},
     .says = "An NS record names an IP address.",
     .why =
         "The text is taken as a host name, which does not exist: the name server is never found.",
     .fix = "Name a host, and give that host the address.",
     .good = "@ NS ns\nns A 192.0.2.1",
     .bad = "@ NS 192.0.2.1",
     .check = each_rrset(ns_is_address, RrType::NS)},
    {.id = "zone-ns-target-alias",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 2181 10.3; RFC 6672 5.1",
     .since = {1997, 7},
     .says = "An NS record names an alias.",
     .why = "Resolvers do not follow aliases here, and servers cannot add the addresses: the name "
            "server is not found.",
     .fix = "Name the host itself.",
     .good = "@ NS ns\nns A 192.0.2.1",
     .bad = "@ NS ns\nns CNAME host",
     .check = each_rrset(ns_target_alias, RrType::NS)},
    {.id = "zone-ns-target-no-address",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1034 4.2.1",
     .since = {1987, 11},
     .says = "An NS record names a host of this zone that has no address.",
     .why = "The name server is never found; servers refuse a zone whose own NS have no address.",
     .fix = "Give the host an A or AAAA record, or name another one.",
     .good = "@ NS ns\nns A 192.0.2.1",
     .bad = "@ NS ns",
     .check = each_rrset(ns_target_no_address, RrType::NS)},
    {.id = "mx-is-address",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1035 3.3.9",
     .since = {1987, 11},
     .says = "An MX record names an IP address.",
     .why = "The text is taken as a host name, which does not exist: mail is not delivered.",
     .fix = "Name a host, and give that host the address.",
     .good = "@ MX 10 mail\nmail A 192.0.2.1",
     .bad = "@ MX 10 192.0.2.1",
     .check = each_rrset(mx_is_address, RrType::MX)},
    {.id = "mx-target-alias",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 2181 10.3; RFC 5321 5.1; RFC 6672 5.1",
     .since = {1997, 7},
     .says = "An MX record names an alias.",
     .why = "Some mail servers do not follow aliases here, and loops are not recognised.",
     .fix = "Name the host itself.",
     .good = "@ MX 10 mail\nmail A 192.0.2.1",
     .bad = "@ MX 10 mail\nmail CNAME host",
     .check = each_rrset(mx_target_alias, RrType::MX)},
    {.id = "mx-null-mixed",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 7505 3",
     .since = {2015, 6},
     .says = "A null MX stands beside other MX records, or its preference is not 0.",
     .why = "Whether the domain takes mail is then undefined.",
     .fix = "Keep the null MX alone, as \"MX 0 .\", or take it out.",
     .good = "@ MX 0 .",
     .bad = "@ MX 0 .\n@ MX 10 mail",
     .check = each_rrset(mx_null_mixed, RrType::MX)},
    {.id = "srv-target-alias",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 2782",
     .since = {2000, 2},
     .says = "An SRV record names an alias.",
     .why = "\"The name MUST NOT be an alias\": clients may take the service as not available.",
     .fix = "Name the host itself.",
     .good = "_sip._udp SRV 0 0 5060 host\nhost A 192.0.2.1",
     .bad = "_sip._udp SRV 0 0 5060 sip\nsip CNAME host",
     .check = each_rrset(srv_target_alias, RrType::SRV)},
};

}  // namespace

std::span<const Rule> zone_ns_rules() {
    return rules;
}

}  // namespace zoneproof
