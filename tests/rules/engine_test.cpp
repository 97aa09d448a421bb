#include "rules/engine.hpp"
#include "tests/rules/judge.hpp"

#include <atomic>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::atomic<int> described = 0;

std::string place_of(const Context& context, NameId name) {
    ++described;
    return to_text(context.zone.name(name));
}
void every_name(const Context& context, const Moment&, NameId name, Report& report) {
    report.add(at_name(context.zone, name), [&] { return place_of(context, name); });
}
void every_name_by_key(const Context& context, const Moment&, NameId name, Report& report) {
    const auto tag = static_cast<std::uint16_t>(index(name) * 7919);
    report.add(at_name(context.zone, name), Group{.cause = "tag", .key_tag = tag},
               [] { return "by tag"; });
}
void third_names(const Context& context, const Moment&, NameId name, Report& report) {
    if (index(name) % 3 == 0) report.add(at_name(context.zone, name), [] { return "third"; });
}
void third_names_warned(const Context& context, const Moment&, NameId name, Report& report) {
    if (index(name) % 3 == 0)
        report.add_as(Severity::warning, at_name(context.zone, name), Group{},
                      [] { return "third"; });
}
void at_first_moment(const Context& context, const Moment& now, NameId name, Report& report) {
    if (seconds(now.from) == 1) report.add(at_name(context.zone, name), [] { return "at 1"; });
}
void throwing(const Context&, const Moment&, NameId name, Report&) {
    if (index(name) % 2 == 0) throw std::runtime_error("broken");
}
void cannot_tell(const Context& context, const Moment&, NameId name, Report& report) {
    report.unchecked("unsupported-algorithm", at_name(context.zone, name));
}
void whole(const Context& context, const Moment&, Report& report) {
    for (std::size_t i = 0; i < context.zone.names().size(); ++i)
        report.add(at_name(context.zone, NameId(i)), [] { return "whole"; });
}

constexpr Rule rule(std::string_view id, Check check, bool timed = false) {
    return {.id = id,
            .family = Family::zone,
            .severity = Severity::error,
            .cites = "RFC 1035 1",
            .says = "",
            .why = "",
            .fix = "",
            .good = "",
            .bad = "",
            .timed = timed,
            .check = check};
}
constexpr Rule names_rule = rule("names", each_name(every_name));
constexpr Rule tags_rule = rule("tags", each_name(every_name_by_key));
constexpr Rule thirds_rule = rule("thirds", each_name(third_names));
constexpr Rule warned_rule = rule("warned", each_name(third_names_warned));
constexpr Rule first_rule = rule("first", each_name(at_first_moment), true);
constexpr Rule throw_rule = rule("throwing", each_name(throwing));
constexpr Rule unsure_rule = rule("unsure", each_name(cannot_tell));
constexpr Rule whole_rule = rule("whole", whole_zone(whole));

constexpr std::size_t hosts = 5000;

const LoadedZone& many_names() {
    static const LoadedZone zone = [] {
        std::string text = base;
        for (std::size_t i = 0; i < hosts; ++i) text += "h" + std::to_string(i) + " A 192.0.2.1\n";
        return load_zone(text);
    }();
    return zone;
}

struct Run {
    std::vector<const Rule*> rules;
    std::vector<Mask> masks = {};
    std::size_t max_per_rule = 3;
    unsigned threads = 1;
    std::vector<Moment> moments = {some_day};
    std::vector<bool> suppressed = {};
    const std::atomic<bool>* stop = nullptr;
    FindingSink sink = {};

    Answers answers() const {
        static const Evidence evidence;
        static const ParentDs parent;
        static const Policy policy;
        const LoadedZone& loaded = many_names();
        const Context context(*loaded.zone, evidence, parent, loaded.diagnostics, policy);
        Selection selection;
        selection.suppressed = suppressed;
        const Plan plan =
            make_plan(rules, masks, selection, {.zone = true, .as_of = some_day.from});
        Workers workers(threads, stop);
        return ask({rules, plan, loaded, &context, moments, max_per_rule}, workers, sink);
    }
};

std::string dump(const std::vector<Finding>& findings) {
    std::string text;
    for (const Finding& finding : findings) {
        text += std::string(finding.rule->id) + " " + std::string(finding.group.cause) + " " +
                std::to_string(finding.group.key_tag.value_or(0)) + " x" +
                std::to_string(finding.count);
        for (const Example& example : finding.examples)
            text += " " + example.owner + "=" + example.message;
        text += "\n";
    }
    return text;
}

constexpr std::uint64_t all_names = hosts + 2;  // and the apex and ns

}  // namespace

TEST_CASE(
    "counts are exact and the first examples come in canonical order, with any number of threads") {
    const auto one = Run{.rules = {&names_rule}}.answers();
    REQUIRE(one.findings.size() == 1);
    CHECK(one.findings[0].count == all_names);
    REQUIRE(one.findings[0].examples.size() == 3);
    CHECK(one.findings[0].examples[0].owner == "example.");
    CHECK(one.findings[0].examples[1].owner == "h0.example.");
    CHECK(one.findings[0].examples[2].owner == "h1.example.");
    const auto four = Run{.rules = {&names_rule}, .threads = 4}.answers();
    CHECK(dump(four.findings) == dump(one.findings));
}

TEST_CASE("messages are made for kept examples only") {
    described = 0;
    const auto answers = Run{.rules = {&names_rule}}.answers();
    CHECK(answers.findings[0].count == all_names);
    CHECK(described == 3);
}

TEST_CASE(
    "groups beyond the bound are counted together, the same ones with any number of threads") {
    const auto one = Run{.rules = {&tags_rule}}.answers();
    REQUIRE(one.findings.size() == Tally::max_groups + 1);
    CHECK(one.findings[0].group == Group{});
    std::uint64_t sum = 0;
    for (const Finding& finding : one.findings) sum += finding.count;
    CHECK(sum == all_names);
    CHECK(dump(Run{.rules = {&tags_rule}, .threads = 4}.answers().findings) == dump(one.findings));
}

TEST_CASE("a masked finding is counted as masked and nowhere else") {
    for (const unsigned threads : {1u, 4u}) {
        const auto answers = Run{.rules = {&names_rule, &thirds_rule},
                                 .masks = {{"thirds", "names"}},
                                 .threads = threads}
                                 .answers();
        const std::uint64_t thirds = (all_names + 2) / 3;
        REQUIRE(answers.findings.size() == 2);
        CHECK(answers.findings[0].count == all_names - thirds);
        CHECK(answers.findings[1].count == thirds);
        CHECK(answers.counts.masked == thirds);
    }
}

TEST_CASE("a warning silences no error, and what holds at one moment nothing that always holds") {
    const auto mild =
        Run{.rules = {&names_rule, &warned_rule}, .masks = {{"warned", "names"}}}.answers();
    CHECK(mild.counts.masked == 0);
    const auto timed = Run{
        .rules = {&names_rule, &first_rule},
        .masks = {{"first", "names"}},
        .moments = {at(1),
                    at(2)}}.answers();
    CHECK(timed.counts.masked == 0);
}

TEST_CASE("a timed rule is asked at each moment, and what always holds silences it at each") {
    const Run run{.rules = {&names_rule, &first_rule}, .moments = {at(2), at(1)}};
    const auto answers = run.answers();
    REQUIRE(answers.findings.size() == 2);
    CHECK_FALSE(answers.findings[0].at);
    REQUIRE(answers.findings[1].at);
    CHECK(seconds(*answers.findings[1].at) == 1);
    CHECK(answers.findings[1].count == all_names);
    Run masked = run;
    masked.masks = {{"names", "first"}};
    CHECK(masked.answers().counts.masked == all_names);
}

TEST_CASE("a check that throws leaves something unchecked and lets the others speak") {
    const auto answers = Run{.rules = {&throw_rule, &thirds_rule}, .threads = 2}.answers();
    const auto entry = answers.counts.unjudged.find(UnjudgedKey{"internal", 0});
    REQUIRE(entry != answers.counts.unjudged.end());
    CHECK(entry->second.count == all_names / 2);
    CHECK(answers.findings.size() == 1);
}

TEST_CASE("what a rule cannot judge is counted, with its first owner") {
    const auto answers = Run{.rules = {&unsure_rule}, .threads = 4}.answers();
    REQUIRE(answers.counts.unjudged.size() == 1);
    CHECK(answers.counts.unjudged.begin()->second.count == all_names);
    CHECK(answers.counts.unjudged.begin()->second.owner == "example.");
}

TEST_CASE("suppressed findings are counted and not shown") {
    const auto answers =
        Run{.rules = {&names_rule, &thirds_rule}, .suppressed = {true, false}}.answers();
    CHECK(answers.findings.size() == 1);
    REQUIRE(answers.counts.suppressed.size() == 1);
    CHECK(answers.counts.suppressed.begin()->second == all_names);
}

TEST_CASE("streamed findings are one a subject, in canonical order, with any number of threads") {
    for (const unsigned threads : {1u, 4u}) {
        std::vector<std::string> owners;
        Run run{.rules = {&names_rule, &thirds_rule}, .max_per_rule = 0, .threads = threads};
        run.sink = [&](const Finding& finding) {
            CHECK(finding.count == 1);
            if (finding.rule == &names_rule) owners.push_back(finding.examples.at(0).message);
        };
        const auto answers = run.answers();
        CHECK(answers.findings.empty());
        CHECK(answers.counts.shown.begin()->second == all_names);
        REQUIRE(owners.size() == all_names);
        std::vector<std::string> expected;
        for (std::size_t i = 0; i < all_names; ++i)
            expected.push_back(to_text(many_names().zone->name(NameId(i))));
        CHECK(owners == expected);
    }
}

TEST_CASE("findings are counted alike, listed one by one or grouped") {
    for (const unsigned threads : {1u, 4u}) {
        Run run{.rules = {&names_rule, &thirds_rule, &tags_rule}, .threads = threads};
        const auto grouped = run.answers();
        CHECK(grouped.groups.total() == grouped.findings.size());
        run.max_per_rule = 0;
        const auto listed = run.answers();
        CHECK(listed.groups.errors == grouped.groups.errors);
        CHECK(listed.groups.total() == grouped.groups.total());
    }
}

TEST_CASE("a rule about the whole zone streams without keeping") {
    std::size_t seen = 0;
    Run run{.rules = {&whole_rule}, .max_per_rule = 0};
    run.sink = [&](const Finding& finding) { seen += finding.examples.at(0).message == "whole"; };
    run.answers();
    CHECK(seen == all_names);
}

TEST_CASE("a stopped run says that it left subjects out") {
    const std::atomic<bool> stop = true;
    CHECK(Run{.rules = {&names_rule}, .threads = 2, .stop = &stop}.answers().stopped);
    CHECK(Run{.rules = {&whole_rule}, .stop = &stop}.answers().stopped);
    CHECK_FALSE(Run{.rules = {&names_rule}}.answers().stopped);
}
