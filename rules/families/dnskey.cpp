// The DNSKEY records themselves: are they there, at the apex, and zone keys (RFC 4034 2.1, RFC
// 4035 2.1; V-KEY-1, V-KEY-5, V-NAME-13)? Their public keys are judged in dnskey_material.cpp, what
// they sign in dnskey_roles.cpp.
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "verifier/crypto/digest.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// Positions of DNSKEY's RDATA tokens (RFC 4034 2.2).
constexpr int flags_token = 0, protocol_token = 1, algorithm_token = 2;

/// ZONE, REVOKE and SEP (RFC 4034 2.1.1, RFC 5011 7).
constexpr std::uint16_t assigned_flags = 0x0181;

void missing(const Context& context, const Moment&, Report& report) {
    if (context.claims_signed && context.roots.no_dnskey)
        report.add(at_rrset(context.zone, context.zone.soa()), [] {
            return std::string("the zone holds signatures or denial records and no DNSKEY");
        });
}

void not_at_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::DNSKEY && rrset.count != 0 && rrset.owner != context.zone.apex() &&
        rrset.has(rrset_flag::authoritative))
        report.add(at_rrset(context.zone, rrset),
                   [&] { return "DNSKEY below the apex " + to_text(context.zone.origin()); });
}

void protocol_not_3(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (key.protocol != 3)
        report.add(at_key(context.zone, key).at_field(protocol_token), [&] {
            return fmt::format("{} has protocol {}, not 3", describe(key), key.protocol);
        });
}

bool signature_refers(const Context& context, const Key& key) {
    const auto signatures = context.zone.signatures();
    return std::any_of(signatures.begin(), signatures.end(), [&](const Signature& signature) {
        return signature.key_tag == key.tag && signature.algorithm == key.algorithm;
    });
}

bool parent_refers(const Context& context, KeyId id) {
    const auto& facts = context.evidence.ds;
    return std::any_of(facts.begin(), facts.end(), [&](const DsFact& ds) {
        return ds.right_digest_unusable_key == id || ds.same_tag == id || ds.match == id;
    });
}

bool child_refers(const Context& context, const Key& key) {
    const Zone& zone = context.zone;
    if (const Rrset* const cds = zone.at_apex(RrType::CDS))
        for (const Octets rdata : zone.records(*cds)) {
            const DsView view(rdata);
            if (view.key_tag() == key.tag && view.algorithm() == key.algorithm &&
                equal(view.digest(), ds_digest(view.digest_type(), zone.origin(), key.rdata)))
                return true;
        }
    if (const Rrset* const cdnskey = zone.at_apex(RrType::CDNSKEY))
        for (const Octets rdata : zone.records(*cdnskey))
            if (equal(rdata, key.rdata)) return true;
    return false;
}

void zone_flag_unset(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (key.zone_key()) return;
    // RFC 4034 2.1.1 lets other keys stand here as long as nothing takes them for zone keys
    // (V-KEY-5).
    const std::string_view reason = context.roots.no_usable_key      ? "no usable key is left"
                                    : signature_refers(context, key) ? "signatures refer to it"
                                    : parent_refers(context, id) ? "a DS of the parent refers to it"
                                    : child_refers(context, key) ? "CDS or CDNSKEY refer to it"
                                                                 : "";
    report.add_as(reason.empty() ? Severity::warning : Severity::error,
                  at_key(context.zone, key).at_field(flags_token), Group{}, [&] {
                      return fmt::format("{} has no ZONE flag{}{}", describe(key),
                                         reason.empty() ? "" : ", and ", reason);
                  });
}

void reserved_flags(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if ((key.flags & ~assigned_flags) != 0)
        report.add(at_key(context.zone, key).at_field(flags_token), [&] {
            return fmt::format("{} sets flags 0x{:04x}, which have no meaning", describe(key),
                               key.flags & ~assigned_flags);
        });
}

void algorithm_unknown(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    const AlgorithmInfo* const algorithm = find_algorithm(key.algorithm);
    if (algorithm != nullptr && algorithm->signs_zones) return;
    report.add(at_key(context.zone, key).at_field(algorithm_token), [&] {
        return fmt::format("key {} is of {}, which {}", key.tag, describe_algorithm(key.algorithm),
                           algorithm == nullptr ? "is not assigned" : "does not sign zones");
    });
}

constexpr Rule rules[] = {
    {.id = "dnskey-missing",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 4035 2.1",
     .since = {2005, 3},
     .says = "The zone holds signatures or denial records, but no DNSKEY at its apex.",
     .why = "Nothing can be verified: where the parent publishes a DS, every answer is SERVFAIL.",
     .fix = "Publish the keys that sign the zone and sign it again, or remove every trace of "
            "DNSSEC once the DS is gone.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...\n@ 3600 IN RRSIG SOA 13 1 3600 ...",
     .bad = "@ 3600 IN RRSIG SOA 13 1 3600 ... ; and no DNSKEY",
     .needs = pass::keys,
     .check = whole_zone(missing)},
    {.id = "dnskey-not-at-apex",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 4034 2.1.1; RFC 4035 2.1",
     .since = {2005, 3},
     .says = "A DNSKEY stands below the apex.",
     .why =
         "No validator looks for keys there; the owner of a zone key must be the name of a zone.",
     .fix = "Move the record to the apex, or remove it.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "www 3600 IN DNSKEY 257 3 13 aRS/...",
     .check = each_rrset(not_at_apex, RrType::DNSKEY)},
    {.id = "dnskey-protocol-not-3",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 4034 2.1.2",
     .since = {2005, 3},
     .says = "The protocol field of a DNSKEY is not 3.",
     .why =
         "Validators treat the key as invalid, and every signature by it as one by an unknown key.",
     .fix = "Publish the key with protocol 3; its key tag changes, so sign the zone and replace "
            "the DS as well.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 257 4 13 aRS/...",
     .needs = pass::keys,
     .check = each_key(protocol_not_3)},
    {.id = "dnskey-zone-flag-unset",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 4034 2.1.1; RFC 4034 5.2",
     .since = {2005, 3},
     .says = "A DNSKEY has no ZONE flag although signatures, a DS or CDS refer to it, or no other "
             "key can be used.",
     .why = "Validators never verify zone data with such a key.",
     .fix = "Publish the key with flags 256 or 257; its key tag changes, so sign the zone and "
            "replace the DS as well.",
     .good = "@ 3600 IN DNSKEY 256 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 0 3 13 aRS/...",
     .needs = pass::trust,
     .check = each_key(zone_flag_unset)},
    {.id = "dnskey-reserved-flags",
     .family = Family::dnskey,
     .severity = Severity::warning,
     .cites = "RFC 4034 2.1.1",
     .since = {2005, 3},
     .says = "A DNSKEY sets flags that are reserved.",
     .why = "They are ignored today, and part of the key tag: whoever clears them makes another "
            "key of it.",
     .fix = "Publish the key with flags 256 or 257 at its next rollover.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 259 3 13 aRS/...",
     .needs = pass::keys,
     .check = each_key(reserved_flags)},
    {.id = "dnskey-algorithm-unknown",
     .family = Family::dnskey,
     .severity = Severity::warning,
     .cites = "RFC 4034 2.1.3; RFC 4035 5.2",
     .since = {2005, 3},
     .says = "A DNSKEY is of an algorithm number that is unassigned, reserved, or not for signing "
             "zones.",
     .why = "No validator can use the key.",
     .fix = "Remove the key, or correct its algorithm field.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 257 3 200 aRS/...",
     .needs = pass::keys,
     .check = each_key(algorithm_unknown)},
};

}  // namespace

std::span<const Rule> dnskey_rules() {
    return rules;
}

}  // namespace zoneproof
