#include "rules/verdict.hpp"

#include "rules/unchecked.hpp"
#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const std::string signed_base =
    base +
    "@ DNSKEY 257 3 13 AAAA\n@ RRSIG SOA 13 1 3600 20300101000000 20200101000000 1 example. AAAA\n";

constexpr Rule expiry_rule{.id = "test-expiry",
                           .family = Family::expiry,
                           .severity = Severity::error,
                           .cites = "",
                           .says = "",
                           .why = "",
                           .fix = "",
                           .good = "",
                           .bad = "",
                           .timed = true};

/// The verdict of a signed zone, from counts and evidence made for the test.
struct Forged {
    std::string text = signed_base;
    Evidence evidence;
    ParentDs parent;
    Policy policy;
    Selection selection;
    Answers answers;
    std::vector<Survey> surveys = {{}};
    std::vector<Moment> moments = {some_day};
    std::string_view missing = {};

    Summary summary() const {
        const LoadedZone loaded = load_zone(text);
        const Context context(*loaded.zone, evidence, parent, loaded.diagnostics, policy);
        const Rule* const rules[] = {&expiry_rule};
        Plan plan;
        plan.states = {RuleState::asked};
        const Questions run{rules, plan, loaded, &context, moments, 10};
        Summary summary;
        summary.moments = moments;
        summary.unchecked = find_unchecked(run, answers, surveys, policy);
        give_verdict(
            run, answers, surveys, selection, policy, [&](const Moment&) { return missing; },
            summary);
        return summary;
    }
};

void expect(const Summary& summary, VerdictWord word, int exit) {
    CHECK(to_text(summary.verdict) == to_text(word));
    CHECK(summary.exit == exit);
}

bool lists(const Summary& summary, std::string_view cause) {
    return std::any_of(summary.unchecked.begin(), summary.unchecked.end(),
                       [&](const Unchecked& entry) { return entry.cause == cause; });
}

}  // namespace

TEST_CASE("V-VER-1: nothing found and everything checked is proven, one error is rejected") {
    Forged forged;
    expect(forged.summary(), VerdictWord::proven, 0);
    CHECK(forged.summary().complete);
    forged.answers.counts.shown[{0, Severity::error}] = 1;
    expect(forged.summary(), VerdictWord::rejected, 1);
    CHECK(forged.summary().duty == "breached");
}

TEST_CASE("V-VER-1: an unchecked part is not proven, and does not undo an error") {
    Forged forged;
    forged.surveys[0].unsupported = 3;
    expect(forged.summary(), VerdictWord::not_proven, 4);
    REQUIRE(forged.summary().unchecked.size() == 1);
    CHECK(forged.summary().unchecked[0].cause == "unsupported-algorithm");
    CHECK(forged.summary().unchecked[0].count == 3);
    forged.answers.counts.shown[{0, Severity::error}] = 1;
    expect(forged.summary(), VerdictWord::rejected, 1);
    CHECK_FALSE(forged.summary().complete);
}

TEST_CASE("V-VER-2: --fail-on moves findings between 0 and 1, and nothing else") {
    struct Row {
        std::uint64_t errors, warnings, infos;
        bool complete;
        FailOn fail_on;
        int exit;
    };
    const Row rows[] = {
        {0, 0, 0, true, FailOn::error, 0},   {1, 0, 0, true, FailOn::error, 1},
        {0, 1, 0, true, FailOn::error, 0},   {0, 1, 0, true, FailOn::warning, 1},
        {0, 0, 1, true, FailOn::warning, 0}, {0, 0, 1, true, FailOn::info, 1},
        {1, 1, 1, true, FailOn::never, 0},   {1, 0, 0, false, FailOn::never, 4},
        {0, 0, 0, false, FailOn::error, 4},  {0, 1, 0, false, FailOn::warning, 1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.errors, row.warnings, row.infos, row.complete, static_cast<int>(row.fail_on));
        Summary summary;
        summary.verdict = VerdictWord::rejected;
        summary.errors = row.errors;
        summary.warnings = row.warnings;
        summary.infos = row.infos;
        summary.complete = row.complete;
        CHECK(exit_code(summary, row.fail_on) == row.exit);
        summary.verdict = VerdictWord::unreadable;
        CHECK(exit_code(summary, row.fail_on) == 3);
        summary.verdict = VerdictWord::error;
        summary.exit = 2;
        CHECK(exit_code(summary, row.fail_on) == 2);
    }
    CHECK(exit_code(Summary{}, FailOn::error) == 70);
}

TEST_CASE("V-VER-3: causes of the evidence leave something unchecked") {
    Forged late;
    late.evidence.signatures = {{Verdict::not_tried, VerdictDetail::deadline, no_key},
                                {Verdict::not_tried, VerdictDetail::too_many_candidates, no_key}};
    CHECK(lists(late.summary(), "deadline"));
    CHECK(lists(late.summary(), "work-bound"));
    Forged chains;
    chains.evidence.passes = pass::nsec | pass::nsec3;
    chains.evidence.nsec3.chains.emplace_back().hash_unknown = true;
    chains.evidence.nsec3.too_many_chains = true;
    CHECK(lists(chains.summary(), "nsec3-hash-unknown"));
    CHECK(lists(chains.summary(), "nsec3-too-many-chains"));
    Forged nsec;
    nsec.evidence.passes = pass::nsec;
    nsec.evidence.nsec.complete = false;
    CHECK(lists(nsec.summary(), "deadline"));
    Forged digest;
    digest.evidence.zonemd.records.push_back({{}, 1, 1, 1, ZonemdState::not_computed, {}});
    expect(digest.summary(), VerdictWord::not_proven, 4);
    CHECK(lists(digest.summary(), "zonemd-not-computed"));
}

TEST_CASE("V-VER-3: a check that threw, a stopped walk and a DS demanded in vain are unchecked") {
    Forged threw;
    threw.answers.counts.unjudged[{"internal", 0}].count = 2;
    expect(threw.summary(), VerdictWord::not_proven, 4);
    CHECK(threw.summary().unchecked[0].what == "the check of test-expiry failed");
    CHECK(threw.summary().rules.passed == 0);
    Forged stopped;
    stopped.answers.stopped = true;
    CHECK(lists(stopped.summary(), "deadline"));
    Forged demanded;
    demanded.policy.require_ds = true;
    expect(demanded.summary(), VerdictWord::not_proven, 4);
    Forged other;
    other.parent.given = true;
    expect(other.summary(), VerdictWord::not_proven, 4);
    CHECK(lists(other.summary(), "no-ds-for-zone"));
    CHECK(other.summary().trust == "no-input");
}

TEST_CASE("what is missing from the proof, and no rule spoke about, is never proven") {
    Forged forged;
    forged.missing = "an RRset is not validly signed";
    expect(forged.summary(), VerdictWord::not_proven, 4);
    CHECK(lists(forged.summary(), "unexplained"));
    forged.answers.counts.shown[{0, Severity::error}] = 1;
    expect(forged.summary(), VerdictWord::rejected, 1);
}

TEST_CASE("V-VER-5: a narrowed run and a suppressed error are passed, never proven") {
    Forged narrowed;
    narrowed.selection.left_out = {Family::denial};
    expect(narrowed.summary(), VerdictWord::passed, 0);
    Forged suppressed;
    suppressed.answers.counts.suppressed[{0, Severity::error}] = 4;
    expect(suppressed.summary(), VerdictWord::passed, 0);
    CHECK(suppressed.summary().suppressed == 4);
    CHECK(suppressed.summary().rules.suppressed == 1);
    Forged warned;
    warned.answers.counts.suppressed[{0, Severity::warning}] = 4;
    expect(warned.summary(), VerdictWord::proven, 0);
}

TEST_CASE("an unmet demand for signatures is the verdict of a narrowed run too, and is said") {
    Options demand;
    demand.policy.require_signed = true;
    demand.check.selection = *select_rules({"syntax"}, {});
    const auto judged = judge(base, demand);
    expect(judged->summary(), VerdictWord::unsigned_, 1);
    REQUIRE(judged->summary().reasons.size() == 1);
    CHECK(judged->summary().reasons[0].cause == "unsigned");
}

TEST_CASE("a text that was not read to its end lacks no SOA") {
    const auto cut = judge("example. SOA ( ns");
    CHECK_FALSE(cut->raises("zone-soa-missing"));
    REQUIRE(cut->summary().reasons.size() == 1);
    CHECK(cut->summary().reasons[0].cause == "cut-off");
}

TEST_CASE("V-VER-8: each moment has its word, the worst is the verdict") {
    Forged forged;
    forged.moments = {at(1), at(2)};
    forged.surveys = {{}, {}};
    forged.answers.counts.shown[{0, Severity::error, 1}] = 5;
    const Summary summary = forged.summary();
    expect(summary, VerdictWord::rejected, 1);
    REQUIRE(summary.per_moment.size() == 2);
    CHECK(summary.per_moment[0] == VerdictWord::proven);
    CHECK(summary.per_moment[1] == VerdictWord::rejected);
}

TEST_CASE("V-VER-6: an unsigned zone is unsigned, never proven, and fails where a signed one is "
          "demanded") {
    expect(judge(base)->summary(), VerdictWord::unsigned_, 0);
    CHECK(judge(base)->summary().outcome == "unsigned");
    Options demand;
    demand.policy.require_signed = true;
    expect(judge(base, demand)->summary(), VerdictWord::unsigned_, 1);
    CHECK(exit_code(judge(base, demand)->summary(), FailOn::never) == 1);
    Options ds;
    ds.policy.require_ds = true;
    expect(judge(base, ds)->summary(), VerdictWord::not_proven, 4);
}

TEST_CASE("what cannot be read is unreadable, and its faults are told all the same") {
    const auto open = judge(base + "a A ( 192.0.2.1\n");
    expect(open->summary(), VerdictWord::unreadable, 3);
    CHECK(open->raises("zone-parse-error"));
    expect(judge("www A 192.0.2.1\n")->summary(), VerdictWord::error, 2);
    expect(judge("")->summary(), VerdictWord::unreadable, 3);
    CHECK_FALSE(judge("")->summary().complete);
}

TEST_CASE(
    "an unreadable entry rejects the zone, and suppressing its rule does not make it complete") {
    const std::string text = base + "a A 192.0.2.256\n";
    expect(judge(text)->summary(), VerdictWord::rejected, 1);
    Options options;
    options.check.selection = *select_rules({}, {"syntax"});
    expect(judge(text, options)->summary(), VerdictWord::not_proven, 4);
    CHECK(lists(judge(text, options)->summary(), "lost-records"));
}

TEST_CASE("text that name servers read differently leaves the verdict open, whatever is selected") {
    const std::string nul(1, '\0');
    const std::string bitmap = "a NSEC \\# 7 01620000024000\n";
    for (const std::string& text : {base + "a TXT x\"y\"\n", base + "a TXT (x)y\n",
                                    base + "a\rA 192.0.2.1\n", base + "a TXT \"" + nul + "\"\n"}) {
        CAPTURE(text);
        expect(judge(text)->summary(), VerdictWord::not_proven, 4);
        CHECK(lists(judge(text)->summary(), "read-differently"));
        CHECK_FALSE(judge(text)->summary().complete);
        Options options;
        options.check.selection = *select_rules({"dnssec"}, {});
        expect(judge(text, options)->summary(), VerdictWord::not_proven, 4);
    }
    Options options;
    options.check.selection = *select_rules({}, {"syntax"});
    CHECK(lists(judge(base + bitmap, options)->summary(), "read-differently"));
}

TEST_CASE("odd octets that all name servers read alike leave nothing unchecked") {
    for (const std::string& text :
         {base + "a TXT \"x\ry\"\n", base + "; \r .\n", "\xEF\xBB\xBF" + base,
          base + "a A 192.0.2.1", base + "$ORIGIN a.example.\n A 192.0.2.1\n"}) {
        CAPTURE(text);
        CHECK(judge(text)->summary().warnings == 1);
        expect(judge(text)->summary(), VerdictWord::unsigned_, 0);
    }
}

TEST_CASE("the summary counts what the zone holds") {
    const auto judged = judge(base + "a A 192.0.2.1\na A 192.0.2.1\n");
    const Summary& summary = judged->summary();
    CHECK(summary.zone == "example.");
    CHECK(summary.serial == 1u);
    CHECK(summary.records == 5);
    CHECK(summary.names == 3);
    CHECK(summary.warnings == 1);
    CHECK(summary.groups.total() == judged->result.findings.size());
    CHECK(summary.denial == "none");
    CHECK(summary.trust == "none");
    CHECK(summary.rules.not_selected == 0);
    const RuleCounts& rules = summary.rules;
    CHECK(rules.failed == judged->rules().size());
    CHECK(rules.passed + rules.failed + rules.not_applicable + rules.not_effective +
              rules.suppressed + rules.not_selected ==
          catalogue().size());
}
