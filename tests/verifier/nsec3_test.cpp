// V-N3-1 to V-N3-15 on chains without opt-out. The zone is small; each test breaks one thing and
// expects one fact.
#include "verifier/nsec3.hpp"

#include "tests/verifier/nsec3_facts.hpp"
#include "verifier/nsec3_chain.hpp"

using namespace zoneproof;
using namespace zoneproof::nsec3_fact;

namespace {

const std::string data = R"($ORIGIN example.
$TTL 3600
@     SOA ns hostmaster 1 2 3 4 300
@     NS ns
ns    A 192.0.2.1
*.w   TXT "wild"
cut   NS ns.cut
ns.cut A 192.0.2.2
e.ent TXT "below an empty non-terminal"
safe  NS ns
safe  DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000
)";
const std::string param = "@ NSEC3PARAM 1 0 0 -\n";

/// The right chain of `data` with `param`.
Nsec3ChainMaker right(unsigned iterations = 0, const std::string& salt = "-",
                      const char* apex = "NS SOA RRSIG NSEC3PARAM") {
    Nsec3ChainMaker chain("example.", iterations, salt);
    chain.add("example.", apex);
    chain.add("ns.example.", "A RRSIG").add("w.example.", "").add("*.w.example.", "TXT RRSIG");
    chain.add("cut.example.", "NS").add("ent.example.", "").add("e.ent.example.", "TXT RRSIG");
    chain.add("safe.example.", "NS DS RRSIG");
    return chain.link();
}

const char* const hashed_names[] = {"example.",       "ns.example.",  "w.example.",
                                    "*.w.example.",   "cut.example.", "ent.example.",
                                    "e.ent.example.", "safe.example."};

Facts facts(const Nsec3ChainMaker& chain, const std::string& more = param, unsigned threads = 1) {
    return facts_of(data + more + chain.text(), threads);
}

}  // namespace

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
