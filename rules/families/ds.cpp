// Each DS of the parent against the published keys (RFC 4034 5.1, RFC 4035 2.4, 5.2; V-DS-5,
// V-DS-7). Which of them count at all is judged in ds_support.cpp, what they come to together in
// ds_chain.cpp.
#include "rules/families/ds_records.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

void digest_mismatch(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (!ds.usable() || ds.match != no_key || ds.same_tag == no_key || is_explained(context, index))
        return;
    // Beside a DS that matches it is one of several, and validators take any.
    report.add_as(any_match(context) ? Severity::warning : Severity::error, at_ds(context, index),
                  by_ds(ds), [&] {
                      return fmt::format("{} names {}, and its digest is not that of the key",
                                         describe(ds),
                                         describe(context.evidence.keys[ds.same_tag]));
                  });
}

void keytag_wrong(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (ds.match != no_key || ds.right_digest_wrong_tag == no_key) return;
    report.add(at_ds(context, index), by_ds(ds), [&] {
        return fmt::format("{} has the digest of {}", describe(ds),
                           describe(context.evidence.keys[ds.right_digest_wrong_tag]));
    });
}

void algorithm_mismatch(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (ds.match != no_key || ds.right_digest_wrong_algorithm == no_key) return;
    report.add(at_ds(context, index), by_ds(ds), [&] {
        return fmt::format("{} has the digest of {}", describe(ds),
                           describe(context.evidence.keys[ds.right_digest_wrong_algorithm]));
    });
}

void matches_non_zone_key(const Context& context, const Moment&, std::size_t index,
                          Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (ds.right_digest_unusable_key == no_key) return;
    const Key& key = context.evidence.keys[ds.right_digest_unusable_key];
    if (!key.zone_key())
        report.add(at_ds(context, index), by_ds(ds), [&] {
            return fmt::format("{} is that of {}, which has no ZONE flag", describe(ds),
                               describe(key));
        });
}

void matches_revoked_key(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    const KeyId before = matches_before_revocation(context, index);
    const KeyId id = before != no_key ? before : ds.right_digest_unusable_key;
    if (id == no_key) return;
    const Key& key = context.evidence.keys[id];
    if (!key.zone_key() || !key.revoked()) return;
    report.add(at_ds(context, index), by_ds(ds), [&] {
        return fmt::format("{} is that of {}{}, which is revoked", describe(ds), describe(key),
                           before != no_key ? " as it was before" : "");
    });
}

void dangling(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (!ds.usable() || ds.match != no_key || ds.same_tag != no_key || is_explained(context, index))
        return;
    if (ds.algorithm_published && any_match(context))
        report.add(at_ds(context, index), by_ds(ds), [&] {
            return fmt::format("{} names no published key, another DS does", describe(ds));
        });
}

void algorithm_absent(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (!ds.usable() || ds.algorithm_published || is_explained(context, index) ||
        context.evidence.keys.empty())
        return;
    report.add(at_ds(context, index), by_ds(ds), [&] {
        return fmt::format("{} is of an algorithm that no DNSKEY of the zone has", describe(ds));
    });
}

constexpr Rule rules[] = {
    {.id = "ds-digest-mismatch",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4034 5.1.4; RFC 4035 5.2",
     .since = {2005, 3},
     .says = "The digest of a DS is not that of the key it names by tag and algorithm.",
     .why = "The DS leads to no key. Unless another one does, validators answer SERVFAIL for the "
            "whole zone.",
     .fix = "Have the parent publish the DS made from the present key; look for another owner name "
            "or other flags in its making.",
     .good = "example. IN DS 2937 13 2 0123... ; H(example. | DNSKEY RDATA)",
     .bad = "example. IN DS 2937 13 2 FFFF...",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(digest_mismatch)},
    {.id = "ds-keytag-wrong",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4034 5.1.1; RFC 4035 5.2",
     .since = {2005, 3},
     .says = "A DS has the digest of a key of the zone, and another key tag.",
     .why = "Validators choose the key by its tag and do not find it.",
     .fix = "Have the parent publish the DS with the right key tag.",
     .good = "example. IN DS 2937 13 2 0123... ; the key's tag is 2937",
     .bad = "example. IN DS 2938 13 2 0123... ; the key's tag is 2937",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(keytag_wrong)},
    {.id = "ds-algorithm-mismatch",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4034 5.1.2; RFC 4035 5.2",
     .since = {2005, 3},
     .says = "A DS has the digest of a key of the zone, and another algorithm.",
     .why = "Validators choose the key by its algorithm and do not find it.",
     .fix = "Have the parent publish the DS with the key's algorithm.",
     .good = "example. IN DS 2937 13 2 0123... ; the key is of algorithm 13",
     .bad = "example. IN DS 2937 8 2 0123... ; the key is of algorithm 13",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(algorithm_mismatch)},
    {.id = "ds-matches-non-zone-key",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4034 5.2",
     .since = {2005, 3},
     .says = "A DS refers to a DNSKEY without ZONE flag.",
     .why = "Validators must not use such a key; the DS leads nowhere.",
     .fix = "Publish the key with flags 257 and replace the DS.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/... ; and its DS",
     .bad = "@ 3600 IN DNSKEY 1 3 13 aRS/... ; and its DS",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(matches_non_zone_key)},
    {.id = "ds-matches-revoked-key",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 5011 2.1",
     .since = {2007, 9},
     .says = "A DS refers to a revoked key.",
     .why = "Validators use a revoked key for nothing but its revocation; the DS leads nowhere.",
     .fix = "Have the parent replace the DS by that of the key in use.",
     .good = "@ 3600 IN DNSKEY 257 3 13 aRS/... ; and its DS",
     .bad = "@ 3600 IN DNSKEY 385 3 13 aRS/... ; and its DS",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(matches_revoked_key)},
    {.id = "ds-dangling",
     .family = Family::ds,
     .severity = Severity::warning,
     .cites = "RFC 4035 2.4",
     .since = {2005, 3},
     .says = "A DS names a key that the zone does not publish, while another DS leads to one.",
     .why =
         "It is usual during a rollover; afterwards, whoever holds the old key could still use it.",
     .fix = "Have the parent remove the DS once the rollover is over.",
     .good = "example. IN DS 2937 13 2 0123...",
     .bad = "example. IN DS 2937 13 2 0123...\nexample. IN DS 4711 13 2 4567... ; no such DNSKEY",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(dangling)},
    {.id = "dnskey-ds-alg-absent",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4035 2.2; RFC 6840 5.11",
     .since = {2005, 3},
     .says = "A DS is of an algorithm that no DNSKEY of the zone has.",
     .why = "The zone promises to be signed with it. Validators that insist on every algorithm of "
            "the DS RRset answer SERVFAIL.",
     .fix = "Have the parent remove the DS, or publish a key of the algorithm and sign the zone "
            "with it.",
     .good = "example. IN DS 2937 13 2 0123...\n@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .bad = "example. IN DS 4711 8 2 4567...\n@ 3600 IN DNSKEY 257 3 13 aRS/...",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(algorithm_absent)},
};

}  // namespace

std::span<const Rule> ds_rules() {
    return rules;
}

}  // namespace zoneproof
