// Fields that make an RRSIG unusable whatever its signature says (RFC 4034 3.1, RFC 4035 5.3.1;
// V-SIG-2 to 5, 9). They are errors where the RRset has nothing better; beside a signature that
// verifies they are rrsig-some-invalid (V-RR-3).
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

/// The signatures of an RRset without a sound one that fail in this way.
template <class Fails, class Describe>
void each_failing(const Context& context, const Rrset& rrset, int token, Report& report,
                  const Fails& fails, const Describe& describe) {
    if (rrset.signatures == 0 || standing(context, rrset) != Standing::faulty) return;
    for (const Signature& signature : context.zone.signatures(rrset))
        if (fails(fact(context, signature), signature))
            report.add(at_signature(context.zone, signature).at_field(token),
                       by_key(context, signature), [&] { return describe(signature); });
}

template <VerdictDetail detail, int token, class Describe>
void each_with(const Context& context, const Rrset& rrset, Report& report,
               const Describe& describe) {
    each_failing(
        context, rrset, token, report,
        [](const SignatureFact& known, const Signature&) { return known.detail == detail; },
        describe);
}

void signer_not_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_failing(
        context, rrset, rrsig_token::signer, report,
        [](const SignatureFact& known, const Signature&) {
            return known.verdict == Verdict::wrong_signer;
        },
        [&](const Signature& signature) {
            const bool verifies =
                fact(context, signature).detail == VerdictDetail::signer_elsewhere_but_verifies;
            return fmt::format(
                "signer's name is {}, the zone is {}{}", to_text(context.zone.signer(signature)),
                to_text(context.zone.origin()),
                verifies ? "; a key of the zone verifies it, which does not count" : "");
        });
}

void signer_case(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    for (const Signature& signature : context.zone.signatures(rrset))
        if (signature.signer_folded != 0)
            report.add(at_signature(context.zone, signature).at_field(rrsig_token::signer), [] {
                return std::string(
                    "signer's name has upper case letters; it is hashed in lower case");
            });
}

std::string describe_labels(const Context& context, const Rrset& rrset,
                            const Signature& signature) {
    const NameEntry& owner = context.zone.entry(rrset.owner);
    return fmt::format("labels field is {}, the owner has {}", signature.labels,
                       owner.labels - (owner.has(name_flag::wildcard) ? 1 : 0));
}

void labels_exceed_owner(const Context& context, const Moment&, const Rrset& rrset,
                         Report& report) {
    each_with<VerdictDetail::labels_exceed_owner, rrsig_token::labels>(
        context, rrset, report,
        [&](const Signature& signature) { return describe_labels(context, rrset, signature); });
}

void labels_below_signer(const Context& context, const Moment&, const Rrset& rrset,
                         Report& report) {
    each_with<VerdictDetail::labels_below_signer, rrsig_token::labels>(
        context, rrset, report, [&](const Signature& signature) {
            return fmt::format("labels field is {}, the zone name has {}", signature.labels,
                               context.zone.origin().label_count());
        });
}

void labels_too_few(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_with<VerdictDetail::labels_too_few, rrsig_token::labels>(
        context, rrset, report,
        [&](const Signature& signature) { return describe_labels(context, rrset, signature); });
    // V-SIG-3: this one a validator accepts, and then asks for a proof that the name does not
    // exist; a good signature beside it does not help whoever meets this one first.
    for (const Signature& signature : context.zone.signatures(rrset))
        if (fact(context, signature).detail == VerdictDetail::labels_too_few_but_verifies)
            report.add(at_signature(context.zone, signature).at_field(rrsig_token::labels),
                       by_key(context, signature, "expanded-wildcard"), [&] {
                           return describe_labels(context, rrset, signature) +
                                  ": a wildcard's answer, stored under the name it was made for";
                       });
}

void signature_length(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_with<VerdictDetail::signature_length, rrsig_token::signature>(
        context, rrset, report, [&](const Signature& signature) {
            const AlgorithmInfo* const algorithm = find_algorithm(signature.algorithm);
            const std::size_t octets = context.zone.signature_value(signature).size();
            return algorithm != nullptr && algorithm->signature_octets != 0
                       ? fmt::format("signature of {} octets, {} has {}", octets,
                                     describe_algorithm(signature.algorithm),
                                     algorithm->signature_octets)
                       : fmt::format(
                             "signature of {} octets, the modulus of key tag {} has another length",
                             octets, signature.key_tag);
        });
}

void degenerate(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_with<VerdictDetail::degenerate, rrsig_token::signature>(
        context, rrset, report, [&](const Signature& signature) {
            return fmt::format("signature of {} holds a number outside its range",
                               describe_algorithm(signature.algorithm));
        });
}

void reversed(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    each_failing(
        context, rrset, rrsig_token::expiration, report,
        [](const SignatureFact& known, const Signature& signature) {
            return is_reversed(signature) &&
                   (known.verdict == Verdict::valid || known.verdict == Verdict::unsupported);
        },
        [&](const Signature& signature) {
            return fmt::format(
                "expiration {} lies before inception {}, or 2^31 seconds or more behind it",
                to_iso8601(nearest(signature.expiration, now.from)),
                to_iso8601(nearest(signature.inception, now.from)));
        });
}

constexpr Rule rules[] = {
    {.id = "rrsig-signer-not-apex",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.7; RFC 4035 2.2; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "The Signer's Name of a signature is not the name of the zone.",
     .why = "Validators look for the key at the signer's name and do not accept the signature, "
            "even when a key of this zone fits.",
     .fix = "Sign the RRset with the zone's own keys; check that the signer is configured with the "
            "right origin.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o...",
     .bad =
         "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 www.example. qN7o...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, signer_not_apex)},
    {.id = "rrsig-signer-case",
     .family = Family::rrsig,
     .severity = Severity::warning,
     .cites = "RFC 4034 3.1.7; RFC 4034 6.2; RFC 6840 5.1",
     .since = {2013, 2},
     .says = "The Signer's Name of a signature is not written in lower case.",
     .why = "It is down-cased before it is hashed; an implementation that forgets this takes the "
            "signature for bad.",
     .fix = "Configure the signer with the zone name in lower case.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 Example. qN7o...",
     .check = each_rrset(About::signed_, signer_case)},
    {.id = "rrsig-labels-exceed-owner",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.3; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "The Labels field is greater than the number of labels of the owner.",
     .why = "Validators discard the signature before they verify it.",
     .fix = "Sign the RRset again; the root and a leftmost asterisk are not counted.",
     .good = "*.wild 3600 IN RRSIG A 13 2 3600 ... ; *.wild.example. counts wild and example",
     .bad = "*.wild 3600 IN RRSIG A 13 3 3600 ...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, labels_exceed_owner)},
    {.id = "rrsig-labels-too-few",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.3; RFC 4035 2.2; RFC 4035 5.3.4",
     .since = {2005, 3},
     .says = "The Labels field is less than the number of labels of the owner.",
     .why = "The signature speaks for a wildcard; validators then demand a proof that the name "
            "itself does not exist, which a zone that holds the name cannot give.",
     .fix =
         "Remove the record: it is an answer made from a wildcard, or sign it under its own name.",
     .good = "*.wild 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "a.wild 3600 IN RRSIG A 13 2 3600 ...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, labels_too_few)},
    {.id = "rrsig-labels-below-signer",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.3; RFC 4035 5.3.1",
     .since = {2005, 3},
     .says = "The Labels field is less than the number of labels of the zone name.",
     .why = "The signature would speak for a wildcard above the zone; validators discard it.",
     .fix = "Sign the RRset again.",
     .good = "www 3600 IN RRSIG A 13 2 3600 ... ; in the zone example.",
     .bad = "www 3600 IN RRSIG A 13 0 3600 ... ; in the zone example.",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, labels_below_signer)},
    {.id = "rrsig-signature-length",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 6605 4; RFC 8080 4; RFC 3110 3",
     .since = {2001, 5},
     .says = "The signature has not the length that its algorithm or key gives it.",
     .why = "No validator can use it.",
     .fix = "Sign the RRset again; look for what cut the record short on its way here.",
     .good = "www 3600 IN RRSIG A 13 2 3600 ... ; 64 octets for algorithm 13",
     .bad = "www 3600 IN RRSIG A 13 2 3600 ... ; 40 octets",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, signature_length)},
    {.id = "rrsig-ecdsa-degenerate",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "FIPS 186-5 6.4.2; RFC 8032 5.1.7",
     .says = "A number inside the signature lies outside its range: r or s of ECDSA, S of EdDSA.",
     .why = "Such signatures are invalid by definition; careless verifiers accept some of them, "
            "others do not.",
     .fix =
         "Sign the RRset again and have the signer looked at: a sound one does not produce this.",
     .good = "www 3600 IN RRSIG A 13 2 3600 ... ; 0 < r, s < n",
     .bad = "www 3600 IN RRSIG A 13 2 3600 ... ; r = 0",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, degenerate)},
    {.id = "rrsig-inception-after-expiration",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.5; RFC 1982 3.2",
     .since = {2005, 3},
     .says = "A signature expires before it begins, in serial number arithmetic.",
     .why = "It is valid at no moment.",
     .fix = "Sign the RRset again with a validity period that ends after it begins and is shorter "
            "than 68 years.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o...",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261122000000 20261222000000 11039 example. qN7o...",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::flawed, reversed)},
};

}  // namespace

std::span<const Rule> rrsig_field_rules() {
    return rules;
}

}  // namespace zoneproof
