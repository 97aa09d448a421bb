#include "rules/plan.hpp"
#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

void nothing(const Context&, const Moment&, Report&) {}
void no_load(const LoadedZone&, Report&) {}

Rule plain(std::string_view id) {
    return {.id = id,
            .family = Family::zone,
            .severity = Severity::error,
            .cites = "",
            .says = "",
            .why = "",
            .fix = "",
            .good = "",
            .bad = "",
            .check = whole_zone(nothing)};
}

const Applicability zone_run{.zone = true, .as_of = some_day.from};

RuleState state_of(const Rule& rule, const Applicability& run) {
    const Rule* const rules[] = {&rule};
    return make_plan(rules, {}, {}, run).states.front();
}

}  // namespace

TEST_CASE("a rule whose input was not given does not apply") {
    Rule ds = plain("ds-rule");
    ds.input = Input::parent_ds;
    Applicability with_ds = zone_run;
    with_ds.parent_ds = true;
    CHECK(state_of(ds, zone_run) == RuleState::not_applicable);
    CHECK(state_of(ds, with_ds) == RuleState::asked);
}

TEST_CASE(
    "a rule for signed zones does not apply to an unsigned one, nor one for NSEC3 without NSEC3") {
    Rule rule = plain("signed-rule");
    Applicability signed_run = zone_run;
    signed_run.signed_ = true;
    rule.applies = Applies::signed_zone;
    CHECK(state_of(rule, zone_run) == RuleState::not_applicable);
    CHECK(state_of(rule, signed_run) == RuleState::asked);
    rule.applies = Applies::nsec3_zone;
    CHECK(state_of(rule, signed_run) == RuleState::not_applicable);
    signed_run.nsec3 = true;
    CHECK(state_of(rule, signed_run) == RuleState::asked);
}

TEST_CASE("without a zone only the text is judged") {
    Rule text = plain("text-rule");
    text.check = whole_load(no_load);
    CHECK(state_of(plain("zone-rule"), {}) == RuleState::not_applicable);
    CHECK(state_of(text, {}) == RuleState::asked);
}

TEST_CASE("a rule whose pass did not run is no passed rule") {
    Rule rule = plain("deep-rule");
    rule.needs = pass::nsec;
    CHECK(state_of(rule, zone_run) == RuleState::no_evidence);
    Applicability run = zone_run;
    run.passes = pass::all;
    CHECK(state_of(rule, run) == RuleState::asked);
}

TEST_CASE("a citation younger than --rules-as-of is not in force, DNSSEC itself always is") {
    const Timestamp in_2015 = *from_calendar(2015, 6, 1, 0, 0, 0),
                    in_1999 = *from_calendar(1999, 1, 1, 0, 0, 0);
    CHECK(in_force({2015, 6}, in_2015));
    CHECK_FALSE(in_force({2015, 7}, in_2015));
    CHECK_FALSE(in_force({2021, 2}, in_2015));
    CHECK(in_force({2005, 3}, in_1999));
    CHECK(in_force({2008, 3}, in_1999));
    CHECK_FALSE(in_force({2008, 4}, in_1999));
    CHECK(in_force({}, in_1999));
}

TEST_CASE("winners stand before those they silence, also in chains") {
    const Rule a = plain("a-rule"), b = plain("b-rule"), c = plain("c-rule");
    const Rule* const rules[] = {&a, &b, &c};
    const Mask chain[] = {{"c-rule", "b-rule"}, {"b-rule", "a-rule"}};
    const Plan plan = make_plan(rules, chain, {}, zone_run);
    const auto& questions = plan.of(Subject::zone);
    REQUIRE(questions.size() == 3);
    CHECK(questions[0].rule == &c);
    CHECK(questions[1].rule == &b);
    CHECK(questions[2].rule == &a);
    CHECK((questions[0].wins && questions[1].wins && !questions[2].wins));
}

TEST_CASE("a rule about one type of RRset is asked about that type alone") {
    Rule ds = plain("ds"), any = plain("any"), caa = plain("caa");
    const auto silent = [](const Context&, const Moment&, const Rrset&, Report&) {};
    ds.check = each_rrset(silent, RrType::DS);
    any.check = each_rrset(silent);
    caa.check = each_rrset(silent, RrType::CAA, RrType::SPF);
    const Rule* const rules[] = {&ds, &any, &caa};
    const Plan plan = make_plan(rules, {}, {}, zone_run);
    using Places = std::vector<std::uint16_t>;
    const auto about = [&](RrType type) {
        const auto places = plan.about(type, Soundness::unsigned_);
        return Places(places.begin(), places.end());
    };
    CHECK(about(RrType::DS) == Places{0, 1});
    CHECK(about(RrType::A) == Places{1});
    CHECK(about(RrType::SPF) == Places{1, 2});
    CHECK(about(RrType::CAA) == Places{1, 2});
    CHECK(about(RrType{}) == Places{1});
}

TEST_CASE("a rule about signatures is asked where there are any that concern it") {
    Rule all = plain("all"), any = plain("any"), bad = plain("bad"), not_good = plain("not-good");
    const auto silent = [](const Context&, const Moment&, const Rrset&, Report&) {};
    all.check = each_rrset(silent);
    any.check = each_rrset(About::signed_, silent);
    bad.check = each_rrset(About::flawed, silent, RrType::DS);
    not_good.check = each_rrset(About::not_sound, silent);
    const Rule* const rules[] = {&all, &any, &bad, &not_good};
    const Plan plan = make_plan(rules, {}, {}, zone_run);
    using Places = std::vector<std::uint16_t>;
    const auto about = [&](RrType type, Soundness soundness) {
        const auto places = plan.about(type, soundness);
        return Places(places.begin(), places.end());
    };
    CHECK(about(RrType::DS, Soundness::unsigned_) == Places{0, 3});
    CHECK(about(RrType::DS, Soundness::sound) == Places{0, 1});
    CHECK(about(RrType::DS, Soundness::flawed) == Places{0, 1, 2, 3});
    CHECK(about(RrType::A, Soundness::flawed) == Places{0, 1, 3});
}
