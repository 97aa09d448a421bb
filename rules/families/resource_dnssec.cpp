// What costs validators more than they are willing to spend (CVE-2023-50387; V-SIG-12, V-RR-3).
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

void keytag_collision(const Context& context, const Moment&, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    const auto same = context.evidence.keys.candidates(key.algorithm, key.tag);
    if (same.size() < 2 || same.front() != id) return;  // one finding a tag
    report.add(at_key(context.zone, key), Group{.key_tag = key.tag, .algorithm = key.algorithm},
               [&] {
                   return fmt::format("{} keys of {} have the tag {}", same.size(),
                                      describe_algorithm(key.algorithm), key.tag);
               });
}

/// BIND's defaults since CVE-2024-1737, as a primary and as a resolver; PowerDNS takes 256 records.
constexpr std::size_t records_loaded = 100, types_loaded = 100;
constexpr std::size_t longest_message = 65535;  // RFC 1035 4.2.2

/// The RRset and its signatures as an answer, with the octets of header, question and OPT. Owners
/// in full: what fits only because a server compresses them is in doubt too.
std::size_t octets_of_answer(const Context& context, const Rrset& rrset) {
    constexpr std::size_t header = 12, type_and_class = 4, opt = 11, fixed = 10, rrsig = 18;
    const std::size_t owner = context.zone.name(rrset.owner).size();
    std::size_t sum = header + owner + type_and_class + opt;
    for (const Octets rdata : context.zone.records(rrset)) sum += owner + fixed + rdata.size();
    for (const Signature& signature : context.zone.signatures(rrset))
        sum += owner + fixed + rrsig + signature.signer_length +
               context.zone.signature_value(signature).size();
    return sum;
}

/// Types at the owner as BIND counts them, whose sets of RRSIGs over each type are types of their
/// own. Asked once a name.
bool too_many_types(const Context& context, const Rrset& rrset) {
    const auto of_name = context.zone.rrsets(rrset.owner);
    if (2 * of_name.size() <= types_loaded || &rrset != of_name.data()) return false;
    std::size_t types = 0;
    for (const Rrset& other : of_name) types += (other.count != 0) + (other.signatures != 0);
    return types > types_loaded;
}

/// What deployed servers refuse to load, or cannot send, nobody validates (V-VER-12). They load
/// glue and delegations too.
void doubt_that_it_is_served(const Context& context, const Rrset& rrset, Report& report) {
    if (!context.claims_signed) return;
    if (rrset.count > records_loaded || rrset.signatures > records_loaded ||
        too_many_types(context, rrset))
        report.unchecked("more-records-than-loaded", at_rrset(context.zone, rrset));
    if (rrset.signatures != 0 && octets_of_answer(context, rrset) > longest_message)
        report.unchecked("answer-too-large", at_rrset(context.zone, rrset));
}

void too_many(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    doubt_that_it_is_served(context, rrset, report);
    if (rrset.signatures > context.policy.max_signatures)
        report.add(at_rrset(context.zone, rrset), [&] {
            return fmt::format("{} signatures, validators try {}", rrset.signatures,
                               context.policy.max_signatures);
        });
}

/// Keys that a validator has to try over all signatures of the RRset.
std::uint64_t trials(const Context& context, const Rrset& rrset) {
    std::uint64_t product = 0;
    for (const Signature& signature : context.zone.signatures(rrset))
        product += context.evidence.keys.candidates(signature.algorithm, signature.key_tag).size();
    return product;
}

/// Whether a key of the same tag stands before one that made a signature. All have to be tried (RFC
/// 4035 5.3.1), but since KeyTrap BIND 9.18 gives up after the first that fails, and answers
/// SERVFAIL: where deployed validators differ nothing is proven (V-VER-12). The DNSKEY RRset is no
/// such case, its key is found by the DS.
bool other_key_is_tried_first(const Context& context, const Rrset& rrset) {
    if (rrset.type == RrType::DNSKEY) return false;
    const KeyTable& keys = context.evidence.keys;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const KeyId by = fact(context, signature).key;
        if (by == no_key) continue;
        for (const KeyId other : keys.candidates(signature.algorithm, signature.key_tag))
            if (other < by && keys[other].zone_key()) return true;
    }
    return false;
}

void keytrap_product(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (other_key_is_tried_first(context, rrset))
        report.unchecked("other-key-of-tag-first", at_rrset(context.zone, rrset));
    const std::uint64_t budget = context.policy.keytrap_budget;
    if (rrset.signatures * context.evidence.keys.keys().size() <= budget) return;
    if (const std::uint64_t product = trials(context, rrset); product > budget)
        report.add(at_rrset(context.zone, rrset), [&] {
            return fmt::format("{} pairs of signature and key to try, the budget is {}", product,
                               budget);
        });
}

constexpr Rule rules[] = {
    {.id = "dnskey-keytag-collision",
     .family = Family::resource,
     .severity = Severity::warning,
     .cites = "RFC 4034 B; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "Several keys of one algorithm have the same key tag.",
     .why = "It is legal: every one must be tried. Since KeyTrap many validators try only a few, "
            "and may stop before the right one; where BIND does, the zone is not proven.",
     .fix = "Make another key at the next rollover.",
     .good = "@ 3600 IN DNSKEY 256 3 13 ... ; tag 11039\n@ 3600 IN DNSKEY 256 3 13 ... ; tag 33834",
     .bad = "@ 3600 IN DNSKEY 256 3 13 ... ; tag 11039\n@ 3600 IN DNSKEY 256 3 13 ... ; tag 11039",
     .needs = pass::keys,
     .check = each_key(keytag_collision)},
    {.id = "rrsig-too-many",
     .family = Family::resource,
     .severity = Severity::warning,
     .cites = "RFC 4035 5.3.3; CVE-2023-50387",
     .since = {2024, 2},
     .says = "An RRset has more signatures than validators try.",
     .why = "Those beyond the eighth are never looked at; where the first ones are stale, the "
            "RRset is SERVFAIL.",
     .fix = "Remove signatures of withdrawn keys.",
     .good = "www 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 ... ; nine of them",
     .check = each_rrset(too_many)},
    {.id = "rrsig-keytrap-product",
     .family = Family::resource,
     .severity = Severity::error,
     .cites = "RFC 4035 5.3.1; CVE-2023-50387",
     .since = {2024, 2},
     .says = "The signatures of an RRset and the keys of their tags make more pairs than a "
             "validator tries.",
     .why = "It is the shape of the KeyTrap attack: validators give up and answer SERVFAIL.",
     .fix = "Remove colliding keys and superfluous signatures.",
     .good = "@ 3600 IN DNSKEY 256 3 13 ... ; two keys, one signature",
     .bad = "@ 3600 IN DNSKEY 256 3 13 ... ; forty keys of one tag, forty signatures",
     .needs = pass::signatures,
     .check = each_rrset(About::signed_, keytrap_product)},
};

}  // namespace

std::span<const Rule> resource_dnssec_rules() {
    return rules;
}

}  // namespace zoneproof
