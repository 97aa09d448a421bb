// What an RRSIG stands for: an RRset that is there and must be signed, with the RRset's own TTL
// (RFC 4034 3, 3.1.4, RFC 4035 2.2; V-NAME-16, V-NAME-17, V-SIG-6, V-SIG-7, V-SIG-10). All of it is
// the signer's duty and needs no key.
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

template <class Describe>
void add_each(const Context& context, const Rrset& rrset, Report& report,
              const Describe& describe) {
    for (const Signature& signature : context.zone.signatures(rrset))
        report.add(at_signature(context.zone, signature).at_field(rrsig_token::type_covered),
                   [&] { return describe(signature); });
}

std::string by_tag(const Signature& signature, std::string_view covered) {
    return fmt::format("signature by key tag {} covers {}", signature.key_tag, covered);
}

void covers_rrsig(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::RRSIG)
        add_each(context, rrset, report,
                 [](const Signature& signature) { return by_tag(signature, "RRSIG"); });
}

/// Data that is there and must not be signed; NSEC there is nsec-extra (V-NAME-16).
bool never_signed(const Rrset& rrset) {
    return rrset.signatures != 0 && rrset.count != 0 && rrset.type != RrType::RRSIG &&
           rrset.type != RrType::NSEC && !must_be_signed(rrset);
}

bool is_delegation_ns(const Context& context, const Rrset& rrset) {
    return rrset.type == RrType::NS && context.zone.entry(rrset.owner).has(name_flag::cut);
}

void on_delegation_ns(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (never_signed(rrset) && is_delegation_ns(context, rrset))
        add_each(context, rrset, report, [](const Signature& signature) {
            return by_tag(signature, "the NS RRset of a delegation");
        });
}

void on_glue(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (!never_signed(rrset) || is_delegation_ns(context, rrset)) return;
    const bool below_dname = context.zone.entry(rrset.owner).has(name_flag::below_dname);
    add_each(context, rrset, report, [&](const Signature& signature) {
        return by_tag(signature,
                      below_dname ? "data below a DNAME" : "data at or below a delegation");
    });
}

void orphan(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.count != 0 || rrset.signatures == 0 || rrset.type == RrType::RRSIG) return;
    const auto there = context.zone.rrsets(rrset.owner);
    // RFC 4035 2.3: an RRSIG must not be the only thing at a name; no chain lists such a name
    // (V-NAME-17).
    const bool nothing_else = std::all_of(there.begin(), there.end(),
                                          [](const Rrset& other) { return other.count == 0; });
    for (const Signature& signature : context.zone.signatures(rrset))
        report.add_as(nothing_else ? Severity::error : Severity::warning,
                      at_signature(context.zone, signature).at_field(rrsig_token::type_covered),
                      Group{.cause = nothing_else ? "owner-empty" : ""}, [&] {
                          return fmt::format("covers {}, which the owner does not have{}",
                                             to_text(rrset.type),
                                             nothing_else ? "; it has no other data either" : "");
                      });
}

/// V-NAME-10: where the TTLs of an RRset differ, that is the one finding.
bool has_one_ttl(const Rrset& rrset) {
    return must_be_signed(rrset) && !rrset.has(rrset_flag::ttls_differ);
}

template <class Differs, class Describe>
void each_ttl(const Context& context, const Rrset& rrset, int token, Report& report,
              const Differs& differs, const Describe& describe) {
    if (!has_one_ttl(rrset)) return;
    for (const Signature& signature : context.zone.signatures(rrset))
        if (differs(signature))
            report.add(at_signature(context.zone, signature).at_field(token),
                       [&] { return describe(signature); });
}

void original_ttl_mismatch(const Context& context, const Moment&, const Rrset& rrset,
                           Report& report) {
    each_ttl(
        context, rrset, rrsig_token::original_ttl, report,
        [&](const Signature& signature) { return rrset.ttl < signature.original_ttl; },
        [&](const Signature& signature) {
            return fmt::format("original TTL is {}, the TTL of the RRset {}",
                               signature.original_ttl, rrset.ttl);
        });
}

void original_ttl_exceeded(const Context& context, const Moment&, const Rrset& rrset,
                           Report& report) {
    each_ttl(
        context, rrset, rrsig_token::original_ttl, report,
        [&](const Signature& signature) { return rrset.ttl > signature.original_ttl; },
        [&](const Signature& signature) {
            return fmt::format("the TTL of the RRset is {}, above the original TTL of {}",
                               rrset.ttl, signature.original_ttl);
        });
}

void ttl_mismatch(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_ttl(
        context, rrset, -1, report,
        [&](const Signature& signature) { return signature.ttl != rrset.ttl; },
        [&](const Signature& signature) {
            return fmt::format("the TTL of the RRSIG is {}, that of the RRset {}", signature.ttl,
                               rrset.ttl);
        });
}

constexpr Rule rules[] = {
    {.id = "rrsig-covers-rrsig",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2",
     .since = {2005, 3},
     .says = "An RRSIG covers the type RRSIG.",
     .why = "Signatures are never signed; no validator can use it.",
     .fix = "Remove the record.",
     .good = "www 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "www 3600 IN RRSIG RRSIG 13 2 3600 ...",
     .check = each_rrset(covers_rrsig, RrType::RRSIG)},
    {.id = "rrsig-on-delegation-ns",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2",
     .since = {2005, 3},
     .says = "The NS RRset of a delegation is signed.",
     .why = "The child zone has authority over it; the signature shows that the signer took the "
            "delegation for its own data.",
     .fix = "Remove the signature; sign the DS RRset only.",
     .good = "sub 3600 IN NS ns.sub\nsub 3600 IN RRSIG NSEC 13 2 3600 ...",
     .bad = "sub 3600 IN NS ns.sub\nsub 3600 IN RRSIG NS 13 2 3600 ...",
     .check = each_rrset(on_delegation_ns, RrType::NS)},
    {.id = "rrsig-on-glue",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2",
     .since = {2005, 3},
     .says = "Glue or other data at or below a delegation or a DNAME is signed.",
     .why = "The zone has no authority over it; the signature shows that the signer did not see "
            "the delegation.",
     .fix = "Remove the signature; when the data should be authoritative, remove the NS or DNAME "
            "above it.",
     .good = "ns.sub 3600 IN A 192.0.2.99",
     .bad = "ns.sub 3600 IN A 192.0.2.99\nns.sub 3600 IN RRSIG A 13 3 3600 ...",
     .check = each_rrset(About::signed_, on_glue)},
    {.id = "rrsig-orphan",
     .family = Family::rrsig,
     .severity = Severity::warning,
     .cites = "RFC 4035 2.2; RFC 4035 2.3",
     .since = {2005, 3},
     .says = "An RRSIG covers a type that its owner does not have.",
     .why = "It is left over. Where the owner has nothing else, the name exists for some servers "
            "and for no denial chain.",
     .fix = "Remove the signature together with the data it covered.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "www 3600 IN A 192.0.2.1\nwww 3600 IN RRSIG TXT 13 2 3600 ...",
     .check = each_rrset(About::signed_, orphan)},
    {.id = "rrsig-original-ttl-mismatch",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.4; RFC 4035 2.2",
     .since = {2005, 3},
     .says = "The Original TTL of a signature is greater than the TTL of the RRset.",
     .why = "The data was changed after it was signed. Validators go by the Original TTL in the "
            "signature and still accept it.",
     .fix = "Set the TTL before signing, and sign the zone again.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "www 1800 IN A 192.0.2.1\nwww 1800 IN RRSIG A 13 2 3600 ...",
     .check = each_rrset(About::signed_, original_ttl_mismatch)},
    {.id = "rrsig-original-ttl-exceeded",
     .family = Family::rrsig,
     .severity = Severity::error,
     .cites = "RFC 4034 3.1.4; RFC 4035 2.2; RFC 4035 5.3.3",
     .since = {2005, 3},
     .says = "The TTL of the RRset is greater than the Original TTL of its signature.",
     .why = "The data was changed after it was signed. Validators trim the TTL, other caches keep "
            "the data longer than signed.",
     .fix = "Set the TTL before signing, and sign the zone again.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "www 86400 IN A 192.0.2.1\nwww 86400 IN RRSIG A 13 2 3600 ...",
     .check = each_rrset(About::signed_, original_ttl_exceeded)},
    {.id = "rrsig-ttl-mismatch",
     .family = Family::rrsig,
     .severity = Severity::warning,
     .cites = "RFC 4034 3",
     .since = {2005, 3},
     .says = "The TTL of an RRSIG differs from that of the RRset it covers.",
     .why = "The two leave caches at different times. Servers normally send the TTL of the RRset, "
            "so no validator fails.",
     .fix = "Give the signature the TTL of its RRset.",
     .good = "www 3600 IN A 192.0.2.1\nwww 3600 IN RRSIG A 13 2 3600 ...",
     .bad = "www 3600 IN A 192.0.2.1\nwww 300 IN RRSIG A 13 2 3600 ...",
     .check = each_rrset(About::signed_, ttl_mismatch)},
};

}  // namespace

std::span<const Rule> rrsig_covers_rules() {
    return rules;
}

}  // namespace zoneproof
