// V-N3-4 to V-N3-7, V-N3-11 to V-N3-15 on one chain without opt-out: each test breaks one thing and
// expects one fact.
#include "tests/verifier/nsec3_zone.hpp"
#include "verifier/nsec3_chain.hpp"

using namespace zoneproof;
using namespace zoneproof::nsec3_fact;
using namespace zoneproof::nsec3_zone;

TEST_CASE("a right NSEC3 chain has no faults") {
    for (const unsigned threads : {1u, 3u}) {
        const Facts found = facts(right(), param, threads);
        CHECK(found.none());
        REQUIRE(found.chains.size() == 1);
        CHECK(found.chains[0].listed);
        CHECK(found.chains[0].judged_whole);
        CHECK(found.chains[0].complete);
        CHECK(found.chains[0].records == 8);
        CHECK(found.chains[0].opt_out == 0);
    }
}

TEST_CASE("iterations and salt enter the hash") {
    const char* const salt = "aabbccdd";
    CHECK(facts(right(12, salt), "@ NSEC3PARAM 1 0 12 aabbccdd\n").none());
    Nsec3ChainMaker fewer = right(11, salt);
    for (Nsec3Line& line : fewer.lines()) line.iterations = 12;
    const Facts found = facts(fewer, "@ NSEC3PARAM 1 0 12 aabbccdd\n");
    CHECK(found.records.size() == 8);
    CHECK(found.names.size() == 8);
}

TEST_CASE("every name without its record is missing, whether the chain leads to it or around it") {
    for (const char* const name : hashed_names) {
        CAPTURE(name);
        const unsigned fact =
            std::string(name) == "cut.example." ? nsec3_name::no_optout_at_all
            : std::string(name) == "w.example." || std::string(name) == "ent.example."
                ? nsec3_name::missing_ent
                : nsec3_name::missing;
        Nsec3ChainMaker chain = right();
        chain.drop(name);
        CHECK(facts(chain) == Facts::of_names({{name, fact}}));
        CHECK(facts(chain.link()) == Facts::of_names({{name, fact}}));
    }
}

TEST_CASE("glue, occluded names and names that own nothing but NSEC3 or RRSIG need no record") {
    const std::string more = "x.cut TXT \"occluded\"\nb RRSIG TXT 13 2 60 1 1 1 @ AA==\nd.b RRSIG "
                             "TXT 13 3 60 1 1 1 @ AA==\n";
    CHECK(facts(right(), param + more).none());
}

TEST_CASE("data at a hashed owner name makes it an ordinary name") {
    Nsec3ChainMaker chain = right();
    const std::string owner = chain.hash("ns.example.");
    CHECK(facts(chain, param + owner + " TXT \"data\"\n") ==
          Facts::of_names({{owner + ".example.", nsec3_name::missing}}));
    chain.add(owner + ".example.", "TXT RRSIG").link();
    CHECK(facts(chain, param + owner + " TXT \"data\"\n").none());
}

TEST_CASE("a record of no name is a ghost there only, linked or not") {
    Nsec3ChainMaker chain = right();
    chain.add("ghost.example.", "A RRSIG").link();
    const std::string ghost_owner = chain.hash("ghost.example.");
    CHECK(facts(chain) == Facts::of_records({{ghost_owner, ghost}}));
    chain["ghost.example."].next = chain.hash("ns.example.");
    CHECK(facts(chain) == Facts::of_records({{ghost_owner, ghost}}));
    const Nsec3Line stray = chain["ghost.example."];
    CHECK(facts(right(), param + stray.text("example.")) ==
          Facts::of_records({{ghost_owner, ghost}}));
}

TEST_CASE("a ghost of an occluded name is told apart") {
    Nsec3ChainMaker chain = right();
    chain.add("ns.cut.example.", "A").link();
    CHECK(facts(chain) ==
          Facts::of_records({{chain.hash("ns.cut.example."), ghost | ghost_occluded}}));
}

TEST_CASE("a next hash that is not the next owner is wrong there only") {
    Nsec3ChainMaker chain = right();
    for (std::size_t i = 0; i < chain.lines().size(); ++i) {
        const bool last = i + 1 == chain.lines().size();
        for (std::size_t k = 0; k < chain.lines().size(); ++k) {
            if (k == (i + 1) % chain.lines().size()) continue;
            Nsec3ChainMaker broken = chain;
            broken.lines()[i].next = chain.lines()[k].label;
            CAPTURE(i, k);
            CHECK(facts(broken) ==
                  Facts::of_records({{chain.lines()[i].label, last ? not_closed : next_wrong}}));
        }
        Nsec3ChainMaker nowhere = chain;
        nowhere.lines()[i].next = chain.hash("nowhere.example.");
        CHECK(facts(nowhere) ==
              Facts::of_records({{chain.lines()[i].label, last ? not_closed : next_wrong}}));
    }
}

TEST_CASE("a single record points to itself") {
    const std::string one = "example. 60 SOA . . 1 2 3 4 5\nexample. 60 NSEC3PARAM 1 0 0 -\n";
    Nsec3ChainMaker chain("example.");
    chain.add("example.", "SOA RRSIG NSEC3PARAM").link();
    CHECK(facts_of(one + chain.text()).none());
    const std::string owner = chain.hash("example.");
    chain["example."].next = chain.hash("a.example.");
    CHECK(facts_of(one + chain.text()) == Facts::of_records({{owner, not_closed}}));
}

TEST_CASE("a chain whose only record lies behind every name leaves all of them without one") {
    Nsec3ChainMaker chain = right();
    chain.lines().resize(1);
    chain.lines()[0].label = chain.lines()[0].next = std::string(32, 'v');
    const Facts found = facts(chain);
    CHECK(found.records == Facts::of_records({{std::string(32, 'v'), ghost}}).records);
    CHECK(found.names.size() == std::size(hashed_names));
    for (const auto& [name, bits] : found.names) CHECK((bits & nsec3_name::any_missing) != 0);
}

TEST_CASE("a bitmap shows the types of the original name, and RRSIG where something is signed") {
    struct Row {
        const char *name, *types;
        unsigned fact;
    };
    const Row rows[] = {
        {"example.", "NS SOA RRSIG", bitmap_missing},
        {"ns.example.", "A RRSIG TXT", bitmap_extra},
        {"ns.example.", "A", bitmap_missing},
        {"ns.example.", "A RRSIG NSEC3", bitmap_extra},
        {"ns.example.", "A RRSIG NSEC", bitmap_extra},
        {"cut.example.", "NS RRSIG", bitmap_extra},
        {"cut.example.", "NS DS", bitmap_extra},
        {"cut.example.", "NS A", bitmap_extra},
        {"cut.example.", "", bitmap_missing},
        {"safe.example.", "NS DS", bitmap_missing},
        {"safe.example.", "NS RRSIG", bitmap_missing},
        {"ent.example.", "RRSIG", bitmap_extra},
        {"ent.example.", "TXT", bitmap_extra},
        {"ns.example.", "A RRSIG NXNAME", bitmap_meta},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name, row.types);
        Nsec3ChainMaker chain = right();
        chain[row.name].types = row.types;
        CHECK(facts(chain) == Facts::of_records({{chain.hash(row.name), row.fact}}));
    }
}

TEST_CASE("while NSEC coexist, their bit and RRSIG at an insecure cut do not matter") {
    const std::string nsec = "@ NSEC a NS SOA RRSIG NSEC\n";
    Nsec3ChainMaker chain = right();
    chain["example."].types = "NS SOA RRSIG NSEC NSEC3PARAM";
    chain["cut.example."].types = "NS RRSIG NSEC";
    CHECK(facts(chain, param + nsec).none());
    chain["cut.example."].types = "NS";
    CHECK(facts(chain, param + nsec).none());
    chain["cut.example."].types = "NS A";
    CHECK(facts(chain, param + nsec) ==
          Facts::of_records({{chain.hash("cut.example."), bitmap_extra}}));
    chain["cut.example."].types = "NS";
    chain["safe.example."].types = "NS DS";
    CHECK(facts(chain, param + nsec) ==
          Facts::of_records({{chain.hash("safe.example."), bitmap_missing}}));
    chain["safe.example."].types = "NS DS RRSIG";
    chain["ent.example."].types = "NSEC";
    CHECK(facts(chain, param + nsec) ==
          Facts::of_records({{chain.hash("ent.example."), bitmap_extra}}));
}

TEST_CASE("the types a bitmap must show are the column NSEC3 of V-NAME-15") {
    const Zone zone =
        zone_of(data + param + "@ NSEC @ SOA\nsafe TXT \"at a cut\"\nns TYPE65500 \\# 1 00\n");
    const auto types = [&](const char* name) {
        return expected_nsec3_types(zone, {false, index(id_of(zone, name))});
    };
    CHECK(types("example.") == types_of("NS SOA NSEC3PARAM RRSIG"));
    CHECK(types("cut.example.") == types_of("NS"));
    CHECK(types("safe.example.") == types_of("NS DS RRSIG"));
    CHECK(types("ns.example.") == types_of("A RRSIG TYPE65500"));
    REQUIRE(zone.empty_non_terminals().size() == 2);
    CHECK(to_text(subject_name(zone, {true, 0})) == "ent.example.");
    CHECK(expected_nsec3_types(zone, {true, 0}).empty());
}

TEST_CASE(
    "an owner that is no hash directly below the apex is invalid, and the record does not count") {
    const char* const labels[] = {"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "0000",
                                  "000000000000000000000000000000000"};
    for (const char* label : labels) {
        Nsec3Line line = right()["ns.example."];
        line.label = label;
        CHECK(facts(right(), param + line.text("example.")) ==
              Facts::of_records({{label, owner_invalid}}));
    }
    Nsec3Line line = right()["ns.example."];
    line.below = "deeper.";
    CHECK(facts(right(), param + line.text("example.")) ==
          Facts::of_records({{line.label + ".deeper", owner_invalid}}));
}

TEST_CASE("an owner in upper case is the same owner") {
    Nsec3ChainMaker chain = right();
    std::string& label = chain["ns.example."].label;
    for (char& letter : label)
        letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    CHECK(facts(chain).none());
}

TEST_CASE("a next hash of another length is told as that") {
    Nsec3ChainMaker chain = right();
    const std::string owner = chain.hash("ns.example.");
    chain["ns.example."].next = "0000000000000000";
    CHECK(facts(chain) == Facts::of_records({{owner, next_length}}));
}

TEST_CASE("two records of one set at an owner are multiple, and the better one is judged") {
    Nsec3ChainMaker chain = right();
    const std::string owner = chain.hash("ns.example.");
    Nsec3Line other = chain["ns.example."];
    other.types = "A TXT RRSIG";
    CHECK(facts(chain, param + other.text("example.")) == Facts::of_records({{owner, multiple}}));
    other.next = chain.hash("example.");
    chain["ns.example."].types = "RRSIG";
    CHECK(facts(chain, param + other.text("example.")) ==
          Facts::of_records({{owner, multiple}, {owner, bitmap_missing}}));
}

TEST_CASE("names below an apex DNAME are occluded, the chain below it is not") {
    const std::string zone =
        "$ORIGIN example.\n@ 60 SOA . . 1 2 3 4 5\n@ 60 DNAME test.\nx 60 TXT \"occluded\"\n" +
        std::string("@ 60 NSEC3PARAM 1 0 0 -\n");
    Nsec3ChainMaker chain("example.");
    chain.add("example.", "SOA DNAME RRSIG NSEC3PARAM").link();
    CHECK(facts_of(zone + chain.text()).none());
    chain.add("x.example.", "TXT RRSIG").link();
    CHECK(facts_of(zone + chain.text()) ==
          Facts::of_records({{chain.hash("x.example."), ghost | ghost_occluded}}));
}

TEST_CASE("names with the same hash are a collision") {
    // Found ones do not exist: two hashes are made equal after hashing.
    const Zone zone = zone_of(data + param + right().text());
    Workers workers(1);
    Nsec3Facts gathered = gather_nsec3(zone, workers);
    gathered.chains[0].judged_whole = true;
    auto hashes = hash_names(zone, gathered.chains[0].parameters, workers);
    REQUIRE(hashes);
    const auto collide = [&](const char* name, const char* with) {
        Nsec3Facts result = gathered;
        auto doctored = *hashes;
        const auto at = [&](const char* text) {
            const std::uint32_t subject = pack({false, index(id_of(zone, text))});
            return std::find_if(doctored.begin(), doctored.end(),
                                [&](auto& hashed) { return hashed.subject == subject; });
        };
        at(name)->hash = at(with)->hash;
        std::sort(doctored.begin(), doctored.end(), [](auto& a, auto& b) {
            return std::pair(a.hash, a.subject) < std::pair(b.hash, b.subject);
        });
        ChainJob job{zone, workers, result, 0, false, doctored};
        CHECK(judge_chain(job));
        return result.chains[0].names;
    };
    const auto names = collide("ns.example.", "safe.example.");
    CHECK(names[index(id_of(zone, "ns.example."))] == nsec3_name::collision);
    CHECK(names[index(id_of(zone, "safe.example."))] == nsec3_name::collision);
    CHECK(names[index(id_of(zone, "cut.example."))] == 0);
}

TEST_CASE("the chain of RFC 5155 appendix A is right") {
    CHECK(facts_of(rfc5155_zone).none());
}

TEST_CASE("at 65535 iterations the stop flag ends the pass soon, and the chain is incomplete") {
    std::string text = "example. 60 SOA . . 1 2 3 4 5\nexample. 60 NSEC3PARAM 1 0 65535 -\n";
    Nsec3Line line{std::string(32, '0'), std::string(32, '0'), "A", 0, 65535};
    const Zone zone = zone_of(text + line.text("example."));
    std::atomic<bool> stop = true;
    Workers workers(1, &stop);
    const Nsec3Facts found = check_nsec3(zone, workers);
    REQUIRE(found.chains.size() == 1);
    CHECK_FALSE(found.chains[0].complete);
}
