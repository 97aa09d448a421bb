// Family zone: data of services that their own RFCs refuse: SPF, SSHFP, SVCB and HTTPS.
#include "rules/families/families.hpp"
#include "rules/families/targets.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// "v=spf1" alone or before a space, in the first string of a TXT record (RFC 7208 4.5).
bool is_spf(Octets rdata) {
    constexpr std::string_view version = "v=spf1";
    std::string text;  // strings are joined without blanks (RFC 7208 3.3)
    for (std::size_t at = 0; at < rdata.size() && text.size() <= version.size();
         at += 1 + rdata[at])
        text += as_text(rdata.subspan(at + 1, rdata[at]));
    return text == version || text.starts_with("v=spf1 ");
}

void spf_multiple(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::TXT || !is_answered(context.zone, rrset)) return;
    const auto records = context.zone.records(rrset);
    const auto count = std::count_if(records.begin(), records.end(), is_spf);
    if (count > 1)
        report.add(at_rrset(context.zone, rrset),
                   [&] { return fmt::format("{} SPF policies, 1 is allowed", count); });
}

struct Fingerprint {
    std::uint8_t type;
    std::size_t octets;
    std::string_view name, defined_in;
};
constexpr Fingerprint fingerprints[] = {
    {1, 20, "SHA-1", "RFC 4255 3.1.2"},
    {2, 32, "SHA-256", "RFC 6594 4"},
};

void sshfp_length(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::SSHFP || !is_answered(context.zone, rrset)) return;
    RecordId record = rrset.first_record;
    for (const Octets rdata : context.zone.records(rrset)) {
        for (const Fingerprint& known : fingerprints)
            if (rdata.size() >= 2 && rdata[1] == known.type && rdata.size() - 2 != known.octets)
                report.add(at_record(context.zone, rrset, record).at_field(2), [&] {
                    return fmt::format("fingerprint of {} octets, {} has {}", rdata.size() - 2,
                                       known.name, known.octets);
                });
        record = RecordId{index(record) + 1};
    }
}

/// The value of a SvcParam in wire form (RFC 9460 2.2), or nothing.
std::optional<Octets> svc_param(Octets rdata, std::uint16_t key) {
    std::size_t at = 2 + name_at(rdata, 2).size();
    while (at + 4 <= rdata.size()) {
        const std::size_t length = load16(rdata.data() + at + 2);
        if (at + 4 + length > rdata.size()) return std::nullopt;
        if (load16(rdata.data() + at) == key) return rdata.subspan(at + 4, length);
        at += 4 + length;
    }
    return std::nullopt;
}

bool is_svcb(const Context& context, const Rrset& rrset) {
    return (rrset.type == RrType::SVCB || rrset.type == RrType::HTTPS) &&
           is_answered(context.zone, rrset);
}

/// "The AliasMode TargetName SHOULD NOT be equal to the owner name, as this would result in a loop"
/// (RFC 9460 2.4.2). A target of "." says that there is no service (2.5.1) and is no fault.
void svcb_alias_self(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_svcb(context, rrset)) return;
    RecordId record = rrset.first_record;
    for (const Octets rdata : context.zone.records(rrset)) {
        if (load16(rdata.data()) == 0 && name_at(rdata, 2) == context.zone.name(rrset.owner))
            report.add(at_record(context.zone, rrset, record).at_field(1),
                       [] { return "alias to its own owner"; });
        record = RecordId{index(record) + 1};
    }
}

/// "_dns" at the front, behind "_<port>" where one is given (RFC 9461 3).
bool is_dns_server(NameView owner) {
    const auto is_dns = [](NameView name) {
        return !name.is_root() && equal(name.first_label(), octets("_dns"));
    };
    if (is_dns(owner)) return true;
    if (owner.is_root() || owner.first_label()[0] != '_') return false;
    const Octets port = owner.first_label().subspan(1);
    const auto is_digit = [](std::uint8_t octet) { return octet >= '0' && octet <= '9'; };
    return !port.empty() && std::all_of(port.begin(), port.end(), is_digit) &&
           is_dns(owner.parent());
}

constexpr std::uint16_t alpn_key = 1, dohpath_key = 7;

bool offers_http(Octets alpn) {
    for (std::size_t at = 0; at < alpn.size(); at += 1 + alpn[at]) {
        const Octets protocol =
            alpn.subspan(at + 1, std::min<std::size_t>(alpn[at], alpn.size() - at - 1));
        if (equal(protocol, octets("h2")) || equal(protocol, octets("h3"))) return true;
    }
    return false;
}

void svcb_dns_profile(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::SVCB || !is_svcb(context, rrset) ||
        !is_dns_server(context.zone.name(rrset.owner)))
        return;
    RecordId record = rrset.first_record;
    for (const Octets rdata : context.zone.records(rrset)) {
        const Where where = at_record(context.zone, rrset, record);
        record = RecordId{index(record) + 1};
        if (load16(rdata.data()) == 0) continue;
        const auto alpn = svc_param(rdata, alpn_key);
        if (!alpn)
            report.add(where, Group{.cause = "no-alpn"},
                       [] { return "DNS server without alpn, there is no default protocol"; });
        else if (offers_http(*alpn) && !svc_param(rdata, dohpath_key))
            report.add(where, Group{.cause = "no-dohpath"},
                       [] { return "alpn offers DNS over HTTPS, dohpath is missing"; });
    }
}

constexpr Rule rules[] = {
    {.id = "spf-multiple",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 7208 3.2; RFC 7208 4.5",
     .since = {2014, 4},
     .says = "A name has more than one SPF policy.",
     .why = "Receivers answer permerror: no policy holds.",
     .fix = "Join the policies in one record.",
     .good = "@ TXT \"v=spf1 mx -all\"",
     .bad = "@ TXT \"v=spf1 mx -all\"\n@ TXT \"v=spf1 a -all\"",
     .check = each_rrset(spf_multiple, RrType::TXT)},
    {.id = "sshfp-length",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 4255 3.1.2; RFC 6594 4",
     .since = {2006, 1},
     .says = "The fingerprint of an SSHFP record has not the length of its type.",
     .why = "No host key has this fingerprint; clients refuse or ignore it.",
     .fix = "Make the record again from the host key (ssh-keygen -r).",
     .good = "host SSHFP 4 2 (64 hexadecimal digits)",
     .bad = "host SSHFP 4 2 123456",
     .check = each_rrset(sshfp_length, RrType::SSHFP)},
    {.id = "svcb-alias-self",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9460 2.4.2",
     .since = {2023, 11},
     .says = "An SVCB or HTTPS record in alias mode names its own owner.",
     .why = "The alias leads back to itself; clients give up.",
     .fix = "Name the host that serves, or use priority 1 for a service at the owner itself.",
     .good = "@ HTTPS 1 . alpn=h2",
     .bad = "www HTTPS 0 www",
     .check = each_rrset(svcb_alias_self, RrType::SVCB, RrType::HTTPS)},
    {.id = "svcb-dns-profile",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 9461 4.1; RFC 9461 5",
     .since = {2023, 11},
     .says = "The SVCB record of a DNS server lacks alpn, or dohpath where alpn offers HTTP.",
     .why = "Clients must take the record as incompatible: the encrypted service is not found.",
     .fix = "Add alpn=dot, doq, h2 or h3, and dohpath=/dns-query{?dns} for the latter two.",
     .good = "_dns.resolver SVCB 1 resolver alpn=dot",
     .bad = "_dns.resolver SVCB 1 resolver alpn=h2",
     .check = each_rrset(svcb_dns_profile, RrType::SVCB)},
};

}  // namespace

std::span<const Rule> zone_service_rules() {
    return rules;
}

}  // namespace zoneproof
