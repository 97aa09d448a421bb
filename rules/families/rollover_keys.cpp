// What becomes of keys from version to version (RFC 5011, RFC 6781 4.1), and how far their
// rollovers are.
#include "rules/families/families.hpp"
#include "rules/families/rollover_issues.hpp"
#include "rules/rollover/readiness.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr unsigned evidence = pass::signatures | pass::nsec | pass::nsec3;

bool is_about_data(const RollReport& roll) {
    return roll.kind == RollKind::zsk_pre_publication ||
           roll.kind == RollKind::zsk_double_signature;
}

/// "zsk-prepub, retiring: remove ZSK 11039 from the DNSKEY RRset: WAIT until 2026-12-17T04:11:00Z"
std::string grade_text(const RollReport& roll) {
    std::string text = fmt::format("{}, {}: {}: {}", to_text(roll.kind), roll.phase, roll.step_text,
                                   to_text(roll.grade));
    if (roll.grade == ReadinessGrade::wait && roll.time.at)
        text += " until " + to_iso8601(*roll.time.at);
    for (const RollReason& reason : roll.reasons) text += "; " + reason.text;
    return text;
}

template <bool about_data>
void readiness(const Context& context, const Moment&, Report& report) {
    for (const RollReport& roll : context.rollover->rolls)
        if (is_about_data(roll) == about_data)
            report.add(at_keys(context), Group{.cause = to_text(roll.kind)},
                       [&] { return grade_text(roll); });
}

constexpr Rule rules[] = {
    {.id = "rollover-keytag-reused",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 4034 B; RFC 5011 3",
     .since = {2007, 9},
     .says = "A key has the tag that another key has in caches, or will have once it is revoked.",
     .why = "Validators try all keys of a tag; signers and operators that take the tag for the key "
            "have signed .ru and .de with the wrong one.",
     .fix = "Generate another key.",
     .good = "; 2937 was removed a month ago:\n@ 3600 IN DNSKEY 256 3 13 ... ; tag 2937",
     .bad =
         "; 2937 was removed an hour ago:\n@ 3600 IN DNSKEY 256 3 13 ... ; another key, tag 2937",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::keytag_collision>)},
    {.id = "rollover-key-reintroduced",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 5011 2.2; RFC 6781 4.1.1",
     .since = {2007, 9},
     .says = "A key that had left the DNSKEY RRset is back.",
     .why =
         "Caches hold DNSKEY RRsets without it, as if it were new; resolvers that follow RFC 5011 "
         "begin its hold-down anew.",
     .fix = "Treat it as a new key: wait before it signs.",
     .good = "; serial 1, 2 and 3:\n@ 3600 IN DNSKEY 256 3 13 ... ; 2937",
     .bad = "; serial 1 and 3, not in serial 2:\n@ 3600 IN DNSKEY 256 3 13 ... ; 2937",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::key_reintroduced>)},
    {.id = "rollover-revoke-cleared",
     .family = Family::rollover,
     .severity = Severity::error,
     .cites = "RFC 5011 2.1",
     .since = {2007, 9},
     .says = "A key that was revoked is published without its REVOKE flag.",
     .why =
         "Resolvers that saw the revocation never trust the key again, others do: they no longer "
         "agree on what is secure.",
     .fix = "Remove the key, and roll to a new one.",
     .good = "; serial 1: DNSKEY 385, serial 2: gone",
     .bad = "; serial 1: DNSKEY 385, serial 2:\n@ 3600 IN DNSKEY 257 3 13 ... ; the same key",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::revoke_cleared>)},
    {.id = "rollover-rfc5011-holddown",
     .family = Family::rollover,
     .severity = Severity::warning,
     .cites = "RFC 5011 2.2; RFC 5011 2.4.1",
     .since = {2007, 9},
     .says =
         "The DNSKEY RRset is signed only by keys that resolvers following RFC 5011 do not trust "
         "yet.",
     .why =
         "They accept a new trust anchor after thirty days in which they saw it at every question; "
         "until then the zone fails for them.",
     .fix =
         "Sign the DNSKEY RRset with the old key as well until the hold-down is over everywhere; "
         "zoneproof simulate5011 plays it through.",
     .good = "; 33 days after the new KSK was published:\n@ 172800 IN RRSIG DNSKEY 8 0 ... ; by it",
     .bad = "; 29 days after:\n@ 172800 IN RRSIG DNSKEY 8 0 ... ; by it alone",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::holddown>)},
    {.id = "rollover-stale-key",
     .family = Family::policy,
     .severity = Severity::info,
     .cites = "RFC 6781 3.2",
     .since = {2012, 12},
     .says = "A key is in use for longer than the policy gives it.",
     .why = "The longer a key is used, the more is lost when it becomes known; and a rollover that "
            "is never exercised does not work when it must.",
     .fix = "Roll the key, or give it a longer lifetime in the policy.",
     .good = "; zsk_lifetime = \"90d\", first published 30 days ago",
     .bad = "; zsk_lifetime = \"90d\", first published a year ago",
     // A past asks for the passes by itself; alone the rule is no reason to verify anything.
     .input = Input::history,
     .check = whole_zone(report_kind<IssueKind::key_age>)},
    {.id = "rollover-ready-ksk",
     .family = Family::rollover,
     .severity = Severity::info,
     .cites = "RFC 7583 3.3",
     .since = {2015, 10},
     .says = "A rollover of a KSK, a CSK or an algorithm is under way.",
     .why = "Its next step, and when it may be published; zoneproof rollover shows why.",
     .fix = "Nothing: this is for your information.",
     .good = "; one KSK, named by the DS",
     .bad = "; two KSKs, one of them new",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(readiness<false>)},
    {.id = "rollover-ready-zsk",
     .family = Family::rollover,
     .severity = Severity::info,
     .cites = "RFC 7583 3.2",
     .since = {2015, 10},
     .says = "A rollover of a ZSK is under way.",
     .why = "Its next step, and when it may be published; zoneproof rollover shows why.",
     .fix = "Nothing: this is for your information.",
     .good = "; one ZSK, which signs everything",
     .bad = "; two ZSKs, one of them new",
     .needs = evidence,
     .input = Input::history,
     .check = whole_zone(readiness<true>)},
};

}  // namespace

std::span<const Rule> rollover_key_rules() {
    return rules;
}

}  // namespace zoneproof
