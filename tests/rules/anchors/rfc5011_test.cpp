// The scenarios of a KSK roll, S1 to S13, each with what resolvers make of it.
#include "rules/anchors/rfc5011.hpp"

#include "tests/rules/anchors/anchor_texts.hpp"

using namespace zoneproof;
using namespace zoneproof::rfc5011;
using zoneproof::testing::on;

namespace {

constexpr std::int64_t day = 86400;

Timestamp d(double days) {
    return Timestamp{static_cast<std::int64_t>(days * day)};
}

History history(const std::string& text) {
    auto read = history_from_text(text, "history");
    REQUIRE(read);
    return *std::move(read);
}

/// NEW is published on day 10, signs alone from day 100, OLD is revoked on day 190 and gone on 280.
const std::string canonical = "0 OLD*\n10 OLD* NEW\n100 OLD NEW*\n190 OLD!* NEW*\n280 NEW*\n";

Resolver resolver(Model model, double start = 0) {
    Resolver made;
    made.model = model;
    made.anchors = {"OLD"};
    made.start = d(start);
    return made;
}

Run run(const std::string& text, const Resolver& with) {
    const History versions = history(text);
    auto done = simulate(versions, with, end_of(versions, with));
    REQUIRE(done);
    return *std::move(done);
}

/// What happened to the keys, in the words of the scenarios: "NEW AddPend d10, ...".
std::string story(const std::string& text, const Resolver& with) {
    const History versions = history(text);
    std::string told;
    const auto tell = [&](const std::string& what, Timestamp at) {
        told += (told.empty() ? "" : ", ") + what + " " + to_text(versions, at);
    };
    for (const Event& event : run(text, with).events) switch (event.what) {
        case What::state: tell(event.key + " " + std::string(to_text(event.now)), event.at); break;
        case What::restarted: tell(event.key + " restarted", event.at); break;
        case What::ignored: tell(event.key + " ignored", event.at); break;
        case What::wiped: tell("wiped", event.at); break;
        case What::unreachable: tell("unreachable", event.at); break;
        case What::bogus: tell("BOGUS", event.at); break;
        case What::validates: tell("validates", event.at); break;
        case What::insecure: tell("insecure", event.at); break;
        }
    return told;
}

}  // namespace

TEST_CASE("intervals are those of RFC 5011 2.3") {
    CHECK(query_interval(172800, {}) == 86400);
    CHECK(retry_time(172800, {}) == 17280);
    CHECK(query_interval(86400, {}) == 43200);
    CHECK(retry_time(86400, {}) == 8640);
    CHECK(query_interval(3600, {}) == 3600);
    CHECK(retry_time(3600, {}) == 3600);
    CHECK(query_interval(100 * day, {}) == 15 * day);
    CHECK(retry_time(100 * day, {}) == day);
    CHECK(query_interval(172800, day) == 43200);
    CHECK(retry_time(172800, day / 2) == 4320);
    CHECK(query_interval(172800, 0) == 3600);
}

TEST_CASE("row 9, S1: a resolver that is always on follows") {
    const std::string followed = "NEW AddPend d10, NEW Valid d40, OLD Revoked d190, OLD Removed ";
    CHECK(story(canonical, resolver(Model::rfc)) == followed + "d220");
    CHECK(story(canonical, resolver(Model::bind)) == followed + "d220");
    CHECK(story(canonical, resolver(Model::unbound)) == followed + "d309");
}

TEST_CASE("rows 9 and 11, S2, S2b: started with the old key alone, in time or not") {
    for (const Model model : {Model::rfc, Model::unbound}) {
        CHECK(run(canonical, resolver(model, 75)).bogus == d(100));
        CHECK(run(canonical, resolver(model, 75)).first("NEW", AnchorState::add_pending) == d(75));
        CHECK(run(canonical, resolver(model, 69)).first("NEW", AnchorState::valid) == d(99));
        CHECK(run(canonical, resolver(model, 69)).ok());
    }
    CHECK(story(canonical, resolver(Model::rfc, 75)) ==
          "NEW AddPend d75, BOGUS d100, OLD Revoked d190, insecure d190");
}

TEST_CASE(
    "row 9, S2 with BIND's initial key: all keys of the first validated set are trusted at once") {
    const Run done = run(canonical, resolver(Model::bind, 75));
    CHECK(done.first("NEW", AnchorState::valid) == d(75));
    CHECK(done.ok());
}

TEST_CASE("rows 9 and 11, S3, S3b: a wiped state begins anew") {
    for (const Model model : {Model::rfc, Model::unbound}) {
        Resolver wiped = resolver(model);
        wiped.wipes = {d(80)};
        CHECK(run(canonical, wiped).bogus == d(100));
        wiped.wipes = {d(60)};
        CHECK(run(canonical, wiped).ok());
        CHECK(story(canonical, wiped).find("wiped d60, NEW AddPend d60, NEW Valid d90") !=
              std::string::npos);
    }
    Resolver late = resolver(Model::rfc);
    late.wipes = {d(80)};
    CHECK(story(canonical, late) ==
          "NEW AddPend d10, NEW Valid d40, wiped d80, NEW AddPend d80, BOGUS d100, "
          "OLD Revoked d190, insecure d190");
}

TEST_CASE("rows 9 and 11, S4: what may not be written is not learnt") {
    for (const Model model : models) {
        Resolver read_only = resolver(model);
        read_only.read_only = true;
        CHECK(story(canonical, read_only) == "BOGUS d100");
    }
}

TEST_CASE("row 9, S5, S5b: started after the switch") {
    for (const Model model : models) {
        CHECK(run(canonical, resolver(model, 120)).bogus == d(120));
        Resolver both = resolver(model, 120);
        both.anchors = {"OLD", "NEW"};
        CHECK(run(canonical, both).ok());
    }
}

TEST_CASE("rows 9 and 10, S6: a key that vanishes while it is pending starts again") {
    const std::string gone = "0 OLD*\n10 OLD* NEW\n30 OLD*\n35 OLD* NEW\n50 OLD NEW*\n";
    CHECK(story(gone, resolver(Model::rfc)) ==
          "NEW AddPend d10, NEW Start d30, NEW AddPend d35, BOGUS d50");
    CHECK(run(gone, resolver(Model::unbound)).bogus == d(50));
    const std::string told = story(gone, resolver(Model::bind));
    CHECK(told.find("NEW AddPend d10, NEW restarted d30, NEW restarted d31, NEW restarted d32, NEW "
                    "restarted d33, NEW restarted d34, BOGUS d50") == 0);
    // 30 days from its return, and a probe on either side.
    auto ready = readiness(history(gone), resolver(Model::rfc));
    REQUIRE(ready);
    REQUIRE(ready->keys.size() == 1);
    CHECK(ready->keys[0].published == d(35));
    CHECK(ready->keys[0].safe_to_sign == d(65 + 2));
    CHECK_FALSE(ready->ready());
}

TEST_CASE("row 9, S6c: an absence between two probes is not seen") {
    Resolver between = resolver(Model::rfc);
    between.phase = day * 375 / 1000;
    const std::string gone = "0 OLD*\n10 OLD* NEW\n30.5 OLD*\n30.75 OLD* NEW\n50 OLD NEW*\n";
    CHECK(story(gone, between) == "NEW AddPend d10.375, NEW Valid d40.375");
}

TEST_CASE(
    "row 9, S7: a valid key that was missing is trusted when it is back, without a hold-down") {
    const std::string gone = "0 OLD*\n10 OLD* NEW\n60 OLD*\n70 OLD NEW*\n";
    for (const Model model : models)
        CHECK(story(gone, resolver(model)) ==
              "NEW AddPend d10, NEW Valid d40, NEW Missing d60, NEW Valid d70");
}

TEST_CASE("row 9, S8: a REVOKE flag without the key's own signature is ignored") {
    const std::string unsigned_ = "0 OLD*\n10 OLD* NEW\n100 OLD NEW*\n190 OLD! NEW*\n280 NEW*\n";
    for (const Model model : {Model::rfc, Model::bind})
        CHECK(story(unsigned_, resolver(model)) ==
              "NEW AddPend d10, NEW Valid d40, OLD ignored d190, OLD Missing d280");
    // Unbound passes over such a key: it is missing from then on.
    CHECK(story(unsigned_, resolver(Model::unbound)) ==
          "NEW AddPend d10, NEW Valid d40, OLD ignored d190, OLD Missing d190");
}

TEST_CASE("row 9, S9, S9b, S9c: thirty days are not enough, thirty-two are") {
    const auto switched = [](const char* when) {
        return std::string("0 OLD*\n10 OLD* NEW\n") + when + " OLD NEW*\n";
    };
    for (const Model model : models) {
        Resolver late = resolver(model);
        CHECK(run(switched("39"), late).bogus == d(39));
        late.phase = day * 9 / 10;
        CHECK(run(switched("40.5"), late).bogus == d(40.9));
        CHECK(run(switched("42"), late).ok());
        CHECK(run(switched("42"), late).first("NEW", AnchorState::valid) == d(40.9));
    }
}

TEST_CASE("row 9, S9b with Unbound: time alone ends the hold-down, so that it recovers") {
    Resolver late = resolver(Model::unbound);
    late.phase = day * 9 / 10;
    CHECK(story("0 OLD*\n10 OLD* NEW\n40.5 OLD NEW*\n", late)
              .find("BOGUS d40.9, NEW Valid d41.1, validates d41.1") != std::string::npos);
    Resolver strict = resolver(Model::rfc);
    strict.phase = day * 9 / 10;
    CHECK(story("0 OLD*\n10 OLD* NEW\n40.5 OLD NEW*\n", strict) ==
          "NEW AddPend d10.9, BOGUS d40.9");
}

TEST_CASE("row 9, S11: an outage does not stop the hold-down") {
    for (const Model model : models) {
        Resolver cut_off = resolver(model);
        cut_off.outages = {{d(30), d(60)}};
        CHECK(run(canonical, cut_off).ok());
        CHECK(run(canonical, cut_off).first("NEW", AnchorState::valid) == d(60));
    }
}

TEST_CASE("row 9, S12: a key that is revoked while it is pending is forgotten") {
    for (const Model model : models)
        CHECK(story("0 OLD*\n10 OLD* NEW\n25 OLD* NEW!*\n", resolver(model)) ==
              "NEW AddPend d10, NEW Start d25");
}

TEST_CASE("rows 9 and 30, S13: the root's rolls come out as the public record has them") {
    const History root = root_history();
    Resolver always_on;
    always_on.anchors = {"19036"};
    always_on.start = on("2017-01-01");
    for (const Model model : models) {
        always_on.model = model;
        const auto done = simulate(root, always_on, on("2030-01-01"));
        REQUIRE(done);
        CHECK(done->ok());
        CHECK(done->first("20326", AnchorState::valid) == on("2017-08-10"));
        CHECK(done->first("19036", AnchorState::revoked) == on("2019-01-11"));
        CHECK(done->first("38696", AnchorState::valid) == on("2025-02-10"));
    }
}

TEST_CASE("the root's history is its public record") {
    const History root = root_history();
    REQUIRE(root.versions.size() == 8);
    const KeySet& revoked = root.versions[3];
    CHECK(revoked.from == on("2019-01-11"));
    REQUIRE(revoked.keys.size() == 2);
    CHECK(revoked.keys[0].revoked);
    CHECK(revoked.keys[0].signs);
    CHECK(revoked.keys[0].tag == 19164);
    CHECK(root.versions[4].from == on("2019-03-22"));
    CHECK(root.versions[4].keys.size() == 1);
}

TEST_CASE("when every trusted key is revoked, the zone is no longer validated") {
    CHECK(story("0 OLD*\n10 OLD!*\n", resolver(Model::rfc)) == "OLD Revoked d10, insecure d10");
    CHECK_FALSE(run("0 OLD*\n10 OLD!*\n", resolver(Model::rfc)).ok());
}

TEST_CASE("a revoked key that comes back without the flag stays revoked") {
    CHECK(story("0 OLD* NEW\n100 OLD!* NEW*\n120 OLD* NEW*\n", resolver(Model::rfc)) ==
          "NEW AddPend d0, NEW Valid d30, OLD Revoked d100, OLD Removed d130");
}

TEST_CASE("row 37: a signature by a trusted key that is not in the RRset does not count") {
    // Only keys of the RRset can be written as signers at all; one without its anchor is bogus.
    CHECK(run("0 OLD*\n10 NEW*\n", resolver(Model::rfc)).bogus == d(10));
}

TEST_CASE("signatures that end are no signatures, and shorten the interval") {
    CHECK(run("0 OLD* expires=5\n", resolver(Model::rfc)).bogus.has_value());
    CHECK(run("0 OLD* expires=5\n3 OLD*\n", resolver(Model::rfc)).ok());
    // With less than two days left, half of it is less than half the TTL.
    CHECK(run("0 OLD* expires=5\n4.5 OLD*\n", resolver(Model::rfc)).probes >
          run("0 OLD*\n4.5 OLD*\n", resolver(Model::rfc)).probes);
}

TEST_CASE("a TTL above 30 days lengthens the hold-down, but not Unbound's") {
    const std::string long_ttl = "ttl 3456000\n0 OLD*\n10 OLD* NEW\n";
    Resolver daily = resolver(Model::rfc);
    daily.query_interval = day;
    CHECK(run(long_ttl, daily).first("NEW", AnchorState::valid) == d(50));
    daily.model = Model::unbound;
    CHECK(run(long_ttl, daily).first("NEW", AnchorState::valid) == d(40));
}

TEST_CASE("a publisher is ready when the slowest resolver has followed") {
    for (const Model model : models) {
        CAPTURE(to_text(model));
        auto good = readiness(history(canonical), resolver(model));
        REQUIRE(good);
        CHECK(good->ready());
        CHECK(good->resolvers >= 25);
        REQUIRE(good->keys.size() == 1);
        CHECK(good->keys[0].last_valid.has_value());
        CHECK(good->keys[0].signs_alone == d(100));
        CHECK(good->keys[0].safe_to_sign == d(42));
        auto early = readiness(history("0 OLD*\n10 OLD* NEW\n40.5 OLD NEW*\n"), resolver(model));
        REQUIRE(early);
        CHECK_FALSE(early->ready());
        CHECK(early->failed < early->resolvers);
    }
}

TEST_CASE("a history is read by line, and refused by line") {
    const History dates = history("# roll\n2017-07-11 A* B\n2018-10-11T16:00:00Z A B*  # switch\n");
    CHECK_FALSE(dates.in_days);
    CHECK(dates.versions[0].from == on("2017-07-11"));
    CHECK(dates.versions[1].keys[1].signs);
    const auto error = [](const char* text) {
        const auto read = history_from_text(text, "h");
        return read ? std::string() : read.error().text;
    };
    CHECK(error("").find("no version") != std::string::npos);
    CHECK(error("0 A*\n0 B*\n").find("h:2: ") == 0);
    CHECK(error("5 A*\n3 B*\n").find("h:2: ") == 0);
    CHECK(error("0 A*\n2017-07-11 B\n").find("h:2: ") == 0);
    CHECK(error("2017-07-11 A*\n10 B\n").find("h:2: ") == 0);
    CHECK(error("0 A* A\n").find("twice") != std::string::npos);
    CHECK(error("0 A?x\n").empty());
    CHECK(error("0 A*x\n").find("h:1: ") == 0);
    CHECK(error("0 *\n").find("h:1: ") == 0);
    CHECK(error("0 expire=5\n").find("h:1: ") == 0);
    CHECK(error("0 A expires=x\n").find("h:1: ") == 0);
    CHECK(error("ttl\n").find("h:1: ") == 0);
    CHECK(error("ttl 99999999999\n").find("h:1: ") == 0);
    CHECK(error("nan A\n").find("h:1: ") == 0);
    CHECK(error("-1 A\n").find("h:1: ") == 0);
}

TEST_CASE("a simulation without end, or before the beginning, is refused") {
    const History versions = history("10 OLD*\n300000 OLD*\n");
    Resolver every_second = resolver(Model::rfc, 10);
    every_second.query_interval = 1;
    CHECK_FALSE(simulate(versions, every_second, end_of(versions, every_second)));
    CHECK_FALSE(simulate(versions, resolver(Model::rfc, 5), d(400)));
}
