// Rules that compare with the past: each says the faults of its kind, and nothing without them.
// When there is such a fault is tested beside the faults (tests/rules/rollover/issues_test.cpp).
#include "rules/rollover/readiness.hpp"
#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const std::string& zone_text() {
    static const std::string text = SignedZone().text();
    return text;
}

/// What a sound zone is told with such a past.
std::unique_ptr<Judged> judge_with(const Readiness* readiness) {
    Options options = options_at();
    options.check.rollover = readiness;
    return judge(zone_text(), options);
}

Readiness with_issue(IssueKind kind, bool in_itself = false) {
    RolloverIssue issue;
    issue.kind = kind;
    issue.severity = Severity::warning;
    issue.text = "what is wrong";
    issue.in_itself = in_itself;
    Readiness readiness;
    readiness.issues.push_back(issue);
    return readiness;
}

Readiness with_roll(RollKind kind, ReadinessGrade grade) {
    RollReport roll;
    roll.kind = kind;
    roll.phase = "retiring";
    roll.grade = grade;
    roll.step_text = "remove ZSK 11039 from the DNSKEY RRset";
    roll.time.at = Timestamp{noon + 300};
    Readiness readiness;
    readiness.rolls.push_back(roll);
    return readiness;
}

std::string text_of(const Finding& finding) {
    REQUIRE(finding.examples.size() == 1);
    return finding.examples.front().message;
}

bool needs_past(const Rule* rule) {
    return rule->input == Input::history;
}

/// Kinds that no rule with a past says: others do, without one, or none can.
constexpr IssueKind told_elsewhere[] = {IssueKind::keytag_split, IssueKind::revoked_not_self_signed,
                                        IssueKind::revoked_in_use, IssueKind::provider_keys};

}  // namespace

TEST_CASE("each fault of a rollover is told by its rule, with its severity and words") {
    std::set<std::string_view> raised;
    for (std::size_t i = 0; i < issue_kinds; ++i) {
        const auto kind = static_cast<IssueKind>(i);
        if (std::ranges::find(told_elsewhere, kind) != std::end(told_elsewhere)) continue;
        CAPTURE(std::string(rule_of(kind)));
        const Readiness readiness = with_issue(kind);
        const auto judged = judge_with(&readiness);
        const Finding* const found = judged->find(rule_of(kind));
        REQUIRE(found != nullptr);
        CHECK((found->severity == Severity::warning && text_of(*found) == "what is wrong"));
        CHECK(judged->count(rule_of(kind)) == 1);
        raised.insert(rule_of(kind));
    }
    for (const Rule* const rule : catalogue())
        if (needs_past(rule) && !rule->id.starts_with("rollover-ready-"))
            CHECK(raised.contains(rule->id));
}

TEST_CASE("a past without faults raises no rule, and without a past none is asked") {
    const Readiness settled;
    const auto judged = judge_with(&settled), without = judge_with(nullptr);
    for (const Rule* const rule : catalogue())
        if (needs_past(rule)) CHECK_FALSE((judged->raises(rule->id) || without->raises(rule->id)));
}

TEST_CASE("what a zone shows by itself is left to the rule that needs no past") {
    for (const auto kind : {IssueKind::keytag_collision, IssueKind::key_request_early}) {
        const Readiness readiness = with_issue(kind, true);
        CHECK_FALSE(judge_with(&readiness)->raises(rule_of(kind)));
    }
    // Without --ds no other rule knows the DS; the history does.
    const Readiness readiness = with_issue(IssueKind::ds_missing_key, true);
    CHECK(judge_with(&readiness)->raises("rollover-ds-missing-key"));
    Options options = options_at();
    options.parent = parent_with({ds_of(ksk())});
    options.check.rollover = &readiness;
    CHECK_FALSE(judge(zone_text(), options)->raises("rollover-ds-missing-key"));
}

TEST_CASE("a rollover of a ZSK and one of a KSK are told apart, with grade and time") {
    const Readiness zsk = with_roll(RollKind::zsk_pre_publication, ReadinessGrade::wait);
    const auto of_zsk = judge_with(&zsk);
    REQUIRE(of_zsk->raises("rollover-ready-zsk"));
    CHECK(text_of(*of_zsk->find("rollover-ready-zsk")) ==
          "zsk-prepub, retiring: remove ZSK 11039 from the DNSKEY RRset: WAIT until "
          "2026-11-22T12:05:00Z");
    CHECK_FALSE(of_zsk->raises("rollover-ready-ksk"));
    const Readiness ksk = with_roll(RollKind::ksk_double_ksk, ReadinessGrade::ready);
    const auto of_ksk = judge_with(&ksk);
    REQUIRE(of_ksk->raises("rollover-ready-ksk"));
    CHECK(text_of(*of_ksk->find("rollover-ready-ksk")).ends_with(": READY"));
    CHECK_FALSE(of_ksk->raises("rollover-ready-zsk"));
}
