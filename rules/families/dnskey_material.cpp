// The public key field of each DNSKEY: has it the form and size of its algorithm (RFC 3110 2, RFC
// 6605 4, RFC 8080 3, RFC 4034 A.1.1; V-KEY-1)?
#include "parser/dns/rdata.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr int public_key_token = 3;

Octets public_key(const Key& key) {
    return DnskeyView(key.rdata).public_key();
}

constexpr bool is_rsa(std::uint8_t algorithm) {
    return algorithm == 1 || algorithm == 5 || algorithm == 7 || algorithm == 8 || algorithm == 10;
}

Where at_public_key(const Context& context, const Key& key) {
    return at_key(context.zone, key).at_field(public_key_token);
}

/// What is wrong with the form of the field; empty: nothing.
std::string form_fault(const Key& key) {
    const AlgorithmInfo* const algorithm = find_algorithm(key.algorithm);
    const std::size_t octets = public_key(key).size();
    if (algorithm != nullptr && algorithm->key_octets != 0 && octets != algorithm->key_octets)
        return fmt::format("{} octets, not {}", octets, algorithm->key_octets);
    if (is_rsa(key.algorithm) && rsa_parts(public_key(key)).modulus.empty())
        return fmt::format("{} octets that hold no exponent and modulus", octets);
    return key.fault == KeyFault::malformed ? "not well formed" : "";
}

void key_length_wrong(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    const std::string fault = form_fault(key);
    if (!fault.empty())
        report.add(at_public_key(context, key),
                   [&] { return fmt::format("the public key of {} is {}", describe(key), fault); });
}

void point_not_on_curve(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (key.fault == KeyFault::not_on_curve)
        report.add(at_public_key(context, key), [&] {
            return fmt::format("the public key of {} is no point that can verify", describe(key));
        });
}

void rsa_too_large(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (!is_rsa(key.algorithm)) return;
    const unsigned bits = rsa_parts(public_key(key)).modulus_bits;
    if (bits > context.policy.rsa_max_bits)
        report.add(at_public_key(context, key), [&] {
            return fmt::format("{} has a modulus of {} bits, more than {}", describe(key), bits,
                               context.policy.rsa_max_bits);
        });
}

void rsa_leading_zero(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (!is_rsa(key.algorithm)) return;
    const RsaParts parts = rsa_parts(public_key(key));
    if (parts.leading_zero)
        report.add(at_public_key(context, key), Group{.cause = "leading-zero"}, [&] {
            return fmt::format("exponent or modulus of {} begins with a zero octet", describe(key));
        });
    // Three octets are for exponents "greater than 255 bytes". BIND, Unbound and PowerDNS read the
    // length all the same, Knot Resolver and Knot DNS take the key for malformed: V-VER-12.
    if (!parts.exponent.empty() && parts.exponent.size() <= 255 && public_key(key)[0] == 0) {
        report.unchecked("long-exponent-form", at_public_key(context, key));
        report.add(at_public_key(context, key), Group{.cause = "long-length"}, [&] {
            return fmt::format(
                "the exponent of {} has {} octets, and its length is written in three",
                describe(key), parts.exponent.size());
        });
    }
}

/// RFC 4034 A.1.1: a domain name, or a length and an object identifier, in front of the key.
bool has_private_prefix(const Key& key) {
    const Octets field = public_key(key);
    if (key.algorithm == 253) return wire_name_length(field) != 0;
    return field.size() > 1 && field[0] != 0 && field.size() > field[0];
}

void private_algorithm_id(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if ((key.algorithm != 253 && key.algorithm != 254) || has_private_prefix(key)) return;
    report.add(at_public_key(context, key), [&] {
        return fmt::format("key {} of private algorithm {} does not begin with {}", key.tag,
                           key.algorithm,
                           key.algorithm == 253 ? "a domain name" : "an object identifier");
    });
}

constexpr Rule rules[] = {
    {.id = "dnskey-key-length-wrong",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 3110 2; RFC 6605 4; RFC 8080 3",
     .since = {2001, 5},
     .says = "The public key has not the form that its algorithm prescribes.",
     .why = "No validator can use the key; all signatures by it are worthless.",
     .fix = "Publish the key again from the signer's own export; look for what cut or changed it.",
     .good = "@ 3600 IN DNSKEY 257 3 13 ... ; 64 octets",
     .bad = "@ 3600 IN DNSKEY 257 3 13 ... ; 65 octets: a point with its prefix 04",
     .needs = pass::keys,
     .check = each_key(key_length_wrong)},
    {.id = "dnskey-point-not-on-curve",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 6605 4; RFC 8080 3",
     .since = {2012, 4},
     .says = "The public key is not a point of its curve, or one of low order.",
     .why = "No signature can verify with it, or forged ones can.",
     .fix = "Publish the key again from the signer's own export.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "@ 3600 IN DNSKEY 257 3 13 AAAA... ; 64 zero octets",
     .needs = pass::keys,
     .check = each_key(point_not_on_curve)},
    {.id = "dnskey-rsa-too-large",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 3110 2; RFC 5702 2.1",
     .since = {2001, 5},
     .says = "The RSA modulus has more than 4096 bits.",
     .why = "The standard ends there; several validators refuse such keys.",
     .fix = "Roll to a key of 2048 bits, or to algorithm 13.",
     .good = "@ 3600 IN DNSKEY 257 3 8 ... ; 2048 bits",
     .bad = "@ 3600 IN DNSKEY 257 3 8 ... ; 8192 bits",
     .needs = pass::keys,
     .check = each_key(rsa_too_large)},
    {.id = "dnskey-rsa-leading-zero",
     .family = Family::dnskey,
     .severity = Severity::warning,
     .cites = "RFC 3110 2",
     .since = {2001, 5},
     .says =
         "The RSA exponent or modulus begins with a zero octet, or the length of a short exponent "
         "does.",
     .why = "The standard prohibits it; implementations disagree about the length of the "
            "signatures, and some cannot read the key.",
     .fix = "Publish the key without it, with a new DS: the key tag changes.",
     .good = "@ 3600 IN DNSKEY 256 3 8 AwEAAb...",
     .bad = "@ 3600 IN DNSKEY 256 3 8 AwEAAQC5...",
     .needs = pass::keys,
     .check = each_key(rsa_leading_zero)},
    {.id = "dnskey-private-alg-id",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 4034 A.1.1",
     .since = {2005, 3},
     .says = "A key of a private algorithm does not say which algorithm that is.",
     .why = "Nobody can tell which algorithm to use, those who know it included.",
     .fix =
         "Begin the public key with the algorithm's domain name (253) or object identifier (254).",
     .good = "@ 3600 IN DNSKEY 257 3 253 ... ; begins with 07 example 00",
     .bad = "@ 3600 IN DNSKEY 257 3 253 /////w==",
     .needs = pass::keys,
     .check = each_key(private_algorithm_id)},
};

}  // namespace

std::span<const Rule> dnskey_material_rules() {
    return rules;
}

}  // namespace zoneproof
