// What else differs from the version before, or lasts too long (RFC 6781 4.1, RFC 1982).
#include "rules/families/families.hpp"
#include "rules/families/rollover_issues.hpp"

namespace zoneproof {
namespace {

constexpr unsigned evidence = pass::signatures | pass::nsec | pass::nsec3;

constexpr Rule rules[] = {
    {.id = "zone-soa-serial-not-advanced",
     .family = Family::zone,
     .severity = Severity::error,
     .cites = "RFC 1982 3.2; RFC 1912 2.2",
     .since = {1996, 8},
     .says = "The zone has changed and its serial is not greater than that of the version before.",
     .why =
         "Secondaries keep the zone they have: names and signatures of both versions are served, "
         "and the old ones expire.",
     .fix = "Increase the serial, by less than 2^31.",
     .good = "; before: 2026112201\n@ SOA ns host 2026112202 ...",
     .bad = "; before, with other content: 2026112201\n@ SOA ns host 2026112201 ...",
     // A past asks for the passes by itself; alone the rule is no reason to verify anything.
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::serial_not_advanced>)},
    {.id = "rollover-ttl-raised",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 7583 3.2.1; RFC 6781 4.1.1",
     .since = {2015, 10},
     .says = "A TTL was raised while a rollover is under way.",
     .why = "What is cached from now on stays longer than the waits of the rollover were reckoned "
            "with.",
     .fix = "Reckon its waits anew with the longer TTL; zoneproof rollover does.",
     .good = "; before and now:\n@ 3600 IN DNSKEY 256 3 13 ...",
     .bad = "; 3600 before, in mid rollover:\n@ 86400 IN DNSKEY 256 3 13 ...",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::ttl_raised>)},
    {.id = "rollover-combined",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.1",
     .since = {2012, 12},
     .says = "Several rollovers or changes of denial are under way at once.",
     .why =
         "Each has its own waits and its own way back; together none of them can be undone alone.",
     .fix = "Finish one before the next begins.",
     .good = "; the ZSK is rolled, then the KSK",
     .bad = "; a new KSK and a new algorithm in one version",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::combined>)},
    {.id = "rollover-stalled",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 6781 4.1; RFC 7583 3",
     .since = {2012, 12},
     .says = "A rollover has been in one phase for three times as long as it has to.",
     .why = "It was forgotten, or the signer waits for something that does not come.",
     .fix = "Take the next step that zoneproof rollover names, or go back.",
     .good = "; the old key was removed two days after its last signature was replaced",
     .bad = "; it is published a month later",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::stalled>)},
    {.id = "rollover-denial-change",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 5155 10.4; RFC 6781 4.1",
     .since = {2012, 12},
     .says = "NSEC or NSEC3, its parameters or opt-out change while a rollover is under way.",
     .why = "Two changes of everything at once: what fails is hard to tell apart and hard to undo.",
     .fix = "Finish the rollover first.",
     .good = "; before and now: NSEC3 1 0 0 -",
     .bad = "; NSEC before, NSEC3 now, and two ZSKs",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::denial_change>)},
    {.id = "rollover-double-signature-size",
     .family = Family::rollover,
     .severity = Severity::info,
     .cites = "RFC 6781 4.1.2",
     .since = {2012, 12},
     .says = "The answer with the DNSKEY RRset does not fit in 1232 octets, now or in a rollover.",
     .why = "It is sent over TCP instead, which some networks block.",
     .fix = "Use smaller keys, or fewer at a time: ECDSA keys and signatures have a quarter of the "
            "size of RSA's.",
     .good = "@ 3600 IN DNSKEY 257 3 13 ... ; and one 256 3 13",
     .bad = "@ 3600 IN DNSKEY 257 3 8 ... ; four of 2048 bits, with two signatures",
     .needs = evidence,
     .input = Input::history,
     .applies = Applies::signed_zone,
     .check = whole_zone(report_kind<IssueKind::dnskey_size>)},
    {.id = "rollover-delta",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 8976 1",
     .since = {2021, 2},
     .says =
         "Names, delegations or signed RRsets have vanished in numbers since the version before.",
     .why = "A zone that was cut off or built from half of its data is valid in itself, and denies "
            "what is missing with proof: .de in 2010.",
     .fix = "Find out whether they were meant to go before the zone is published.",
     .good = "; 13,670,000 delegations before, 13,669,000 now",
     .bad = "; 13,670,000 delegations before, 3,870,000 now",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::delta>)},
};

}  // namespace

std::span<const Rule> rollover_change_rules() {
    return rules;
}

}  // namespace zoneproof
