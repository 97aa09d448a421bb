// From the parent's DS RRset to the DNSKEY RRset of the zone (RFC 4035 5.2; V-DS-1, V-DS-6,
// V-DS-8).
#include "rules/ds_to_publish.hpp"
#include "rules/families/ds_records.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"
#include "rules/families/trust_over.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// Why a DS that counts leads to no key: the rule that says so of it.
std::string_view cause_of(const Context& context, std::size_t index) {
    const DsFact& ds = context.evidence.ds[index];
    if (!ds.length_ok) return "digest-length";
    if (ds.right_digest_wrong_tag != no_key) return "keytag-wrong";
    if (ds.right_digest_wrong_algorithm != no_key) return "algorithm-mismatch";
    if (is_explained(context, index)) return "key-unusable";
    if (ds.same_tag != no_key) return "digest-mismatch";
    return ds.algorithm_published ? "key-absent" : "algorithm-absent";
}

std::string list_of_ds(const Context& context) {
    std::string text;
    std::size_t listed = 0;
    for (const DsFact& ds : context.evidence.ds)
        if (listed++ < 4) text += (text.empty() ? "" : ", ") + describe(ds);
    return listed > 4 ? text + fmt::format(" and {} more", listed - 4) : text;
}

std::string list_of_keys(const Context& context) {
    std::string text;
    std::size_t listed = 0;
    for (const Key& key : context.evidence.keys.keys())
        if (key.usable() && listed++ < 4)
            text += fmt::format("{}{}/{}", text.empty() ? "" : ", ", key.tag, key.algorithm);
    if (listed == 0) return "none that can be used";
    return listed > 4 ? text + fmt::format(" and {} more", listed - 4) : text;
}

void no_dnskey_match(const Context& context, const Moment& now, Report& report) {
    if (context.roots.no_dnskey) return;
    const TrustAt trust = trust_of_parent(context, now);
    const Where where = at_rrset(context.zone, *context.zone.at_apex(RrType::DNSKEY));
    if (trust.state != TrustState::no_match) return;
    const auto& facts = context.evidence.ds;
    const auto counts =
        std::find_if(facts.begin(), facts.end(), [](const DsFact& ds) { return ds.usable(); });
    const std::string_view cause =
        counts == facts.end() ? ""
                              : cause_of(context, static_cast<std::size_t>(counts - facts.begin()));
    report.add(where, Group{.cause = cause}, [&] {
        const std::string repair = ds_to_publish(context.zone, context.evidence, trust.when);
        return fmt::format("the parent names {}; the zone has {}{}", list_of_ds(context),
                           list_of_keys(context),
                           repair.empty() ? "" : "; what fits it is DS " + repair);
    });
}

void not_signed_by_ds_key(const Context& context, const Moment& now, Report& report) {
    const Rrset* const keys = context.zone.at_apex(RrType::DNSKEY);
    if (keys == nullptr || context.roots.nothing_signed || any_not_tried(context, *keys)) return;
    const TrustAt trust = trust_of_parent(context, now);
    if (trust.state != TrustState::not_signed_by_match) return;
    const auto& facts = context.evidence.ds;
    const auto named = std::find_if(facts.begin(), facts.end(), [](const DsFact& ds) {
        return ds.usable() && ds.match != no_key;
    });
    report.add(at_rrset(context.zone, *keys), named == facts.end() ? Group{} : by_ds(*named), [&] {
        return fmt::format("no valid signature at {} by a key that the parent names ({})",
                           to_iso8601(trust.when), list_of_ds(context));
    });
}

void zone_unsigned(const Context& context, const Moment&, Report& report) {
    if (context.claims_signed || context.parent.records.empty()) return;
    report.add(at_rrset(context.zone, context.zone.soa()), [&] {
        return fmt::format("the parent publishes {}, the zone is not signed", list_of_ds(context));
    });
}

constexpr Rule rules[] = {
    {.id = "ds-no-dnskey-match",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4035 5.2",
     .since = {2005, 3},
     .says = "No DS of the parent matches a key of the zone.",
     .why = "Every validator answers SERVFAIL for the whole zone.",
     .fix = "Publish the key that the DS names again and sign with it, or have the parent publish "
            "the DS of a present key.",
     .good = "example. IN DS 2937 13 2 0123...\n@ 3600 IN DNSKEY 257 3 13 aRS/... ; tag 2937",
     .bad = "example. IN DS 4711 13 2 4567...\n@ 3600 IN DNSKEY 257 3 13 aRS/... ; tag 2937",
     .needs = pass::trust,
     .timed = true,
     .input = Input::parent_ds,
     .applies = Applies::signed_zone,
     .check = whole_zone(no_dnskey_match)},
    {.id = "rrsig-dnskey-by-ds-key",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4035 5.2",
     .since = {2005, 3},
     .says = "The key that the parent's DS names does not sign the DNSKEY RRset validly.",
     .why = "Every validator answers SERVFAIL for the whole zone; signatures by other keys do not "
            "help.",
     .fix = "Sign the DNSKEY RRset with the key that the DS names.",
     .good = "example. IN DS 2937 13 2 0123...\n@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 "
             "20261122000000 2937 example. qN7o...",
     .bad = "example. IN DS 2937 13 2 0123...\n@ 3600 IN RRSIG DNSKEY 13 1 3600 20261222000000 "
            "20261122000000 11039 example. qN7o...",
     .needs = pass::trust,
     .timed = true,
     .input = Input::parent_ds,
     .applies = Applies::signed_zone,
     .check = whole_zone(not_signed_by_ds_key)},
    {.id = "ds-parent-but-zone-unsigned",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4035 5.2",
     .since = {2005, 3},
     .says = "The parent publishes a DS, and the zone is not signed.",
     .why = "Every validator answers SERVFAIL for the whole zone.",
     .fix =
         "Publish the signed zone, or have the parent remove the DS before signatures are removed.",
     .good = "example. IN DS 2937 13 2 0123...\n@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "example. IN DS 2937 13 2 0123... ; and no DNSKEY, RRSIG or NSEC in the zone",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = whole_zone(zone_unsigned)},
};

}  // namespace

std::span<const Rule> ds_chain_rules() {
    return rules;
}

}  // namespace zoneproof
