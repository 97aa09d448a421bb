// Which DS records count at all: digest types, algorithms, lengths, and SHA-1 beside SHA-2 (RFC
// 4035 5.2, RFC 4509 3, RFC 6840 5.2; V-DS-2 to V-DS-4).
#include "parser/dns/rdata.hpp"
#include "rules/families/ds_records.hpp"
#include "rules/families/families.hpp"
#include "rules/families/signing.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

bool has_right_length(const DsView& ds) {
    const DigestInfo* const digest = find_digest(ds.digest_type());
    return digest == nullptr || digest->octets == 0 || ds.digest().size() == digest->octets;
}

std::string describe_length(const DsView& ds) {
    const DigestInfo* const digest = find_digest(ds.digest_type());
    return fmt::format("DS {}/{}/{} has a digest of {} octets, {} has {}", ds.key_tag(),
                       ds.algorithm(), ds.digest_type(), ds.digest().size(), digest->mnemonic,
                       digest->octets);
}

/// The children's DS where they stand; the parent's, which no RRset of the zone holds, at the SOA.
void digest_length(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    const Zone& zone = context.zone;
    if (rrset.type == RrType::DS) {
        auto record = index(rrset.first_record);
        for (const Octets rdata : zone.records(rrset)) {
            const auto id = static_cast<RecordId>(record++);
            const DsView ds(rdata);
            if (!has_right_length(ds))
                report.add(at_record(zone, rrset, id), [&] { return describe_length(ds); });
        }
    } else if (zone.id(rrset) == zone.id(zone.soa())) {
        for (const TrustInput& input : context.parent.records)
            if (const DsView ds(input.rdata); input.is_ds && !has_right_length(ds))
                report.add(at_trust_input(zone.origin(), input),
                           [&] { return describe_length(ds); });
    }
}

void digest_unknown(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (context.parent.records[index].is_ds && !ds.digest_supported)
        report.add(at_ds(context, index), by_ds(ds),
                   [&] { return describe(ds) + " has a digest type that validators do not know"; });
}

void algorithm_unsupported(const Context& context, const Moment&, std::size_t index,
                           Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (!ds.algorithm_supported)
        report.add(at_ds(context, index), by_ds(ds),
                   [&] { return describe(ds) + " is of an algorithm that is not verified here"; });
}

void sha1_shadowed(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (ds.set_aside)
        report.add(at_ds(context, index), by_ds(ds),
                   [&] { return describe(ds) + " is ignored beside a SHA-2 digest"; });
}

void sha2_broken_sha1_good(const Context& context, const Moment&, std::size_t index,
                           Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (!ds.set_aside || ds.match == no_key || any_match(context)) return;
    report.add(at_ds(context, index), by_ds(ds), [&] {
        return fmt::format("{} alone fits {}, and is ignored beside a SHA-2 digest", describe(ds),
                           describe(context.evidence.keys[ds.match]));
    });
}

void duplicate(const Context& context, const Moment&, std::size_t index, Report& report) {
    const DsFact& ds = context.evidence.ds[index];
    if (ds.duplicate)
        report.add(at_ds(context, index), by_ds(ds),
                   [&] { return describe(ds) + " is given twice"; });
}

constexpr Rule rules[] = {
    {.id = "ds-digest-length",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4034 5.1.4; RFC 4509 2.2; RFC 6605 2",
     .since = {2005, 3},
     .says = "The digest of a DS has not the length of its digest type.",
     .why = "It matches no key; where no other DS does, validators answer SERVFAIL.",
     .fix = "Make the DS again from the key; look for what cut or joined its digits.",
     .good = "sec 3600 IN DS 12345 13 2 0123... ; 32 octets",
     .bad = "sec 3600 IN DS 12345 13 2 0123... ; 31 octets",
     .check = each_rrset(digest_length, RrType::DS, RrType::SOA)},
    {.id = "ds-digest-unknown",
     .family = Family::ds,
     .severity = Severity::warning,
     .cites = "RFC 6840 5.2",
     .since = {2013, 2},
     .says = "A DS has a digest type that validators do not support.",
     .why = "They ignore it; with no other DS they treat the zone as unsigned.",
     .fix = "Have the parent publish a DS with SHA-256 (2).",
     .good = "example. IN DS 2937 13 2 0123...",
     .bad = "example. IN DS 2937 13 200 0123...",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(digest_unknown)},
    {.id = "ds-algorithm-unsupported",
     .family = Family::ds,
     .severity = Severity::warning,
     .cites = "RFC 4035 5.2",
     .since = {2005, 3},
     .says = "A DS is of an algorithm that is not verified here, and by few validators.",
     .why = "They ignore it; with no other DS they treat the zone as unsigned.",
     .fix = "Use algorithm 13, 15 or 8.",
     .good = "example. IN DS 2937 13 2 0123...",
     .bad = "example. IN DS 2937 17 2 0123...",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(algorithm_unsupported)},
    {.id = "ds-sha1-shadowed",
     .family = Family::ds,
     .severity = Severity::warning,
     .cites = "RFC 4509 3",
     .since = {2006, 5},
     .says = "A DS with SHA-1 stands beside one with SHA-2.",
     .why = "Validators ignore it then, whatever key it names: it is no fallback.",
     .fix = "Have the parent remove the DS with SHA-1.",
     .good = "example. IN DS 2937 13 2 0123...",
     .bad = "example. IN DS 2937 13 1 89AB...\nexample. IN DS 2937 13 2 0123...",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(sha1_shadowed)},
    {.id = "ds-sha2-broken-sha1-good",
     .family = Family::ds,
     .severity = Severity::error,
     .cites = "RFC 4509 3; RFC 4509 6.1",
     .since = {2006, 5},
     .says = "Only a DS with SHA-1 fits a key, while one with SHA-2 is published.",
     .why = "Validators ignore SHA-1 beside SHA-2 and answer SERVFAIL; only those that know SHA-1 "
            "alone see a valid zone.",
     .fix = "Have the parent publish the SHA-2 DS of the key.",
     .good = "example. IN DS 2937 13 2 0123... ; the digest of the key",
     .bad = "example. IN DS 2937 13 1 89AB... ; the digest of the key\nexample. IN DS 2937 13 2 "
            "FFFF... ; of no key",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(sha2_broken_sha1_good)},
    {.id = "ds-duplicate",
     .family = Family::ds,
     .severity = Severity::info,
     .cites = "RFC 2181 5",
     .since = {1997, 7},
     .says = "The same DS is given more than once.",
     .why = "It counts once.",
     .fix = "Remove the repetition.",
     .good = "example. IN DS 2937 13 2 0123...",
     .bad = "example. IN DS 2937 13 2 0123...\nexample. IN DS 2937 13 2 0123...",
     .needs = pass::trust,
     .input = Input::parent_ds,
     .check = each_ds(duplicate)},
};

}  // namespace

std::span<const Rule> ds_support_rules() {
    return rules;
}

}  // namespace zoneproof
