// What concerns the denial of the whole zone: both kinds at once, TTLs, and what NSEC3 asks of the
// zone's name and keys (RFC 5155 2, 10, RFC 9077 3; V-NSEC-1, V-NSEC-7, V-N3-5, V-N3-17, V-N3-18).
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// A hash takes a label of 32 letters: 33 octets in front of the zone name.
constexpr std::size_t longest_apex = max_name_octets - 33;

bool has_nsec3(const Context& context) {
    return context.evidence.nsec.use.any_nsec3 || context.evidence.nsec.use.any_nsec3param;
}

void both(const Context& context, const Moment&, Report& report) {
    const DenialUse& use = context.evidence.nsec.use;
    if (!use.any_nsec || !use.any_nsec3 || !use.listed_nsec3) return;
    report.add(at_rrset(context.zone, *context.zone.at_apex(RrType::NSEC3PARAM)), [] {
        return std::string("NSEC3 is in use, and the zone holds NSEC records as well");
    });
}

/// "The TTL of the NSEC RR that is returned MUST be the lesser of the MINIMUM field of the SOA
/// record and the TTL of the SOA itself." RFC 9077 3.1; 3.2 says the same of NSEC3.
void denial_ttl(const Context& context, const Rrset& rrset, RrType type, Report& report) {
    if (rrset.type != type || rrset.count == 0 || !rrset.has(rrset_flag::authoritative)) return;
    if (rrset.has(rrset_flag::ttls_differ)) return;
    const Rrset& soa = context.zone.soa();
    const std::uint32_t due =
        std::min(soa.ttl, SoaView(context.zone.records(soa).front()).minimum());
    if (rrset.ttl != due)
        report.add(at_rrset(context.zone, rrset), [&] {
            return fmt::format("TTL is {}, the lesser of SOA TTL and SOA MINIMUM is {}", rrset.ttl,
                               due);
        });
}

void nsec_ttl(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    denial_ttl(context, rrset, RrType::NSEC, report);
}

void nsec3_ttl(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    denial_ttl(context, rrset, RrType::NSEC3, report);
}

void algorithm_incompatible(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (!has_nsec3(context) || (key.algorithm != 1 && key.algorithm != 3 && key.algorithm != 5))
        return;
    report.add(at_key(context.zone, key).at_field(2), [&] {
        return fmt::format("key {} is of {}, which is for zones with NSEC", key.tag,
                           describe_algorithm(key.algorithm));
    });
}

void apex_too_long(const Context& context, const Moment&, Report& report) {
    const std::size_t octets = context.zone.origin().size();
    if (octets > longest_apex && has_nsec3(context))
        report.add(at_rrset(context.zone, context.zone.soa()), [&] {
            return fmt::format(
                "the zone name has {} octets, a hash in front of it needs {} or fewer", octets,
                longest_apex);
        });
}

constexpr Rule rules[] = {
    {.id = "nsec-and-nsec3-both",
     .family = Family::denial,
     .severity = Severity::warning,
     .cites = "RFC 5155 10.4; RFC 5155 10.5",
     .since = {2008, 3},
     .says = "NSEC3 is in use and the zone holds NSEC records as well.",
     .why = "It is a step between the two that should not last: the NSEC records give away the "
            "names that NSEC3 hides.",
     .fix = "Let the signer finish the change, or remove the NSEC records.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 - ; and NSEC3 records",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 -\nwww 3600 IN NSEC example. A RRSIG NSEC",
     .needs = pass::nsec,
     .check = whole_zone(both)},
    {.id = "nsec-ttl",
     .family = Family::denial,
     .severity = Severity::warning,
     .cites = "RFC 9077 3; RFC 4034 4",
     .since = {2021, 7},
     .says = "The TTL of an NSEC is not the lesser of the SOA's TTL and MINIMUM.",
     .why = "Validators that answer from cached NSEC deny new names for longer, or ask more often, "
            "than the zone intends.",
     .fix = "Sign with a signer that follows RFC 9077.",
     .good = "@ 3600 IN SOA ns1 host 1 7200 900 1209600 300\nwww 300 IN NSEC example. A RRSIG NSEC",
     .bad = "@ 3600 IN SOA ns1 host 1 7200 900 1209600 300\nwww 3600 IN NSEC example. A RRSIG NSEC",
     .check = each_rrset(nsec_ttl, RrType::NSEC)},
    {.id = "nsec3-ttl",
     .family = Family::denial,
     .severity = Severity::warning,
     .cites = "RFC 9077 3; RFC 5155 3",
     .since = {2021, 7},
     .says = "The TTL of an NSEC3 is not the lesser of the SOA's TTL and MINIMUM.",
     .why = "Validators that answer from cached NSEC3 deny new names for longer, or ask more "
            "often, than the zone intends.",
     .fix = "Sign with a signer that follows RFC 9077.",
     .good = "@ 3600 IN SOA ns1 host 1 7200 900 1209600 300\n35mt... 300 IN NSEC3 1 0 0 - b4um... "
             "A RRSIG",
     .bad = "@ 3600 IN SOA ns1 host 1 7200 900 1209600 300\n35mt... 3600 IN NSEC3 1 0 0 - b4um... "
            "A RRSIG",
     .check = each_rrset(nsec3_ttl, RrType::NSEC3)},
    {.id = "nsec3-algorithm-incompatible",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 2",
     .since = {2008, 3},
     .says = "A key of algorithm 1, 3 or 5 is published in a zone with NSEC3.",
     .why = "These numbers say that the zone uses NSEC: validators that know no NSEC3 take its "
            "answers for forged.",
     .fix = "Use algorithm 13, 15 or 8.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...\n@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 3600 IN DNSKEY 257 3 5 AwEAAb...\n@ 0 IN NSEC3PARAM 1 0 0 -",
     .needs = pass::keys | pass::nsec,
     .check = each_key(algorithm_incompatible)},
    {.id = "zone-apex-name-too-long-nsec3",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 10.1",
     .since = {2008, 3},
     .says = "The name of a zone with NSEC3 leaves no room for a hash in front of it.",
     .why = "NSEC3 records would have names of more than 255 octets: they cannot exist.",
     .fix = "Sign the zone with NSEC.",
     .good = "(a zone name of 222 octets) 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "(a zone name of 223 octets) 0 IN NSEC3PARAM 1 0 0 -",
     .needs = pass::nsec,
     .check = whole_zone(apex_too_long)},
};

}  // namespace

std::span<const Rule> denial_zone_rules() {
    return rules;
}

}  // namespace zoneproof
