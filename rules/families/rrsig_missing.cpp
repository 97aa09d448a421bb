// Is every RRset that must be signed signed, by a key that is published and with every algorithm
// that is shown (RFC 4035 2.2, RFC 6840 5.11; V-RR-2, V-ALG)? A signature that fails is the matter
// of rrsig_invalid.cpp.
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

void missing(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!must_be_signed(rrset)) return;
    const Zone& zone = context.zone;
    switch (standing(context, rrset)) {
    case Standing::unsigned_:
        if (context.roots.nothing_signed) {
            // One cause, one finding: it stands at the SOA and speaks of the whole zone.
            if (zone.id(rrset) == zone.id(zone.soa()))
                report.add(at_rrset(zone, rrset), Group{.cause = "nothing-signed"},
                           [] { return std::string("no RRset of the zone has a signature"); });
        } else if (rrset.type != RrType::DS) {
            report.add(at_rrset(zone, rrset),
                       [] { return std::string("no RRSIG covers this RRset"); });
        }
        return;
    case Standing::unknown_key: {
        if (context.roots.no_dnskey) return;
        const Signature& signature = zone.signatures(rrset).front();
        report.add(at_signature(zone, signature).at_field(rrsig_token::key_tag),
                   by_key(context, signature, "unknown-key"), [&] {
                       return fmt::format("signed only by key tag {} of {}, which is not published",
                                          signature.key_tag,
                                          describe_algorithm(signature.algorithm));
                   });
        return;
    }
    case Standing::key_unusable: {
        if (context.roots.no_usable_key) return;
        const auto signatures = zone.signatures(rrset);
        const auto known =
            std::find_if(signatures.begin(), signatures.end(), [&](const Signature& signature) {
                return fact(context, signature).key != no_key;
            });
        const Signature& signature = known == signatures.end() ? signatures.front() : *known;
        report.add(at_signature(zone, signature).at_field(rrsig_token::key_tag),
                   by_key(context, signature, "key-unusable"), [&] {
                       const KeyId key = fact(context, signature).key;
                       return fmt::format(
                           "signed only by key tag {}, {}", signature.key_tag,
                           key == no_key ? "whose keys may not sign zone data"
                                         : fmt::format("a key that {}",
                                                       describe(context.evidence.keys[key].fault)));
                   });
        return;
    }
    default: return;
    }
}

void ds_unsigned(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::DS || !must_be_signed(rrset) || context.roots.nothing_signed) return;
    if (standing(context, rrset) == Standing::unsigned_)
        report.add(at_rrset(context.zone, rrset),
                   [] { return std::string("no RRSIG covers the DS RRset of this delegation"); });
}

/// Why an RRset has no signature that counts for an algorithm, although the algorithm signs
/// elsewhere.
std::string_view cause_of_gap(const Context& context, const Rrset& rrset, std::uint8_t algorithm) {
    std::string_view cause = "";
    for (const Signature& signature : context.zone.signatures(rrset)) {
        if (signature.algorithm != algorithm) continue;
        if (is_sound(context, signature)) return "out-of-time";
        cause = "not-valid";
    }
    return cause;
}

/// V-ALG-2: of an algorithm we do not verify, a signature by a published key counts by its
/// presence.
bool counts_for(const Context& context, const Signature& signature, std::uint8_t algorithm) {
    return signature.algorithm == algorithm &&
           (is_sound(context, signature) ||
            (fact(context, signature).verdict == Verdict::unsupported && !is_reversed(signature)));
}

void missing_algorithm(const Context& context, const Moment& now, const Rrset& rrset,
                       Report& report) {
    const auto due = context.evidence.keys.algorithms();
    if (!must_be_signed(rrset)) return;
    const Standing stands = standing(context, rrset);
    // Otherwise the RRset is not valid at all, which other rules say.
    if (stands == Standing::sound
            ? due.size() < 2 || first_gap(context, now, rrset).has_value()
            : stands != Standing::unsupported || !context.evidence.keys.any_usable())
        return;
    const auto& standby = context.roots.standby_algorithms;
    for (const std::uint8_t algorithm : due) {
        if (std::find(standby.begin(), standby.end(), algorithm) != standby.end()) continue;
        const auto counts = [&](const Signature& signature) {
            return counts_for(context, signature, algorithm);
        };
        if (!first_gap(context, now, rrset, counts)) continue;
        report.add(at_rrset(context.zone, rrset),
                   Group{.cause = cause_of_gap(context, rrset, algorithm), .algorithm = algorithm},
                   [&] {
                       return fmt::format("no valid signature of {}, which the DNSKEY RRset shows",
                                          describe_algorithm(algorithm));
                   });
    }
}

constexpr Rule rules[] = {
    {.id = "rrsig-missing",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "An authoritative RRset has no signature by a published key that may sign zone data.",
     .why =
         "Validators know from the DS that the zone is signed and answer SERVFAIL for this RRset.",
     .fix = "Sign the zone again with the keys it publishes; never edit a signed zone by hand. "
            "When a key was withdrawn, publish it again until no signature by it is left.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 "
             "11039 example. qN7o...",
     .bad = "www 3600 IN A 192.0.2.1 ; and no RRSIG A",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::not_sound, missing)},
    {.id = "ds-rrset-unsigned-in-zone",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2; RFC 4035 2.4",
     .since = {2005, 3},
     .says = "The DS RRset of a delegation has no signature.",
     .why = "Validators can neither use the DS nor prove its absence: the child zone does not "
            "resolve for them.",
     .fix = "Sign the zone again; check how the DS came into the zone after it was signed.",
     .good = "sec 3600 IN DS 12345 13 2 0123...\nsec 3600 IN RRSIG DS 13 2 3600 20261222000000 "
             "20261122000000 11039 example. qN7o...",
     .bad = "sec 3600 IN DS 12345 13 2 0123... ; and no RRSIG DS",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(ds_unsigned, RrType::DS)},
    {.id = "rrsig-missing-algorithm",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2; RFC 6840 5.11",
     .since = {2005, 3},
     .says = "An RRset has no valid signature of an algorithm that the DNSKEY RRset shows.",
     .why = "The zone breaks its duty to be signed with each algorithm of its DNSKEY RRset: "
            "validators that support only this algorithm, or insist on all of them against "
            "downgrade, answer SERVFAIL.",
     .fix = "Sign every RRset with each algorithm before its DNSKEY is published; when an "
            "algorithm is left, withdraw its DNSKEY before its signatures.",
     .good =
         "www 3600 IN RRSIG A 8 2 3600 ...\nwww 3600 IN RRSIG A 13 2 3600 ... ; keys of 8 and 13",
     .bad = "www 3600 IN RRSIG A 13 2 3600 ... ; keys of 8 and 13",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, missing_algorithm)},
};

}  // namespace

std::span<const Rule> rrsig_missing_rules() {
    return rules;
}

}  // namespace zoneproof
