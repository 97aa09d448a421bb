// Does every signature verify, by a key that is published and may sign (RFC 4035 5.3.1, 5.3.3;
// V-RR-2, V-RR-3)? Fields that rule a signature out beforehand are the matter of rrsig_fields.cpp,
// its time that of expiry.cpp.
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// V-CAN-3: some signers fold a name in this RDATA that others keep.
bool only_letter_case(const Context& context, const Signature& signature) {
    return fact(context, signature).detail == VerdictDetail::verifies_folded;
}

/// V-SIG-13: the published key of that tag is known to sign here, so another one must have made
/// these.
std::string_view cause_of_failure(const Context& context, const Signature& signature) {
    if (only_letter_case(context, signature)) return "letter-case";
    const KeyId key = fact(context, signature).key;
    if (key == no_key) return "";
    const KeyUse& use = context.key_use[index(key)];
    if (use.good == 0) return "key-verifies-nothing";
    return use.bad > 1 ? "same-tag-other-key" : "";
}

std::string describe_failure(const Context& context, const Signature& signature) {
    if (only_letter_case(context, signature))
        return fmt::format("signature by key tag {} verifies only over the name in the RDATA in "
                           "lower case, and it stands there in upper case",
                           signature.key_tag);
    const KeyId key = fact(context, signature).key;
    std::string text = fmt::format("signature by key tag {} does not verify", signature.key_tag);
    if (key == no_key) return text;
    const KeyUse& use = context.key_use[index(key)];
    return text + fmt::format(" ({} of {} by this key do)", use.good, use.good + use.bad);
}

void invalid(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.signatures == 0 || standing(context, rrset) != Standing::faulty) return;
    for (const Signature& signature : context.zone.signatures(rrset))
        if (fact(context, signature).verdict == Verdict::bad_signature)
            report.add(at_signature(context.zone, signature).at_field(rrsig_token::key_tag),
                       by_key(context, signature, cause_of_failure(context, signature)),
                       [&] { return describe_failure(context, signature); });
}

/// What is wrong with one signature of an RRset that stands without it; empty: nothing, or another
/// rule's matter.
std::string_view superfluous_fault(const Context& context, const Signature& signature) {
    switch (fact(context, signature).verdict) {
    case Verdict::bad_signature: return "bad-signature";
    case Verdict::wrong_signer: return "wrong-signer";
    case Verdict::malformed: return "malformed";
    case Verdict::wrong_labels:
        // V-SIG-3: an expanded wildcard answer stays an error beside a good signature.
        return fact(context, signature).detail == VerdictDetail::labels_too_few_but_verifies
                   ? ""
                   : "wrong-labels";
    case Verdict::valid: return is_reversed(signature) ? "reversed-validity" : "";
    default: return "";
    }
}

void some_invalid(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.signatures < 2 || standing(context, rrset) > Standing::not_tried) return;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const std::string_view cause = superfluous_fault(context, signature);
        if (cause.empty()) continue;
        doubt_beside(context, rrset, signature, report);
        report.add(at_signature(context.zone, signature).at_field(rrsig_token::key_tag),
                   by_key(context, signature, cause), [&] {
                       return fmt::format(
                           "signature by key tag {} fails ({}) beside one that verifies",
                           signature.key_tag, cause);
                   });
    }
}

void unknown_key(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.signatures < 2 || context.roots.no_dnskey ||
        standing(context, rrset) >= Standing::unknown_key)
        return;
    for (const Signature& signature : context.zone.signatures(rrset))
        if (fact(context, signature).verdict == Verdict::no_such_key)
            report.add(at_signature(context.zone, signature).at_field(rrsig_token::key_tag),
                       by_key(context, signature), [&] {
                           return fmt::format(
                               "signature by key tag {} of {}, which is not published",
                               signature.key_tag, describe_algorithm(signature.algorithm));
                       });
}

void revoked_signs(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::DNSKEY) return;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        const SignatureFact& known = fact(context, signature);
        if (known.key == no_key || !context.evidence.keys[known.key].revoked()) continue;
        if (known.verdict != Verdict::key_unusable && known.verdict != Verdict::valid) continue;
        report.add(at_signature(context.zone, signature).at_field(rrsig_token::key_tag),
                   by_key(context, signature), [&] {
                       return fmt::format("signed by key tag {}, which is revoked",
                                          signature.key_tag);
                   });
    }
}

constexpr Rule rules[] = {
    {.id = "rrsig-invalid",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 5.3.3",
     .since = {2005, 3},
     .says = "A signature by a published key does not verify, and no other signature makes the "
             "RRset valid.",
     .why = "Validators answer SERVFAIL for this RRset; a bad NSEC or NSEC3 makes whole ranges of "
            "names fail.",
     .fix = "When other signatures with this tag verify, find the signer that holds another "
            "private key; when only this RRset fails, its data was changed after signing. Sign "
            "again, and keep serving the previous version.",
     .good = "www 3600 IN A 192.0.2.1 ; signed as it stands",
     .bad = "www 3600 IN A 192.0.2.99 ; changed after the signature was made",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, invalid)},
    {.id = "rrsig-some-invalid",
     .family = Family::rrsig,
     .severity = Severity::warning,
     .cites = "RFC 4035 5.3.3; RFC 6840 5.4",
     .since = {2005, 3},
     .says = "A signature can never be valid, although another signature makes the RRset valid.",
     .why =
         "Validators try it in vain, and deployed ones give up: since KeyTrap BIND answers "
         "SERVFAIL "
         "where it meets a failing signature before the good one, PowerDNS where it meets two, and "
         "Unbound, Knot Resolver and dnsmasq trip over wrong labels or another signer. Such a zone "
         "is not proven.",
     .fix = "Remove the stale signature, or sign the RRset again with that key.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o...\n"
            "www 3600 IN RRSIG A 13 2 3600 20261201000000 20261101000000 11039 example. AAAA... ; "
            "of older data",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, some_invalid)},
    {.id = "rrsig-unknown-key",
     .family = Family::rrsig,
     .severity = Severity::warning,
     .cites = "RFC 4035 5.3.1; RFC 6840 5.12",
     .since = {2005, 3},
     .says = "A signature beside others was made by a key that is not published.",
     .why = "Validators ignore it; it is left over from a rollover, or prepares one and makes "
            "answers larger.",
     .fix = "Remove signatures of withdrawn keys once the rollover is over.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 4711 example. qN7o... ; "
            "no DNSKEY with tag 4711",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, unknown_key)},
    {.id = "dnskey-revoked-signs-other-rrsets",
     .family = Family::rrsig,
     .severity = Severity::warning,
     .cites = "RFC 5011 2.1",
     .since = {2007, 9},
     .says = "A revoked key signs other data than the DNSKEY RRset.",
     .why = "No validator uses these signatures: a revoked key serves only to show its own "
            "revocation.",
     .fix = "Sign with another key and remove these signatures.",
     .good = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 20261122000000 3065 example. qN7o... "
             "; revoked key 3065",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 3065 example. qN7o... ; "
            "revoked key 3065",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, revoked_signs)},
};

}  // namespace

std::span<const Rule> rrsig_invalid_rules() {
    return rules;
}

}  // namespace zoneproof
