// Steps of rollovers that come too early for what caches hold (RFC 6781 4.1, RFC 7583 3): every DS,
// DNSKEY RRset and signature that may still be cached has to fit every other.
#include "rules/families/families.hpp"
#include "rules/families/rollover_issues.hpp"
#include "rules/rollover/readiness.hpp"

namespace zoneproof {
namespace {

constexpr unsigned evidence = pass::signatures | pass::nsec | pass::nsec3;

/// A history that lacks what caches may hold proves no step.
void retire_early(const Context& context, const Moment&, Report& report) {
    for (const RollReason& reason : context.rollover->reasons)
        if (reason.code.starts_with("HISTORY"))
            report.unchecked("history-incomplete", at_keys(context));
    report_issues(context, IssueKind::key_removed_early, report);
}

void algorithm_order(const Context& context, const Moment&, Report& report) {
    report_issues(context, IssueKind::algorithm_incomplete, report);
    report_issues(context, IssueKind::algorithm_removed_early, report);
    report_issues(context, IssueKind::algorithm_liberal, report);
}

constexpr Rule rules[] = {
    {.id = "rollover-retire-early",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 7583 3.2.1; RFC 6781 4.1.1.1",
     .since = {2015, 10},
     .says = "A key has left the DNSKEY RRset while data signed by it alone is cached.",
     .why =
         "Resolvers that have the old signatures and fetch the new DNSKEY RRset answer SERVFAIL, "
         "until the old copies have run out.",
     .fix = "Put the key back and remove it when the longest TTL and the propagation delay have "
            "passed since the last RRset was re-signed; zoneproof rollover tells when.",
     .good = "; a day and five minutes after the last RRset with 86400 was re-signed:\n"
             "@ 3600 IN DNSKEY 256 3 13 ... ; the new key alone",
     .bad = "; an hour after it was re-signed:\n@ 3600 IN DNSKEY 256 3 13 ... ; the new key alone",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(retire_early)},
    {.id = "rollover-ksk-ds-wait",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 7583 3.3.1; RFC 6781 4.1.2",
     .since = {2012, 12},
     .says = "A KSK has left the DNSKEY RRset while caches hold a DS RRset that names it alone.",
     .why =
         "The whole zone fails for resolvers that still have the old DS RRset, up to its TTL and "
         "the parent's propagation delay: .nz in 2023.",
     .fix =
         "Put the key back, signing the DNSKEY RRset; remove it when the old DS RRset has run out "
         "everywhere.",
     .good = "; 25 hours after the parent swapped a DS of 86400:\n"
             "@ 3600 IN DNSKEY 257 3 13 ... ; the new KSK alone",
     .bad = "; three hours after:\n@ 3600 IN DNSKEY 257 3 13 ... ; the new KSK alone",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::ksk_removed_early>)},
    {.id = "rollover-prepublish-wait",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 6781 4.1.1.1; RFC 7583 3.2.1",
     .since = {2012, 12},
     .says = "A key signs data before every cached DNSKEY RRset holds it.",
     .why = "Resolvers that have the old DNSKEY RRset cannot verify the new signatures: APNIC in "
            "2012.",
     .fix = "Publish the key first, and sign with it when the TTL of the DNSKEY RRset and the "
            "propagation delay have passed; until then keep the old signatures.",
     .good = "; 65 minutes after the key was published with a TTL of 3600:\n"
             "www 86400 IN RRSIG A 13 2 86400 ... ; by the new key",
     .bad = "; in the version that publishes the key first:\n"
            "www 86400 IN RRSIG A 13 2 86400 ... ; by the new key",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::used_before_published>)},
    {.id = "rollover-ds-change-early",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 7583 3.3.1; RFC 6781 4.1.2",
     .since = {2012, 12},
     .says = "The DS RRset was changed before caches' DNSKEY RRsets and signatures fit it.",
     .why =
         "Resolvers that get the new DS RRset and still have the zone as it was, without the key "
         "or unsigned, answer SERVFAIL.",
     .fix =
         "Have the parent bring back the old DS beside the new one, until what was cached before "
         "has run out.",
     .good = "; 65 minutes after the new KSK was published with a TTL of 3600:\n"
             "example. 86400 IN DS 4711 13 2 ... ; of the new KSK alone",
     .bad = "; with the publication of the new KSK:\n"
            "example. 86400 IN DS 4711 13 2 ... ; of the new KSK alone",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::ds_change_early>)},
    {.id = "rollover-ds-missing-key",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 4035 5.2; RFC 6840 5.4",
     .since = {2005, 3},
     .says = "No DS of the history's last DS RRset names a key that signs the DNSKEY RRset.",
     .why = "Every validator answers SERVFAIL for the whole zone.",
     .fix = "Publish and sign with a key that the DS names, or have the parent publish one of the "
            "zone's; record the DS RRset with zoneproof record --ds if it has changed.",
     .good = "example. 86400 IN DS 2937 13 2 ... ; recorded\n@ 3600 IN DNSKEY 257 3 13 ... ; 2937",
     .bad = "example. 86400 IN DS 2937 13 2 ... ; recorded\n@ 3600 IN DNSKEY 257 3 13 ... ; 4711",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::ds_missing_key>)},
    {.id = "rollover-go-insecure-order",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 6781 4.1.4; RFC 8078 4",
     .since = {2012, 12},
     .says = "Keys and signatures are gone while a DS is published or cached.",
     .why =
         "The DS promises signatures: resolvers that have it answer SERVFAIL for the whole zone, "
         "as for Slack in 2021.",
     .fix = "Sign the zone again; have the DS removed first, and wait for its TTL and the parent's "
            "propagation delay.",
     .good = "; 25 hours after the parent removed a DS of 86400:\n@ 3600 IN SOA ... ; unsigned",
     .bad = "; an hour after:\n@ 3600 IN SOA ... ; unsigned",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::unsigned_under_ds>)},
    {.id = "rollover-algorithm-order",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 6781 4.1.4; RFC 4035 2.2; RFC 6840 5.11",
     .since = {2012, 12},
     .says = "An algorithm comes or goes in an order that leaves caches with half of it.",
     .why = "Validators that insist on every algorithm that a DS RRset names fail, those that do "
            "not are told not to by RFC 6840: a warning where only the former do.",
     .fix = "Signatures first, then keys, then the DS; and the other way around to remove an "
            "algorithm, with a wait between each.",
     .good = "; every cached RRset has signatures of 13:\nexample. 86400 IN DS 4711 13 2 ...",
     .bad = "; a minute after the zone was signed with 13:\nexample. 86400 IN DS 4711 13 2 ...",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(algorithm_order)},
    {.id = "rollover-cds-early",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 7344 4.1; RFC 7583 3.3.1",
     .since = {2014, 9},
     .says = "CDS or CDNSKEY ask for a DS RRset that caches cannot bear yet.",
     .why = "The parent may follow at any moment, and resolvers that have the older DNSKEY RRset "
            "would fail.",
     .fix = "Withdraw CDS and CDNSKEY until the key has been published for the TTL of the DNSKEY "
            "RRset and the propagation delay.",
     .good = "; 65 minutes after key 4711 was published with a TTL of 3600:\n"
             "@ 3600 IN CDS 4711 13 2 ...",
     .bad = "; in the version that publishes key 4711 first:\n@ 3600 IN CDS 4711 13 2 ...",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::key_request_early>)},
    {.id = "rollover-signer-flap",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 6781 4.1.1; RFC 8901 2.1",
     .since = {2012, 12},
     .says = "Two sets of signing keys take turns from version to version.",
     .why = "Two signers that do not know each other's keys serve one zone: caches mix their "
            "answers and fail.",
     .fix = "Let one of them sign, or have each publish the keys of both.",
     .good = "; serial 1 by key 11, serial 2 by key 12, serial 3 by key 12",
     .bad = "; serial 1 by key 11, serial 2 by key 12, serial 3 by key 11",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::signer_flap>)},
};

}  // namespace

std::span<const Rule> rollover_step_rules() {
    return rules;
}

}  // namespace zoneproof
