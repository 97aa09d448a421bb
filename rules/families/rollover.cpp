// Keys and requests that a rollover leaves in the zone: unused keys, algorithms that sign nothing,
// what CDS would change (RFC 6781 4.1, RFC 6840 5.11, RFC 8078 4; V-ALG-1, V-CDS-4, V-CDS-5).
#include "rules/families/families.hpp"
#include "rules/families/key_requests.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

bool is_standby(const Context& context, std::uint8_t algorithm) {
    const auto& standby = context.roots.standby_algorithms;
    return std::find(standby.begin(), standby.end(), algorithm) != standby.end();
}

void unused_key(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    const KeyUse& use = context.key_use[index(id)];
    if (!key.usable() || use.good != 0 || use.bad != 0) return;
    if (is_standby(context, key.algorithm) || context.roots.nothing_signed) return;
    report.add(at_key(context.zone, key), [&] {
        return fmt::format("{} signs nothing: published ahead, in reserve, or not yet removed",
                           describe(key));
    });
}

void standby_other_algorithm(const Context& context, const Moment&, Report& report) {
    const auto keys = context.evidence.keys.keys();
    for (const std::uint8_t algorithm : context.roots.standby_algorithms) {
        const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& other) {
            return other.algorithm == algorithm;
        });
        if (key == keys.end()) continue;
        report.add(at_key(context.zone, *key), Group{.algorithm = algorithm}, [&] {
            return fmt::format("{} shows an algorithm with which nothing in the zone is signed",
                               describe(*key));
        });
    }
}

void delete_present(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_key_request(context, rrset)) return;
    for (const Octets rdata : context.zone.records(rrset))
        if (is_delete(rrset.type, rdata))
            report.add(at_rrset(context.zone, rrset),
                       [] { return std::string("asks the parent to remove the DS RRset"); });
}

void drops_algorithm(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!is_key_request(context, rrset)) return;
    for (const Octets rdata : context.zone.records(rrset)) {
        const std::uint8_t algorithm = requested_algorithm(rrset.type, rdata);
        if (is_standby(context, algorithm))
            report.add(at_rrset(context.zone, rrset), Group{.algorithm = algorithm}, [&] {
                return fmt::format("asks for a DS of {}, with which the zone is not signed",
                                   describe_algorithm(algorithm));
            });
    }
}

constexpr Rule rules[] = {
    {.id = "dnskey-unused-key",
     .family = Family::rollover,
     .severity = Severity::info,
     .cites = "RFC 6781 4.1.1",
     .since = {2012, 12},
     .says = "A published key signs nothing, while others of its algorithm do.",
     .why = "It is published ahead of a rollover, kept in reserve, or waits to be removed; it "
            "makes DNSKEY answers larger.",
     .fix = "Nothing, during a rollover; afterwards remove the key.",
     .good = "@ 3600 IN DNSKEY 256 3 13 ... ; and RRSIGs by it",
     .bad = "@ 3600 IN DNSKEY 256 3 13 ... ; and no RRSIG by it",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_key(unused_key)},
    {.id = "dnskey-standby-other-algorithm",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2; RFC 6840 5.11",
     .since = {2005, 3},
     .says = "The DNSKEY RRset shows an algorithm with which nothing is signed.",
     .why =
         "A zone must be signed with each algorithm it shows; there is no exception for keys in "
         "reserve. Validators that insist on it, or support only this algorithm, answer SERVFAIL.",
     .fix = "Remove the key, or sign the whole zone with its algorithm before it is published.",
     .good = "@ 3600 IN DNSKEY 257 3 13 ...\n@ 3600 IN DNSKEY 257 3 8 ... ; every RRset signed "
             "with 8 and 13",
     .bad = "@ 3600 IN DNSKEY 257 3 13 ...\n@ 3600 IN DNSKEY 257 3 8 ... ; no RRSIG of algorithm 8",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = whole_zone(standby_other_algorithm)},
    {.id = "cds-delete-present",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 8078 4",
     .since = {2017, 3},
     .says = "The zone asks its parent to remove the DS RRset.",
     .why = "Once the parent follows, the zone is no longer protected.",
     .fix = "Withdraw the request unless the zone is to become insecure; remove it when the DS is "
            "gone.",
     .good = "@ 3600 IN CDS 2937 13 2 0123...",
     .bad = "@ 3600 IN CDS 0 0 0 00",
     .check = each_rrset(delete_present, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-drops-algorithm",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 6781 4.1.4; RFC 6840 5.11",
     .since = {2012, 12},
     .says = "CDS or CDNSKEY ask for a DS of an algorithm with which the zone is not signed.",
     .why = "Once the parent follows, validators that demand every algorithm of the DS RRset "
            "answer SERVFAIL.",
     .fix = "Sign the whole zone with the algorithm, wait for the longest TTL, then publish CDS.",
     .good = "@ 3600 IN CDS 2937 13 2 0123... ; every RRset signed with 13",
     .bad = "@ 3600 IN CDS 4711 8 2 0123... ; no RRSIG of algorithm 8",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(drops_algorithm, RrType::CDS, RrType::CDNSKEY)},
};

}  // namespace

std::span<const Rule> rollover_rules() {
    return rules;
}

}  // namespace zoneproof
