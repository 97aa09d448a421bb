// case.json: defaults, and mistakes named with their JSON pointer.
#include "corpus/builder/case.hpp"
#include "tests/catch.hpp"

#include <string>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

/// Problems of a case with these members beside title and version, one a line.
std::string problems(const std::string& members) {
    const ReadCase read = case_from_json(
        R"({"v": 1, "title": "t")" + (members.empty() ? "" : ", " + members) + "}", "g/c");
    std::string text;
    for (const std::string& problem : read.problems) text += problem + "\n";
    CHECK(read.value.has_value() == text.empty());
    return text;
}

const std::string good_zone = R"("zone": {"verdict": "valid"})";

}  // namespace

TEST_CASE("a short case has an origin, a base zone, keys and times") {
    const ReadCase read =
        case_from_json(R"({"v": 1, "title": "t", "zone": {"verdict": "valid"}})", "g/c");
    REQUIRE(read.value);
    const Recipe& recipe = read.value->recipe;
    CHECK(to_text(recipe.origin.view()) == "g-c.example.");
    CHECK(recipe.base->name == "leaf-nsec3");
    CHECK(recipe.keys.size() == 2);
    CHECK(recipe.signing.inception == reference_time - 10 * 86400);
    CHECK(read.value->level == Level::must);
}

TEST_CASE("mistakes are named with their place, all at once") {
    CHECK(problems("") == "/zone: is missing\n");
    CHECK(problems(good_zone) == "");
    CHECK(problems(good_zone + R"(, "nonsense": 1, "level": "high", "time": "now")") ==
          "/level: 'high' is not among must, should, may, info\n"
          "/time: is no integer from 0 to 1099511627776\n"
          "/nonsense: is not known here\n");
    CHECK(problems(good_zone + R"(, "recipe": {"base": "none", "keys": [{"alg": 256}]})") ==
          "/recipe/base: 'none' is not among leaf-nsec3, leaf-nsec, plain-nsec3, plain-nsec, "
          "leaf-optout, "
          "tld-nsec3-optout, root-like, multi-signer, one-name, small, leaf-unsigned\n"
          "/recipe/keys/0/alg: is no integer from 0 to 255\n");
    CHECK(problems(good_zone +
                   R"(, "recipe": {"mutations": [
          {"op": "drop", "field": "ttl", "owner": "a..b"}, {"op": "set"}]})") ==
          "/recipe/mutations/0/owner: 'a..b' is no domain name\n"
          "/recipe/mutations/0/field: is nothing that 'drop' takes\n"
          "/recipe/mutations/1/field: is what 'set' cannot do without\n"
          "/recipe/mutations/1/value: is what 'set' cannot do without\n");
    CHECK(problems(R"("zone": {"verdict": ["valid", "invalid"], "findings": [{"owner": "@"}]})") ==
          "/zone/why: is missing: which RFC leaves the choice between verdicts\n"
          "/zone/findings/0/rule: is missing\n");
    CHECK(problems(good_zone + R"(, "queries": [{"q": "www", "verdict": "bogus"}])") ==
          "/queries/0/q: 'www' is no name and type\n");
    CHECK(problems(good_zone + R"(, "queries": [{"q": "www A", "verdict": ["secure", "good"]}])") ==
          "/queries/0/verdict: 'good' is no verdict\n"
          "/queries/0/why: is missing: which RFC leaves the choice between verdicts\n");
    CHECK(problems(good_zone + R"(, "recipe": [])") == "/recipe: is no object\n");
}

TEST_CASE("what is no JSON is one problem") {
    for (const char* const text : {"", "{", "[]", "\xff", "{\"v\": 1,}", "{\"v\": 1e999}"}) {
        CAPTURE(text);
        CHECK_FALSE(case_from_json(text, "g/c").value);
        CHECK_FALSE(case_from_json(text, "g/c").problems.empty());
    }
}

TEST_CASE("a seed cannot name a file outside the folder of keys") {
    CHECK(problems(good_zone + R"(, "recipe": {"keys": [{"alg": 8, "seed": "../x"}]})") ==
          "/recipe/keys/0/seed: holds a slash or a dot\n");
}

TEST_CASE("moments are dates, numbers, or distances from the time of the case") {
    const auto inception = [](const std::string& text) {
        const ReadCase read = case_from_json(
            R"({"v": 1, "title": "t", "zone": {"verdict": "valid"}, "recipe": {"inception": )" +
                text + "}}",
            "g/c");
        return read.value ? read.value->recipe.signing.inception : 0;
    };
    CHECK(inception("\"20260115000000\"") == reference_time);
    CHECK(inception("1768435200") == reference_time);
    CHECK(inception("\"-1h\"") == reference_time - 3600);
    CHECK(inception("\"+2d\"") == reference_time + 2 * 86400);
    CHECK(inception("\"soon\"") == 0);
}

TEST_CASE("what an op cannot do without is written, empty or not") {
    const ReadCase first = case_from_json(
        R"({"v": 1, "title": "t", "zone": {"verdict": "valid"}, "recipe": {"mutations": [
          {"op": "text", "find": "a", "put": ""}, {"op": "add", "rr": []},
          {"op": "shuffle", "value": ""}, {"op": "sign", "key": ""}]}})",
        "g/c");
    REQUIRE(first.value);
    const std::string written = to_json(first.value->recipe);
    const ReadCase second = case_from_json(written, "g/c");
    REQUIRE(second.value);
    CHECK(to_json(second.value->recipe) == written);
}

TEST_CASE("a recipe that is written is read as the same recipe") {
    const std::string text = R"({"v": 1, "title": "found by a fuzzer", "origin": "x.example.",
        "recipe": {"base": "leaf-nsec", "alg": 15, "mutations": [
          {"op": "set", "owner": "www", "sig": "A", "field": "labels", "value": "+1",
           "resign": "rrset"},
          {"op": "sign", "type": "A", "key": "zsk", "sign": {"signer": "example.", "labels": 2},
           "replace": true},
          {"op": "swap", "owner": "a", "field": "next", "with": {"owner": "b"}}]},
        "zone": {"verdict": "valid"}})";
    const ReadCase first = case_from_json(text, "g/c");
    REQUIRE(first.value);
    const std::string written = to_json(first.value->recipe);
    const ReadCase second = case_from_json(written, "g/c");
    REQUIRE(second.value);
    CHECK(to_json(second.value->recipe) == written);
    CHECK(written.find("\"labels\": 2") != written.npos);
}
