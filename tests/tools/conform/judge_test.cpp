#include "tools/conform/judge.hpp"

#include "tests/catch.hpp"
#include "tools/conform/divergence.hpp"

using namespace zoneproof::conform;

namespace {

Expectation expired() {
    Expectation about;
    about.id = "time/expired";
    about.verdicts = {"invalid"};
    about.findings = {{"rrsig-expired", "www.x.example.", "A", 1}};
    about.queries = {{"www.x.example.", "A", {"bogus"}, "SERVFAIL", false, {7, 6}, ""}};
    return about;
}

Cell zone(std::string verdict, std::vector<Finding> findings = {}) {
    Cell cell;
    cell.subject = "zone";
    cell.got = Cell::Got::verdict;
    cell.verdict = std::move(verdict);
    cell.findings = std::move(findings);
    return cell;
}

Cell answered(std::string verdict, std::string rcode, std::vector<ExtendedError> ede = {}) {
    Cell cell = zone(std::move(verdict));
    cell.subject = "www.x.example. A";
    cell.rcode = std::move(rcode);
    cell.ede = std::move(ede);
    return cell;
}

Description ours() {
    Description who;
    who.name = "ours";
    who.exact = true;
    return who;
}

Finding finding(std::string code, std::string owner, std::string type, unsigned count = 1) {
    return {std::move(code), "", std::move(owner), std::move(type), "", count};
}

}  // namespace

TEST_CASE("our findings are compared as an exact multiset") {
    const Finding listed = finding("rrsig-expired", "www.x.example.", "A");
    CHECK(judge(expired(), ours(), zone("invalid", {listed})).state == State::pass);
    struct {
        std::vector<Finding> findings;
        const char* reason;
    } const bad[] = {
        {{}, "missing: rrsig-expired www.x.example. A"},
        {{finding("rrsig-expired", "x.example.", "A")}, "missing: rrsig-expired www.x.example. A"},
        {{listed, listed}, "not expected: rrsig-expired www.x.example. A"},
        {{finding("rrsig-expired", "www.x.example.", "A", 2)},
         "not expected: rrsig-expired www.x.example. A"},
        {{listed, finding("ds-dangling", "x.example.", "DS")},
         "not expected: ds-dangling x.example. DS"},
    };
    for (const auto& row : bad) {
        const Judged judged = judge(expired(), ours(), zone("invalid", row.findings));
        CHECK(judged.state == State::fail);
        CHECK(judged.reason == row.reason);
    }
}

TEST_CASE("information need not be listed, unless the rule's severity was raised") {
    const Finding listed = finding("rrsig-expired", "www.x.example.", "A");
    Finding more = finding("zonemd-missing", "x.example.", "SOA");
    CHECK(judge(expired(), ours(), zone("invalid", {listed, more})).state == State::pass);
    more.severity = "error";
    CHECK(judge(expired(), ours(), zone("invalid", {listed, more})).state == State::fail);
}

TEST_CASE("a forbidden finding fails even when it is listed as information") {
    Expectation about = expired();
    about.forbid = {"zonemd-missing"};
    const Judged judged = judge(about, ours(),
                                zone("invalid", {finding("rrsig-expired", "www.x.example.", "A"),
                                                 finding("zonemd-missing", "x.example.", "SOA")}));
    CHECK(judged.reason == "forbidden: zonemd-missing x.example. SOA");
}

TEST_CASE("a verifier that refuses a zone for another reason gets a note") {
    Description who;
    who.rules = {{"36", {"rrsig-expired"}}, {"37", {"rrsig-not-yet-valid"}}};
    CHECK(judge(expired(), who, zone("invalid", {finding("36", "", "")})).state == State::pass);
    CHECK(judge(expired(), who, zone("invalid", {finding("37", "", "")})).state == State::note);
    CHECK(judge(expired(), who, zone("invalid", {finding("35", "", "")})).state == State::pass);
    CHECK(judge(expired(), who, zone("valid")).state == State::fail);
}

TEST_CASE("who cannot see a fault is not blamed for missing it, but for a fault that is none") {
    Description structural;
    structural.structure_only = true;
    CHECK(judge(expired(), structural, zone("valid")).state == State::skip);
    Expectation healthy = expired();
    healthy.verdicts = {"valid"};
    CHECK(judge(healthy, structural, zone("invalid")).state == State::fail);
    Expectation wrong_ds = expired();
    wrong_ds.findings = {{"ds-digest-mismatch", "x.example.", "DS", 1}};
    Description no_ds;
    no_ds.ds = false;
    CHECK(judge(wrong_ds, no_ds, zone("valid")).state == State::skip);
    CHECK(judge(expired(), no_ds, zone("valid")).state == State::fail);
}

TEST_CASE("who does not lint is not blamed for what only a lint finds") {
    Description verifier;
    verifier.families = {"rrsig", "expiry", "zone-soa-missing"};
    Expectation lint = expired();
    lint.findings = {{"mx-target-alias", "x.example.", "MX", 1}};
    const Judged skipped = judge(lint, verifier, zone("valid"));
    CHECK(skipped.state == State::skip);
    CHECK(skipped.reason == "does not judge by mx-target-alias");
    CHECK(judge(lint, verifier, zone("invalid")).state == State::pass);
    CHECK(judge(lint, Description(), zone("valid")).state == State::fail);
    CHECK(judge(expired(), verifier, zone("valid")).state == State::fail);
    lint.findings.push_back({"rrsig-expired", "x.example.", "A", 1});
    CHECK(judge(lint, verifier, zone("valid")).state == State::fail);
    lint.findings = {{"zone-soa-missing", "x.example.", "", 1}};
    CHECK(judge(lint, verifier, zone("valid")).state == State::fail);
}

TEST_CASE("the verdict of an answer decides, an extended error only makes a note") {
    Description who;
    who.ede = true;
    const auto state = [&](const Cell& cell) { return judge(expired(), who, cell).state; };
    CHECK(state(answered("bogus", "SERVFAIL", {{7, ""}})) == State::pass);
    CHECK(state(answered("bogus", "SERVFAIL", {{6, ""}})) == State::pass);
    CHECK(state(answered("bogus", "SERVFAIL", {{9, ""}})) == State::note);
    CHECK(state(answered("bogus", "SERVFAIL")) == State::note);
    CHECK(state(answered("bogus", "REFUSED")) == State::fail);
    CHECK(state(answered("secure", "NOERROR")) == State::fail);
}

TEST_CASE("an answer to what was not asked is an error") {
    Cell cell = answered("bogus", "SERVFAIL");
    cell.subject = "other. A";
    CHECK(judge(expired(), {}, cell).state == State::error);
}

TEST_CASE("any of the verdicts that an RFC leaves the choice of is right") {
    Expectation about = expired();
    about.queries[0].verdicts = {"secure", "bogus"};
    CHECK(judge(about, {}, answered("bogus", "SERVFAIL")).state == State::pass);
    const Judged other = judge(about, {}, answered("insecure", "NOERROR"));
    CHECK(other.state == State::fail);
    CHECK(other.want == "secure or bogus");
}

TEST_CASE("a divergence may name several cases") {
    const auto list = divergences_from_json(
        R"([{"impl":"x","case":["rrsig/*","time/*"],"class":"policy","reason":"why"}])");
    REQUIRE(list);
    Description who;
    who.name = "x";
    std::vector<Judged> cells = {judge(expired(), who, zone("valid"))};
    mark_known(*list, {}, cells);
    CHECK(cells[0].state == State::known);
}

TEST_CASE("a known divergence is known only while it is there") {
    const auto list = divergences_from_json(
        R"([{"impl":"x","versions":"1.*","case":"time/*","query":"zone","got":"valid",)"
        R"("class":"policy","reason":"why"}])");
    REQUIRE(list);
    Description who;
    who.name = "x";
    std::vector<Judged> cells = {judge(expired(), who, zone("valid")),
                                 judge(expired(), who, zone("invalid")),
                                 judge(expired(), who, zone("insecure")),
                                 judge(expired(), who, answered("secure", "NOERROR"))};
    mark_known(*list, {{"x", "1.2"}}, cells);
    CHECK(cells[0].state == State::known);
    CHECK(cells[0].divergence == "policy: why");
    CHECK(cells[1].state == State::fixed);
    CHECK(cells[2].state == State::fail);
    CHECK(cells[3].state == State::fail);
    cells[0].state = State::fail;
    mark_known(*list, {{"x", "2.0"}}, cells);
    CHECK(cells[0].state == State::fail);
}

TEST_CASE("a divergence that comes and goes is not called fixed when it is away") {
    const auto list = divergences_from_json(
        R"([{"impl":"x","case":"*","class":"policy","reason":"why","sometimes":true}])");
    REQUIRE(list);
    Description who;
    who.name = "x";
    std::vector<Judged> cells = {judge(expired(), who, zone("valid")),
                                 judge(expired(), who, zone("invalid"))};
    mark_known(*list, {}, cells);
    CHECK(cells[0].state == State::known);
    CHECK(cells[1].state == State::pass);
    CHECK_FALSE(divergences_from_json(
        R"([{"impl":"x","case":"*","class":"policy","reason":"why","sometimes":"yes"}])"));
}

TEST_CASE("a divergence without class or reason is refused, a bug without a reproducer too") {
    for (const char* text : {R"({})", R"([{"impl":"x","case":"*","class":"whim","reason":"r"}])",
                             R"([{"impl":"x","case":"*","class":"policy"}])",
                             R"([{"impl":"x","case":"*","class":"bug","reason":"r"}])"}) {
        CAPTURE(text);
        CHECK_FALSE(divergences_from_json(text));
    }
}

TEST_CASE("results are read as they were written") {
    CaseResult result{"x",
                      "time/expired",
                      "key",
                      {zone("invalid", {finding("36", "a.", "A")})},
                      {"192.0.2.1 a. A"},
                      "log"};
    result.cells.push_back(answered("bogus", "SERVFAIL", {{7, "expired"}}));
    const auto again = case_result_from_json(to_json(result));
    REQUIRE(again);
    CHECK(to_json(*again) == to_json(result));
    CHECK_FALSE(case_result_from_json("{}"));
    CHECK_FALSE(case_result_from_json("truncated {"));
}
