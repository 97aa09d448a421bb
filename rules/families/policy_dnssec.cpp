// What is allowed by the protocol and advised against: algorithms, key sizes, digest types, NSEC3
// parameters (RFC 8624, RFC 9905, RFC 9906, RFC 9276; V-KEY-5, V-DS-9, V-N3-16). Verification never
// depends on any of it.
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "rules/plan.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr YearMonth sha1_must_not = {2025, 11};  // RFC 9905

void algorithm_must_not(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (key.algorithm == 1 || key.algorithm == 3 || key.algorithm == 6 || key.algorithm == 12)
        report.add(at_key(context.zone, key).at_field(2), Group{.algorithm = key.algorithm}, [&] {
            return fmt::format("key {} is of {}, with which nothing must be signed", key.tag,
                               describe_algorithm(key.algorithm));
        });
}

void algorithm_sha1(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (key.algorithm != 5 && key.algorithm != 7) return;
    const bool forbidden = in_force(sha1_must_not, context.rules_as_of);
    report.add_as(forbidden ? Severity::error : Severity::warning,
                  at_key(context.zone, key).at_field(2), Group{.algorithm = key.algorithm}, [&] {
                      return fmt::format("key {} is of {}, which uses SHA-1{}", key.tag,
                                         describe_algorithm(key.algorithm),
                                         forbidden ? ": insecure at operators that follow RFC 9905"
                                                   : "");
                  });
}

constexpr bool is_rsa(std::uint8_t algorithm) {
    return algorithm == 5 || algorithm == 7 || algorithm == 8 || algorithm == 10;
}

void rsa_too_small(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (!is_rsa(key.algorithm)) return;
    const unsigned bits = rsa_parts(DnskeyView(key.rdata).public_key()).modulus_bits;
    const Policy& policy = context.policy;
    if (bits == 0 || bits >= policy.rsa_weak_below) return;
    report.add_as(bits < policy.rsa_refused_below ? Severity::error : Severity::warning,
                  at_key(context.zone, key).at_field(3), Group{}, [&] {
                      return fmt::format("{} has a modulus of {} bits, fewer than {}",
                                         describe(key), bits,
                                         bits < policy.rsa_refused_below ? policy.rsa_refused_below
                                                                         : policy.rsa_weak_below);
                  });
}

/// RFC 8017 3.1 asks for an odd exponent of at least 3; with 3 itself forgery has worked wherever
/// padding was read carelessly (CVE-2006-4339), and some validators take no long one; 2^32 + 1 is
/// made by older BIND and taken by all.
void rsa_exponent_weak(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (!is_rsa(key.algorithm)) return;
    Octets exponent = rsa_parts(DnskeyView(key.rdata).public_key()).exponent;
    while (!exponent.empty() && exponent.front() == 0) exponent = exponent.subspan(1);
    if (exponent.empty()) return;  // dnskey-key-length-wrong speaks
    const bool beyond = exponent.size() > 5 || (exponent.size() == 5 && exponent[0] > 1);
    const bool small = exponent.size() == 1 && exponent[0] <= 3;
    const bool even = exponent.back() % 2 == 0;
    if (!beyond && !small && !even) return;
    report.add(at_key(context.zone, key).at_field(3), [&] {
        const std::string which = small  ? std::to_string(exponent[0])
                                  : even ? std::string("that is even")
                                         : fmt::format("of {} octets", exponent.size());
        return fmt::format("{} has an exponent {}, 65537 is usual", describe(key), which);
    });
}

/// The DS of children where they stand; the parent's own, which no RRset of the zone holds, at the
/// SOA.
void ds_digest_sha1(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    const auto describe_ds = [](const DsView& ds) {
        return fmt::format("DS {}/{}/1 has a SHA-1 digest", ds.key_tag(), ds.algorithm());
    };
    const Zone& zone = context.zone;
    if (rrset.type == RrType::DS) {
        auto record = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset)) {
            const auto id = static_cast<RecordId>(record++);
            if (const DsView ds(rdata); ds.digest_type() == 1)
                report.add(at_record(zone, rrset, id).at_field(2), [&] { return describe_ds(ds); });
        }
    } else if (zone.id(rrset) == zone.id(zone.soa())) {
        for (const TrustInput& input : context.parent.records)
            if (const DsView ds(input.rdata); input.is_ds && ds.digest_type() == 1)
                report.add(at_trust_input(zone.origin(), input), [&] { return describe_ds(ds); });
    }
}

void ds_matches_non_sep(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (ds.match != no_key && !context.evidence.keys[ds.match].sep())
        report.add(at_trust_input(context.zone.origin(), context.parent.records[index]), [&] {
            return fmt::format("names {}, which has no SEP flag",
                               describe(context.evidence.keys[ds.match]));
        });
}

Where at_parameters(const Context& context) {
    const Rrset* const parameters = context.zone.at_apex(RrType::NSEC3PARAM);
    return at_rrset(context.zone, parameters != nullptr ? *parameters : context.zone.soa());
}

/// From here on several validators treat the zone as unsigned (RFC 9276 3.2 left the bound to
/// them).
constexpr std::uint16_t tolerated_everywhere = 50;

void iterations_nonzero(const Context& context, const Moment&, Report& report) {
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains) {
        const std::uint16_t iterations = chain.parameters.iterations;
        if ((!chain.listed && chain.records == 0) || iterations == 0 ||
            iterations > context.policy.nsec3_max_iterations)
            continue;
        report.add(at_parameters(context).at_field(2), [&] {
            return fmt::format(
                "{} iterations, 0 are advised{}", iterations,
                iterations > tolerated_everywhere ? "; insecure at several validators" : "");
        });
    }
}

void salt_nonempty(const Context& context, const Moment&, Report& report) {
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains)
        if ((chain.listed || chain.records != 0) && !chain.parameters.salt.empty())
            report.add(at_parameters(context).at_field(3), [&] {
                return fmt::format("a salt of {} octets, none is advised",
                                   chain.parameters.salt.size());
            });
}

constexpr Rule rules[] = {
    {.id = "dnskey-algorithm-must-not",
     .family = Family::policy,
     .severity = Severity::error,
     .cites = "RFC 8624 3.1; RFC 9906 2",
     .since = {2019, 6},
     .says = "A key is of RSAMD5, DSA or ECC-GOST, with which zones must not be signed.",
     .why =
         "Validators do not support these algorithms any more; the signatures count for nothing.",
     .fix = "Roll to algorithm 13.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 257 3 12 ...",
     .needs = pass::keys,
     .check = each_key(algorithm_must_not)},
    {.id = "dnskey-algorithm-sha1",
     .family = Family::policy,
     .severity = Severity::error,
     .cites = "RFC 9905 2; RFC 8624 3.1",
     .since = {2019, 6},
     .says = "A key is of RSASHA1 or RSASHA1-NSEC3-SHA1.",
     .why = "Signing with it was discouraged in 2019 and forbidden in November 2025; many "
            "validators treat the zone as unsigned.",
     .fix = "Roll to algorithm 13.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 257 3 7 AwEAAb...",
     .needs = pass::keys,
     .check = each_key(algorithm_sha1)},
    {.id = "dnskey-rsa-too-small",
     .family = Family::policy,
     .severity = Severity::error,
     .cites = "RFC 5702 2; RFC 6781 3.4.2",
     .since = {2009, 10},
     .says =
         "An RSA modulus has fewer bits than is safe: an error below 1024, a warning below 2048.",
     .why = "Short keys can be factored; several systems refuse them.",
     .fix = "Roll to a key of 2048 bits, or to algorithm 13.",
     .good = "@ 3600 IN DNSKEY 257 3 8 ... ; 2048 bits",
     .bad = "@ 3600 IN DNSKEY 257 3 8 ... ; 768 bits",
     .needs = pass::keys,
     .check = each_key(rsa_too_small)},
    {.id = "dnskey-rsa-exponent-weak",
     .family = Family::policy,
     .severity = Severity::warning,
     .cites = "RFC 3110 4; RFC 8017 3.1",
     .since = {2001, 5},
     .says = "An RSA exponent is 1, 3, even, or beyond 2^33.",
     .why = "1 and even ones are no keys; with 3 forgeries have worked; long ones are refused by "
            "some validators and cost all of them time.",
     .fix = "Roll to a key with exponent 65537, or to algorithm 13.",
     .good = "@ 3600 IN DNSKEY 256 3 8 AwEAAb... ; 65537",
     .bad = "@ 3600 IN DNSKEY 256 3 8 AQPH... ; 3",
     .needs = pass::keys,
     .check = each_key(rsa_exponent_weak)},
    {.id = "ds-digest-sha1",
     .family = Family::policy,
     .severity = Severity::warning,
     .cites = "RFC 8624 3.3; RFC 9904 3",
     .since = {2019, 6},
     .says = "A DS has a SHA-1 digest.",
     .why = "SHA-1 must not be used for new DS records; some validators ignore them.",
     .fix = "Publish the DS with SHA-256 (2) instead.",
     .good = "sec 3600 IN DS 12345 13 2 0123...",
     .bad = "sec 3600 IN DS 12345 13 1 0123...",
     .check = each_rrset(ds_digest_sha1, RrType::DS, RrType::SOA)},
    {.id = "ds-matches-non-sep",
     .family = Family::policy,
     .severity = Severity::info,
     .cites = "RFC 4034 2.1.1; RFC 4034 5.2",
     .since = {2005, 3},
     .says = "A DS names a key without SEP flag.",
     .why =
         "Validators do not look at the flag; tools that do may take the key for one that can go.",
     .fix = "Set the flag at the next rollover of this key.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/... ; and its DS",
     .bad = "@ 3600 IN DNSKEY 256 3 13 aRS/... ; and its DS",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(ds_matches_non_sep)},
    {.id = "nsec3-iterations-nonzero",
     .family = Family::policy,
     .severity = Severity::warning,
     .cites = "RFC 9276 3.1",
     .since = {2022, 8},
     .says = "The chain uses iterations.",
     .why = "They cost servers and validators time and hide nothing; above a bound of their own, "
            "validators treat the zone as unsigned.",
     .fix = "Sign the zone again with 0 iterations.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 1 0 10 -",
     .needs = pass::nsec3,
     .check = whole_zone(iterations_nonzero)},
    {.id = "nsec3-salt-nonempty",
     .family = Family::policy,
     .severity = Severity::info,
     .cites = "RFC 9276 3.1",
     .since = {2022, 8},
     .says = "The chain uses a salt.",
     .why = "It hides nothing, as the zone name is part of every hash already.",
     .fix = "Sign the zone again without salt when the chain is made anew.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 AABBCCDD",
     .needs = pass::nsec3,
     .check = whole_zone(salt_nonempty)},
};

}  // namespace

std::span<const Rule> policy_dnssec_rules() {
    return rules;
}

}  // namespace zoneproof
