// CDS and CDNSKEY: where they stand, who signs them, and what the parent would make of them (RFC
// 7344 4.1; V-CDS-1, V-CDS-2, V-CDS-4). What they say of each key is judged in cds_content.cpp.
#include "rules/families/families.hpp"
#include "rules/families/key_requests.hpp"
#include "rules/families/signing.hpp"
#include "rules/families/trust_over.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// RFC 9615 4.1: "_dsboot.example.co.uk._signal.ns1.example.net." speaks of another zone.
bool is_bootstrapping_name(NameView name) {
    return equal(name.first_label(), octets("_dsboot"));
}

void not_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if ((rrset.type != RrType::CDS && rrset.type != RrType::CDNSKEY) || rrset.count == 0) return;
    if (rrset.owner == context.zone.apex() || !rrset.has(rrset_flag::authoritative)) return;
    if (is_bootstrapping_name(context.zone.name(rrset.owner))) return;
    report.add(at_rrset(context.zone, rrset),
               [&] { return "stands below the apex " + to_text(context.zone.origin()); });
}

void unsigned_or_bogus(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (is_key_request(context, rrset)) report_unless_sound(context, rrset, report);
}

/// Whether the DNSKEY RRset is trusted as things are; otherwise other rules name the cause.
bool trusted_now(const Context& context, const Moment& now) {
    const TrustState state =
        (parent_decides(context) ? trust_of_parent(context, now) : trust_of_itself(context, now))
            .state;
    return state == TrustState::secure || state == TrustState::self_consistent;
}

bool named_by_parent(const Context& context, KeyId key) {
    const auto& facts = context.evidence.ds;
    return std::any_of(facts.begin(), facts.end(),
                       [&](const DsFact& ds) { return ds.usable() && ds.match == key; });
}

void not_signed_by_ds_key(const Context& context, const Moment& now, const Rrset& rrset,
                          Report& report) {
    if (!is_key_request(context, rrset) || !parent_decides(context) || !trusted_now(context, now))
        return;
    if (any_not_tried(context, rrset) || first_gap(context, now, rrset)) return;
    const auto by_named_key = [&](const Signature& signature) {
        return is_sound(context, signature) &&
               named_by_parent(context, fact(context, signature).key);
    };
    if (first_gap(context, now, rrset, by_named_key))
        report.add(at_rrset(context.zone, rrset), [] {
            return std::string("not signed by a key that the parent's DS RRset names");
        });
}

/// What the parent's DS RRset would be: of the CDS, or of the CDNSKEYs where there is no CDS.
ParentDs requested_ds(const Context& context, const Rrset& rrset) {
    ParentDs parent;
    parent.given = true;
    for (const Octets rdata : context.zone.records(rrset)) {
        if (is_delete(rrset.type, rdata)) continue;
        TrustInput& input = parent.records.emplace_back();
        input.is_ds = rrset.type == RrType::CDS;
        input.rdata.assign(rdata.begin(), rdata.end());
    }
    return parent;
}

constexpr std::size_t max_requests =
    64;  // beyond: more than any parent takes, and quadratic to judge

void breaks_chain(const Context& context, const Moment& now, const Rrset& rrset, Report& report) {
    if (!is_key_request(context, rrset)) return;
    if (rrset.type == RrType::CDNSKEY && context.zone.at_apex(RrType::CDS) != nullptr) return;
    if (rrset.count > max_requests)
        return report.unchecked("too-many-cds", at_rrset(context.zone, rrset));
    const ParentDs requested = requested_ds(context, rrset);
    if (requested.records.empty() || !trusted_now(context, now)) return;
    const auto facts = check_ds(context.zone, context.evidence.keys, requested);
    const TrustAt trust = trust_over(context, now, requested, facts);
    if (trust.state == TrustState::none_usable)
        return report.unchecked("unsupported-algorithm", at_rrset(context.zone, rrset));
    if (trust.state == TrustState::secure) return;
    report.add(at_rrset(context.zone, rrset), [&] {
        return trust.state == TrustState::no_match
                   ? std::string("as DS RRset it would match no key of the zone")
                   : fmt::format("as DS RRset it would name no key that signs DNSKEY validly at {}",
                                 to_iso8601(trust.when));
    });
}

constexpr Rule rules[] = {
    {.id = "cds-not-apex",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY stand below the apex.",
     .why = "Parents look for them at the apex of the child zone only.",
     .fix = "Move them to the apex; below _dsboot names they are in their place.",
     .good = "@ 3600 IN CDS 2937 13 2 0123...",
     .bad = "www 3600 IN CDS 2937 13 2 0123...",
     .check = each_rrset(not_apex, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-unsigned-or-bogus",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY have no signature that verifies.",
     .why = "Parents ignore them, and validators answer SERVFAIL when asked for them.",
     .fix = "Sign them with the key that signs the DNSKEY RRset.",
     .good = "@ 3600 IN CDS 2937 13 2 0123...\n@ 3600 IN RRSIG CDS 13 1 3600 ...",
     .bad = "@ 3600 IN CDS 2937 13 2 0123... ; and no RRSIG CDS",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(unsigned_or_bogus, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-not-signed-by-ds-key",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY are not signed by a key that the present DS RRset names.",
     .why = "Parents accept a change only from a key they know; they ignore this one.",
     .fix = "Sign them with the key signing key that the DS names.",
     .good = "@ 3600 IN RRSIG CDS 13 1 3600 20261222000000 20261122000000 2937 example. qN7o... ; "
             "DS 2937",
     .bad = "@ 3600 IN RRSIG CDS 13 1 3600 20261222000000 20261122000000 11039 example. qN7o... ; "
            "DS 2937",
     .needs = pass::trust,
     .timed = true,
     .input = Input::parent_ds,
     .applies = Applies::signed_zone,
     .check = each_rrset(not_signed_by_ds_key, RrType::CDS, RrType::CDNSKEY)},
    {.id = "cds-breaks-chain",
     .family = Family::cds,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1",
     .since = {2014, 9},
     .says = "With the DS RRset that CDS or CDNSKEY ask for, the zone would not validate.",
     .why = "A parent that follows the request makes the whole zone SERVFAIL.",
     .fix = "Ask for the DS of a key that signs the DNSKEY RRset today.",
     .good = "@ 3600 IN CDS 2937 13 2 0123... ; key 2937 signs DNSKEY",
     .bad = "@ 3600 IN CDS 11039 13 2 0123... ; key 11039 does not",
     .needs = pass::trust,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_rrset(breaks_chain, RrType::CDS, RrType::CDNSKEY)},
};

}  // namespace

std::span<const Rule> cds_rules() {
    return rules;
}

}  // namespace zoneproof
