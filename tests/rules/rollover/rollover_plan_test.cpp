// Plans played through (row 34), and the way out when a key is lost (section 4.5).
#include "rules/rollover/rollover_plan.hpp"
#include "tests/catch.hpp"

#include <string>

using namespace zoneproof;

namespace {

using Keys = std::vector<KeyRef>;
constexpr std::int64_t start = 1'800'000'000;

/// 0: KSK, 1: ZSK, 2: the new one.
RolloverPlan plan() {
    RolloverPlan plan;
    plan.zone = "example.";
    plan.start = Timestamp{start};
    plan.timing.publish_safety = plan.timing.retire_safety = 0;
    plan.keys = {{"old-ksk", 13}, {"zsk", 13}, {"new", 13}};
    plan.now = {Keys{0, 1}, Keys{0}, Keys{1}, Keys{0}};
    return plan;
}
PlannedStep step(const char* name, PlannedState change) {
    PlannedStep step;
    step.name = name;
    step.change = std::move(change);
    return step;
}
/// Seconds of each step, "-" for one that never is safe.
std::string times(const PlayedPlan& played) {
    std::string text;
    for (const PlayedStep& step : played.steps)
        text +=
            (text.empty() ? "" : " ") + (step.at ? std::to_string(seconds(*step.at) - start) : "-");
    return text;
}
RolloverPlan double_ksk() {
    RolloverPlan rolled = plan();
    rolled.steps = {step("publish", {Keys{0, 1, 2}, Keys{0, 2}, {}, {}}),
                    step("swap the DS", {{}, {}, {}, Keys{2}}),
                    step("remove the old key", {Keys{1, 2}, Keys{2}, {}, {}})};
    return rolled;
}

}  // namespace

TEST_CASE("row 34: each step of a plan as soon as it is safe, with its way back") {
    const PlayedPlan played = play(double_ksk());
    CHECK(times(played) == "0 3900 93900");
    CHECK(played.safe());
    REQUIRE(played.steps.size() == 3);
    CHECK(played.steps[0].rollback.kind == Rollback::Kind::at_once);
    CHECK(played.steps[1].rollback.kind == Rollback::Kind::at_once);
    // First the DS, a day later the key.
    CHECK(seconds(*played.steps[1].rollback.all_undone) - start == 3900 + 90000);
    CHECK(played.steps[2].rollback.kind == Rollback::Kind::new_rollover);
    CHECK(played.steps[2].rollback.why.starts_with("old-ksk has left"));
    CHECK(played.point_of_no_return == 2);
}

TEST_CASE("a plan before 1970 plays as it does later") {
    RolloverPlan early = double_ksk();
    early.start = Timestamp{-start};
    const PlayedPlan played = play(early);
    CHECK(played.safe());
    REQUIRE(played.complete());
    CHECK(seconds(*played.steps[2].at) + start == 93900);
}

TEST_CASE("a step of a plan that comes too early is told with its window") {
    RolloverPlan early = double_ksk();
    early.steps[1].after = 600;
    early.steps[2].at = Timestamp{start + 3 * 3600};
    const PlayedPlan played = play(early);
    CHECK_FALSE(played.safe());
    REQUIRE(played.steps.size() == 3);
    REQUIRE(played.steps[1].unsafe.size() == 1);
    CHECK(seconds(played.steps[1].unsafe[0].from) - start == 600);
    CHECK(seconds(*played.steps[1].unsafe[0].to) - start == 3900);
    CHECK_FALSE(played.steps[2].unsafe.empty());
    CHECK(seconds(*played.steps[1].earliest.at) - start == 3900);
}

TEST_CASE("a plan ends at a step that never becomes safe") {
    RolloverPlan wrong = plan();
    wrong.steps = {step("remove the only KSK", {Keys{1}, Keys{}, {}, {}}),
                   step("another", {{}, {}, {}, Keys{}})};
    const PlayedPlan played = play(wrong);
    CHECK(times(played) == "-");
    CHECK_FALSE(played.complete());
    CHECK_FALSE(played.steps[0].cause.empty());
}

TEST_CASE("going insecure has no way back but to sign anew") {
    RolloverPlan insecure = plan();
    insecure.steps = {step("remove the DS", {{}, {}, {}, Keys{}}),
                      step("unsign", {Keys{}, Keys{}, Keys{}, {}})};
    const PlayedPlan played = play(insecure);
    CHECK(times(played) == "0 90000");
    CHECK(played.steps[0].rollback.kind == Rollback::Kind::at_once);
    CHECK(played.point_of_no_return == 1);
}

TEST_CASE("a lost ZSK is replaced by pre-publication") {
    const auto out = recovery(plan(), Inoperable::zsk);
    REQUIRE(out);
    CHECK(out->lost == Keys{1});
    const PlayedPlan played = play(*out);
    CHECK(times(played) == "0 3900 90600");
    CHECK(played.safe());
}

TEST_CASE("a lost KSK is replaced by double DS: the DNSKEY RRset stays as it is until then") {
    const auto out = recovery(plan(), Inoperable::ksk);
    REQUIRE(out);
    CHECK(times(play(*out)) == "0 90000 93900");
    CHECK_FALSE(out->steps[0].change.dnskey.has_value());
    CHECK(play(*out).safe());
}

TEST_CASE("a lost CSK takes both ways, and stays published for what it has signed") {
    RolloverPlan csk = plan();
    csk.keys = {{"csk", 13}};
    csk.now = {Keys{0}, Keys{0}, Keys{0}, Keys{0}};
    const auto out = recovery(csk, Inoperable::csk);
    REQUIRE(out);
    CHECK(times(play(*out)) == "0 90000 93900 93900 180600");
    CHECK(play(*out).safe());
    CHECK_FALSE(recovery(csk, Inoperable::ksk));
    CHECK_FALSE(recovery(plan(), Inoperable::csk));
}

TEST_CASE("signatures of a lost key that end before the new ones can be used are told") {
    auto out = recovery(plan(), Inoperable::ksk);
    REQUIRE(out);
    out->signatures_until = Timestamp{start + 80000};
    const PlayedPlan played = play(*out);
    CHECK_FALSE(played.safe());
    CHECK(times(played) == "0 90000 93900");
    REQUIRE(played.steps.size() == 3);
    CHECK(played.steps[1].late);
    out->signatures_until = Timestamp{start + 100000};
    CHECK(play(*out).safe());
}

TEST_CASE("a step that only takes away waits with the safety of a removal") {
    RolloverPlan rolled = double_ksk();
    rolled.timing.publish_safety = 100;
    rolled.timing.retire_safety = 7000;
    // 3900 and 100 for the DS, then 90000 and 7000 for the key.
    CHECK(times(play(rolled)) == "0 4000 101000");
    // What leaves together with a key that comes waits with the greater of both.
    rolled.steps = {step("first a DS", {{}, {}, {}, Keys{0, 2}}),
                    step("swap the KSK", {Keys{1, 2}, Keys{2}, {}, {}})};
    CHECK(times(play(rolled)) == "0 97000");
}
