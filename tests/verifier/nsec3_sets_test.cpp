// V-N3-1 to V-N3-3 and V-N3-14: parameter sets, listed, unlisted and mixed.
#include "tests/verifier/nsec3_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::nsec3_fact;
using namespace zoneproof::nsec3_zone;

TEST_CASE("unknown flags make a record absent, and explain the name without one") {
    Nsec3ChainMaker chain = right();
    chain["ns.example."].flags = 2;
    Facts expected = Facts::of_records({{chain.hash("ns.example."), unknown_flags}});
    expected.names = {{"ns.example.", nsec3_name::missing | nsec3_name::explained}};
    CHECK(facts(chain) == expected);
    // Beside the right record it does no more than stand there.
    Nsec3Line other = right()["ns.example."];
    other.flags = 128;
    CHECK(facts(right(), param + other.text("example.")) ==
          Facts::of_records({{chain.hash("ns.example."), unknown_flags}}));
}

TEST_CASE("records of an unknown hash algorithm are absent, and their chain is unchecked") {
    Nsec3ChainMaker chain = right();
    Nsec3Line other = chain["ns.example."];
    other.algorithm = 2;
    const Facts found = facts(chain, "@ NSEC3PARAM 2 0 0 -\n" + param + other.text("example."));
    REQUIRE(found.chains.size() == 2);
    CHECK_FALSE(found.chains[0].hash_unknown);
    CHECK(found.chains[1].hash_unknown);
    CHECK(found.chains[1].listed);
    CHECK(found.chains[1].records == 0);
    CHECK(found == Facts::of_records({{other.label, unknown_hash}}));
}

TEST_CASE("a record whose parameters alone differ fills the gap it leaves") {
    Nsec3ChainMaker chain = right();
    for (const char* name : {"example.", "ns.example.", "safe.example."}) {
        Nsec3ChainMaker mixed = chain;
        mixed[name].iterations = 1;
        Facts expected = Facts::of_records({{chain.hash(name), fills_gap}});
        expected.names = {{name, nsec3_name::missing | nsec3_name::explained}};
        CHECK(facts(mixed) == expected);
        mixed = chain;
        mixed[name].salt = "ab";
        CHECK(facts(mixed) == expected);
    }
}

TEST_CASE("records of other parameters that the chain links to are mixed into it") {
    // Two names are hashed with one iteration, and the chain was sorted and linked over all
    // records.
    const Nsec3ChainMaker once("example.", 1);
    Nsec3ChainMaker chain = right();
    for (const char* name : {"ns.example.", "safe.example."}) {
        Nsec3Line& line = chain[name];
        line.label = once.hash(name);
        line.iterations = 1;
    }
    Facts expected = Facts::of_records(
        {{once.hash("ns.example."), fills_gap}, {once.hash("safe.example."), fills_gap}});
    expected.names = {{"ns.example.", nsec3_name::missing | nsec3_name::explained},
                      {"safe.example.", nsec3_name::missing | nsec3_name::explained}};
    const Facts found = facts(chain.link());
    Facts without_spans = found;  // what an unlisted record's span hides is another matter
    for (auto& [owner, flags] : without_spans.records) flags &= ~unsigned{span_hides};
    CHECK(without_spans == expected);
}

TEST_CASE("a second complete chain is right whether listed or not") {
    const Nsec3ChainMaker first = right(), second = right(5, "abcd");
    const std::string both = param + "@ NSEC3PARAM 1 0 5 abcd\n" + second.text();
    Facts found = facts(first, both);
    CHECK(found.none());
    REQUIRE(found.chains.size() == 2);
    CHECK(found.chains[1].judged_whole);
    found = facts(first, param + second.text());
    CHECK(found.chains.size() == 2);
    CHECK_FALSE(found.chains[1].judged_whole);
    for (const auto& [owner, flags] : found.records)
        CHECK(flags == span_hides * (second.hash("x") != owner));
}

TEST_CASE("each listed chain is walked apart from the other") {
    Nsec3ChainMaker first = right(), second = right(5, "abcd");
    second.drop("safe.example.").link();
    const std::string both = param + "@ NSEC3PARAM 1 0 5 abcd\n" + second.text();
    CHECK(facts(first, both) == Facts::of_names({{"safe.example.", nsec3_name::missing}}));
    first.drop("ns.example.").link();
    CHECK(facts(first, both) == Facts::of_names({{"safe.example.", nsec3_name::missing},
                                                 {"ns.example.", nsec3_name::missing}}));
}

TEST_CASE("a listed set without a record is no chain, and nobody is missing from it") {
    const Facts found = facts(right(), param + "@ NSEC3PARAM 1 0 7 -\n");
    CHECK(found.none());
    REQUIRE(found.chains.size() == 2);
    CHECK(found.chains[1].listed);
    CHECK(found.chains[1].records == 0);
    CHECK_FALSE(found.chains[1].judged_whole);
}

TEST_CASE("an NSEC3PARAM with flags lists nothing") {
    const std::string other_apex = "@ NSEC3PARAM 1 1 0 -\n";
    const Facts found = facts(right(), other_apex);
    CHECK(found.bad_params_flags == 1);
    REQUIRE(found.chains.size() == 1);
    CHECK_FALSE(found.chains[0].listed);
}

TEST_CASE("a chain without NSEC3PARAM and NSEC is checked as if it were listed") {
    Nsec3ChainMaker chain = right(0, "-", "NS SOA RRSIG");
    CHECK(facts(chain, "").none());
    chain.drop("ns.example.");
    CHECK(facts(chain, "") == Facts::of_names({{"ns.example.", nsec3_name::missing}}));
}

TEST_CASE("records of an unlisted set need not be complete, but true") {
    const std::string nsec = "@ NSEC a NS SOA RRSIG NSEC\n";  // the denial in use
    Nsec3ChainMaker chain = right(0, "-", "NS SOA RRSIG");
    CHECK(facts(chain, nsec).none());
    chain.drop("ns.example.").link();
    // Nobody is missing, but whoever leads around the name would deny it.
    CHECK(facts(chain, nsec) ==
          Facts::of_records({{chain.covering("ns.example.").label, span_hides}}));
    chain.covering("ns.example.").next = chain.hash("ns.example.");
    CHECK(facts(chain, nsec).none());
    chain["safe.example."].types = "NS RRSIG";
    chain.add("ghost.example.", "A RRSIG");
    chain["ghost.example."].next = chain.hash("ghost.example.");
    const Facts untrue = facts(chain, nsec);
    CHECK(untrue.records.size() == 2);
    for (const auto& [owner, flags] : untrue.records)
        CHECK((flags & ~unsigned{span_hides}) ==
              (owner == chain.hash("safe.example.") ? bitmap_missing : ghost));
}

TEST_CASE("more than 16 parameter sets are too many, and which are left does not depend on order") {
    std::string many;
    for (int iterations = 40; iterations > 20; --iterations)
        many += "@ NSEC3PARAM 1 0 " + std::to_string(iterations) + " -\n";
    const Facts found = facts(right(), many);
    CHECK(found.too_many_chains);
    REQUIRE(found.chains.size() == 16);
    CHECK(found.chains[0].parameters.iterations == 21);
    CHECK(found.chains[15].parameters.iterations == 36);
    CHECK(found.records.empty());  // of a set beyond the bound
}
