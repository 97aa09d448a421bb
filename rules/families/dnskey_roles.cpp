// What the keys sign: the way into the DNSKEY RRset without a DS, revocation, and the split into
// KSK and ZSK (RFC 4035 2.1, RFC 5011 2.1, RFC 6781 3.1; V-KEY-3, V-DS-10, V-DS-11, V-DS-13).
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "rules/families/trust_over.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

Where at_dnskey_rrset(const Context& context) {
    const Rrset* const keys = context.zone.at_apex(RrType::DNSKEY);
    return at_rrset(context.zone, keys != nullptr ? *keys : context.zone.soa());
}

void revoked_not_self_signed(const Context& context, const Moment& now, KeyId id, Report& report) {
    const Key& key = context.evidence.keys[id];
    if (!key.revoked() || !key.zone_key() || context.roots.nothing_signed) return;
    const Rrset& keys = *context.zone.at_apex(RrType::DNSKEY);
    const auto shows_revocation = [&](const Signature& signature) {
        const SignatureFact& known = fact(context, signature);
        return known.key == id && known.detail == VerdictDetail::revoked_but_verifies;
    };
    if (any_not_tried(context, keys) || !first_gap(context, now, keys, shows_revocation)) return;
    report.add(
        at_key(context.zone, key), Group{.key_tag = key.tag, .algorithm = key.algorithm}, [&] {
            return fmt::format("{} is revoked and has no valid signature over the DNSKEY RRset",
                               describe(key));
        });
}

void only_revoked_signs(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type != RrType::DNSKEY || rrset.owner != context.zone.apex()) return;
    if (standing(context, rrset) != Standing::key_unusable) return;
    const auto signatures = context.zone.signatures(rrset);
    const auto by_revoked =
        std::find_if(signatures.begin(), signatures.end(), [&](const Signature& signature) {
            const KeyId key = fact(context, signature).key;
            return key != no_key && context.evidence.keys[key].revoked();
        });
    if (by_revoked != signatures.end())
        report.add(at_signature(context.zone, *by_revoked).at_field(rrsig_token::key_tag),
                   by_key(context, *by_revoked), [&] {
                       return fmt::format("signed only by key tag {}, which is revoked",
                                          by_revoked->key_tag);
                   });
}

/// Whether the entry into the zone is judged by its own keys: nothing else has said why it cannot
/// be.
bool judged_by_itself(const Context& context) {
    const Rrset* const keys = context.zone.at_apex(RrType::DNSKEY);
    if (keys == nullptr || context.roots.nothing_signed || parent_decides(context)) return false;
    // What is not verified here is unchecked, never bad (V-SIG-11).
    return standing(context, *keys) != Standing::unsupported && !any_not_tried(context, *keys);
}

void no_secure_entry(const Context& context, const Moment& now, Report& report) {
    if (!judged_by_itself(context)) return;
    const TrustAt trust = trust_of_itself(context, now);
    if (trust.state != TrustState::no_secure_entry) return;
    const Rrset& keys = *context.zone.at_apex(RrType::DNSKEY);
    // V-DS-11: valid, but not by the keys that the parent most likely names.
    const bool sep_keys_fail =
        !first_gap(context, Moment{trust.when, trust.when}, keys).has_value();
    report.add(at_dnskey_rrset(context), Group{.cause = sep_keys_fail ? "sep-keys-fail" : ""}, [&] {
        return sep_keys_fail ? fmt::format("the signatures by its SEP keys are not valid at {}, "
                                           "only those by other keys",
                                           to_iso8601(trust.when))
                             : fmt::format("no key in the DNSKEY RRset signs it validly at {}",
                                           to_iso8601(trust.when));
    });
}

void not_by_ksk(const Context& context, const Moment& now, Report& report) {
    if (judged_by_itself(context) &&
        trust_of_itself(context, now).state == TrustState::unsure_entry)
        report.add(at_dnskey_rrset(context), [] {
            return std::string(
                "signed only by keys without SEP flag, although SEP keys are published");
        });
}

bool is_split(const Context& context) {
    const auto keys = context.evidence.keys.keys();
    const auto any = [&](bool sep) {
        return std::any_of(keys.begin(), keys.end(),
                           [&](const Key& key) { return key.usable() && key.sep() == sep; });
    };
    return any(true) && any(false);
}

void data_signed_by_ksk_only(const Context& context, const Moment&, const Rrset& rrset,
                             Report& report) {
    if (rrset.type == RrType::DNSKEY || rrset.type == RrType::CDS || rrset.type == RrType::CDNSKEY)
        return;
    const Signature* by_sep = nullptr;
    for (const Signature& signature : context.zone.signatures(rrset)) {
        if (!is_sound(context, signature)) continue;
        if (!context.evidence.keys[fact(context, signature).key].sep()) return;
        if (by_sep == nullptr) by_sep = &signature;
    }
    if (by_sep == nullptr || !is_split(context)) return;
    report.add(at_signature(context.zone, *by_sep).at_field(rrsig_token::key_tag),
               by_key(context, *by_sep),
               [&] { return fmt::format("signed by SEP key {} only", by_sep->key_tag); });
}

constexpr Rule rules[] = {
    {.id = "dnskey-revoked-not-self-signed",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 5011 2.1",
     .since = {2007, 9},
     .says = "A revoked key does not sign the DNSKEY RRset.",
     .why = "Resolvers that track trust anchors do not act on the revocation and go on to trust "
            "the key.",
     .fix = "Sign the DNSKEY RRset with the revoked key too, for as long as it is published.",
     .good = "@ 3600 IN DNSKEY 385 3 13 aRS/... ; tag 3065\n@ 3600 IN RRSIG DNSKEY 13 1 3600 "
             "20261222000000 20261122000000 3065 example. qN7o...",
     .bad = "@ 3600 IN DNSKEY 385 3 13 aRS/... ; tag 3065\n@ 3600 IN RRSIG DNSKEY 13 1 3600 "
            "20261222000000 20261122000000 2937 example. qN7o...",
     .needs = pass::signatures,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = each_key(revoked_not_self_signed)},
    {.id = "dnskey-only-revoked-signs",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 5011 2.1",
     .since = {2007, 9},
     .says = "Only revoked keys sign the DNSKEY RRset.",
     .why = "A revoked key authenticates nothing: validators have no way into the zone.",
     .fix = "Sign the DNSKEY RRset with a key that is not revoked and that the parent's DS names.",
     .good = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 20261122000000 2937 example. qN7o... "
             "; not revoked",
     .bad = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 20261122000000 3065 example. qN7o... "
            "; revoked key 3065",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(only_revoked_signs, RrType::DNSKEY)},
    {.id = "dnskey-no-secure-entry",
     .family = Family::dnskey,
     .severity = Severity::error,
     .cites = "RFC 4035 2.1; RFC 4035 5.2",
     .since = {2005, 3},
     .says = "No key that a parent could name signs the DNSKEY RRset validly.",
     .why = "Whatever DS the parent publishes, validators find no way into the zone.",
     .fix =
         "Sign the DNSKEY RRset with the key signing key; give --ds to judge by the parent's DS.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/... ; tag 2937\n@ 3600 IN RRSIG DNSKEY 13 1 3600 "
             "20261222000000 20261122000000 2937 example. qN7o...",
     .bad = "@ 3600 IN DNSKEY 257 3 13 aRS/... ; and no RRSIG DNSKEY that verifies",
     .needs = pass::trust,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = whole_zone(no_secure_entry)},
    {.id = "rrsig-dnskey-not-by-ksk",
     .family = Family::dnskey,
     .severity = Severity::warning,
     .cites = "RFC 6781 3.1",
     .since = {2012, 12},
     .says = "The DNSKEY RRset is signed by keys without SEP flag only, although SEP keys are "
             "published.",
     .why = "A DS usually names a SEP key; if it does here, validators answer SERVFAIL.",
     .fix =
         "Sign the DNSKEY RRset with the SEP key, or give --ds to show which key the parent names.",
     .good = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 20261122000000 2937 example. qN7o... "
             "; by the SEP key",
     .bad = "@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 20261122000000 11039 example. qN7o... "
            "; by a ZSK",
     .needs = pass::trust,
     .timed = true,
     .applies = Applies::signed_zone,
     .check = whole_zone(not_by_ksk)},
    {.id = "rrsig-data-signed-by-ksk-only",
     .family = Family::dnskey,
     .severity = Severity::info,
     .cites = "RFC 6781 3.1; RFC 6840 6.2",
     .since = {2012, 12},
     .says = "Data is signed by a SEP key only, in a zone that has other keys for that.",
     .why = "It is valid; it defeats the purpose of a key signing key that is seldom used.",
     .fix = "Sign zone data with the zone signing key.",
     .good = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 11039 example. qN7o... ; "
             "by a ZSK",
     .bad = "www 3600 IN RRSIG A 13 2 3600 20261222000000 20261122000000 2937 example. qN7o... ; "
            "by the SEP key",
     .needs = pass::signatures,
     .applies = Applies::signed_zone,
     .check = each_rrset(About::signed_, data_signed_by_ksk_only)},
};

}  // namespace

std::span<const Rule> dnskey_role_rules() {
    return rules;
}

}  // namespace zoneproof
