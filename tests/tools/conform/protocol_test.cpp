#include "tools/conform/protocol.hpp"

#include "tests/catch.hpp"

using namespace zoneproof::conform;

TEST_CASE("a description is read and written again the same") {
    const std::string text =
        R"({"v":1,"name":"unbound","version":"1.17.1","ops":["start"],"clock":"option",)"
        R"("algs":[8,13],"dnssec":true,"ds":true,"families":["rrsig","zone-soa-missing"],"ede":true,"port":false,"exact":false,)"
        R"("rules":{"36":["rrsig-expired"]}})";
    const auto description = description_from_json(text);
    REQUIRE(description);
    CHECK(description->can("start"));
    CHECK_FALSE(description->can("resolve"));
    CHECK(to_json(*description) == text);
}

TEST_CASE("an answer that is none is named by what is wrong with it") {
    const std::pair<const char*, const char*> bad[] = {
        {"", "the answer is no JSON"},
        {"nonsense", "the answer is no JSON"},
        {"[]", "/: no object"},
        {R"({"name":"x"})", "/v: not 1"},
        {R"({"v":2})", "/v: not 1"},
        {R"({"v":1})", "/name: missing"},
        {R"({"v":1,"name":7})", "/name: no string"},
        {R"({"v":1,"name":"x","version":"1"})", "/ops: missing"},
        {R"({"v":1,"name":"x","version":"1","ops":[1]})",
         "/ops: holds something that is no string"},
        {R"({"v":1,"name":"x","version":"1","ops":[],"clock":"sun"})",
         "/clock: none of the words that may stand here"},
        {R"({"v":1,"name":"x","version":"1","ops":[],"algs":[256]})",
         "/algs: holds something that is no algorithm number"},
        {R"({"v":1,"name":"x","version":"1","ops":[],"families":["lint"]})",
         "/families: holds something that is no family and no rule"},
    };
    for (const auto& [text, what] : bad) {
        CAPTURE(text);
        const auto description = description_from_json(text);
        REQUIRE_FALSE(description);
        CHECK(description.error().text == what);
    }
}

TEST_CASE("the verdict of a zone is one of four words") {
    const auto good = verify_reply_from_json(
        R"({"v":1,"verdict":"invalid","exit":36,"findings":[{"code":"36","owner":"x."}]})");
    REQUIRE(good);
    CHECK(good->exit == 36);
    REQUIRE(good->findings.size() == 1);
    CHECK(good->findings[0].count == 1);
    CHECK_FALSE(verify_reply_from_json(R"({"v":1,"verdict":"fine"})"));
    CHECK_FALSE(verify_reply_from_json(R"({"v":1,"verdict":"valid","exit":1e9})"));
    CHECK_FALSE(verify_reply_from_json(R"({"v":1,"verdict":"valid","findings":[{}]})"));
}

TEST_CASE("answers of a resolver keep their extended errors and whether AD is known") {
    const auto reply = resolve_reply_from_json(
        R"({"v":1,"answers":[{"q":"a.","t":"A","verdict":"bogus","ede":[[7,"expired"]],"ms":4},)"
        R"({"q":"b.","t":"A","verdict":"secure","ad":false}]})");
    REQUIRE(reply);
    CHECK(reply->answers[0].ede == std::vector<ExtendedError>{{7, "expired"}});
    CHECK_FALSE(reply->answers[0].has_ad);
    CHECK(reply->answers[1].has_ad);
    CHECK_FALSE(resolve_reply_from_json(
        R"({"v":1,"answers":[{"q":"a.","t":"A","verdict":"bogus","ede":[[7]]}]})"));
}

TEST_CASE("a server says where it will answer") {
    const auto reply = start_reply_from_json(
        R"({"v":1,"argv":["named"],"env":{"A":"b"},"ready":"dns:192.0.2.9:53"})");
    REQUIRE(reply);
    CHECK(reply->address == "192.0.2.9");
    CHECK(reply->port == 53);
    for (const char* ready : {"", "dns:", "dns::53", "dns:192.0.2.9", "tcp:192.0.2.9:53",
                              "dns:192.0.2.9:99999", "dns:192.0.2.9:5x"}) {
        CAPTURE(ready);
        CHECK_FALSE(
            start_reply_from_json(std::string(R"({"v":1,"argv":["x"],"ready":")") + ready + "\"}"));
    }
    CHECK_FALSE(start_reply_from_json(R"({"v":1,"argv":[],"ready":"dns:192.0.2.9:53"})"));
}
