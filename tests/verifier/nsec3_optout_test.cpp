// V-N3-6 to V-N3-10: which names may lack a record under opt-out, judged per span.
#include "tests/verifier/nsec3_facts.hpp"

using namespace zoneproof;
using namespace zoneproof::nsec3_name;

namespace {

const std::string head =
    "$ORIGIN example.\n$TTL 3600\n@ SOA ns hostmaster 1 2 3 4 300\n@ NS ns\nns A 192.0.2.1\n"
    "@ NSEC3PARAM 1 0 0 -\n";
const std::string ds =
    " DS 1 13 2 0000000000000000000000000000000000000000000000000000000000000000\n";

std::string insecure(const std::string& name) {
    return name + " NS ns.test.\n";
}
std::string secure(const std::string& name) {
    return insecure(name) + name + ds;
}

/// Apex and ns.example. are always there; `names` are "name types".
Nsec3ChainMaker chain_of(std::vector<std::pair<std::string, std::string>> names, unsigned flags) {
    Nsec3ChainMaker chain("example.");
    chain.add("example.", "NS SOA RRSIG NSEC3PARAM", flags).add("ns.example.", "A RRSIG", flags);
    for (const auto& [name, types] : names) chain.add(name, types, flags);
    return chain.link();
}

Facts facts(const std::string& data, const Nsec3ChainMaker& chain) {
    return facts_of(head + data + chain.text());
}

}  // namespace

TEST_CASE("an insecure cut may lack its record in an opt-out span, and may have one") {
    CHECK(facts(insecure("d"), chain_of({}, 1)).none());
    CHECK(facts(insecure("d"), chain_of({{"d.example.", "NS"}}, 1)).none());
    CHECK(facts(insecure("d"), chain_of({{"d.example.", "NS"}}, 0)).none());
}

TEST_CASE("without any opt-out span an insecure cut lacks its record") {
    CHECK(facts(insecure("d"), chain_of({}, 0)) ==
          Facts::of_names({{"d.example.", no_optout_at_all}}));
}

TEST_CASE("the span that covers an insecure cut decides, not the others nor the apex") {
    Nsec3ChainMaker chain = chain_of({}, 1);
    chain.covering("d.example.").flags = 0;
    CHECK(facts(insecure("d"), chain) == Facts::of_names({{"d.example.", span_without_flag}}));
    chain = chain_of({}, 0);
    chain.covering("d.example.").flags = 1;
    CHECK(facts(insecure("d"), chain).none());
}

TEST_CASE("the last span reaches around to the first owner") {
    // One name before the first owner, one behind the last: found by trying.
    const Nsec3ChainMaker chain = chain_of({}, 1);
    std::string first, last;
    Nsec3ChainMaker probe = chain;
    for (int i = 0; first.empty() || last.empty(); ++i) {
        const std::string name = "n" + std::to_string(i);
        const std::string hash = chain.hash(name + ".example.");
        if (hash < probe.lines().front().label) first = name;
        if (hash > probe.lines().back().label) last = name;
    }
    CHECK(facts(insecure(first) + insecure(last), chain).none());
    probe.lines().back().flags = 0;
    CHECK(facts(insecure(first) + insecure(last), probe) ==
          Facts::of_names(
              {{first + ".example.", span_without_flag}, {last + ".example.", span_without_flag}}));
}

TEST_CASE("a required name that opt-out leaves out is missing, and hidden by it") {
    const unsigned hidden = missing | missing_in_optout;
    CHECK(facts(secure("s"), chain_of({}, 1)) == Facts::of_names({{"s.example.", hidden}}));
    CHECK(facts("t TXT \"data\"\n", chain_of({}, 1)) == Facts::of_names({{"t.example.", hidden}}));
    CHECK(facts("*.t TXT \"data\"\n", chain_of({{"t.example.", ""}}, 1)) ==
          Facts::of_names({{"*.t.example.", hidden}}));
    CHECK(facts(secure("s"), chain_of({{"s.example.", "NS DS RRSIG"}}, 1)).none());
}

TEST_CASE("the opt-out bit where nobody needs it is allowed") {
    Nsec3ChainMaker chain = chain_of({{"s.example.", "NS DS RRSIG"}}, 0);
    chain["s.example."].flags = 1;
    const Facts found = facts(secure("s"), chain);
    CHECK(found.none());
    CHECK(found.chains[0].opt_out == 1);
    CHECK(found.chains[0].records == 3);
}

TEST_CASE("an empty non-terminal above insecure cuts without records may lack its own") {
    CHECK(facts(insecure("d.ent") + insecure("e.ent"), chain_of({}, 1)).none());
    CHECK(facts(insecure("d.ent") + insecure("e.ent"), chain_of({{"ent.example.", ""}}, 1)).none());
    CHECK(facts(insecure("d.in.ent"), chain_of({}, 1)).none());
}

TEST_CASE("an optional empty non-terminal may have a record whether or not those above it have") {
    CHECK(facts(insecure("d.in.ent"), chain_of({{"in.ent.example.", ""}}, 1)).none());
    CHECK(facts(insecure("d.in.ent"), chain_of({{"ent.example.", ""}}, 1)).none());
}

TEST_CASE("one descendant that has or needs a record makes an empty non-terminal required") {
    const std::string cuts = insecure("a.ent") + insecure("z.ent");
    const Facts lacks_ent = Facts::of_names({{"ent.example.", missing_ent}});
    CHECK(facts(cuts + secure("m.ent"), chain_of({{"m.ent.example.", "NS DS RRSIG"}}, 1)) ==
          lacks_ent);
    CHECK(facts(cuts + "m.ent TXT \"data\"\n", chain_of({{"m.ent.example.", "TXT RRSIG"}}, 1)) ==
          lacks_ent);
    CHECK(facts(cuts, chain_of({{"z.ent.example.", "NS"}}, 1)) ==
          lacks_ent);  // hashed without need
    CHECK(facts(cuts, chain_of({{"z.ent.example.", "NS"}, {"ent.example.", ""}}, 1)).none());
    CHECK(facts(cuts + secure("m.ent"), chain_of({}, 1)) ==
          Facts::of_names(
              {{"ent.example.", missing_ent}, {"m.ent.example.", missing | missing_in_optout}}));
}

TEST_CASE("every empty non-terminal above is required, those beside are not") {
    const std::string data = secure("s.in.ent") + insecure("d.other.ent") + insecure("d.apart");
    CHECK(facts(data, chain_of({{"s.in.ent.example.", "NS DS RRSIG"}}, 1)) ==
          Facts::of_names({{"ent.example.", missing_ent}, {"in.ent.example.", missing_ent}}));
}

TEST_CASE("an occluded name makes no empty non-terminal required") {
    CHECK(facts(insecure("d.ent") + "x.d.ent TXT \"occluded\"\n", chain_of({}, 1)).none());
}

TEST_CASE("where empty non-terminals are left out, the span of the next closer name decides") {
    // hash(d.ent) and hash(ent) lie in different spans: the referral proof shows that of ent, one
    // below the apex.
    std::string ent, cut;
    Nsec3ChainMaker chain = chain_of({}, 1);
    for (int i = 0; ent.empty(); ++i) {
        const std::string name = "ent" + std::to_string(i);
        const std::string below = "d." + name;
        if (&chain.covering(name + ".example.") != &chain.covering(below + ".example."))
            ent = name, cut = below;
    }
    CHECK(facts(insecure(cut), chain).none());
    Nsec3ChainMaker of_cut = chain;
    of_cut.covering(cut + ".example.").flags = 0;
    CHECK(facts(insecure(cut), of_cut) == Facts::of_names({{cut + ".example.", span_mixed}}));
    Nsec3ChainMaker of_ent = chain;
    of_ent.covering(ent + ".example.").flags = 0;
    CHECK(facts(insecure(cut), of_ent) ==
          Facts::of_names(
              {{ent + ".example.", missing_ent}, {cut + ".example.", span_without_flag}}));
}

TEST_CASE("with a record of the empty non-terminal, the cut below it is the next closer name") {
    Nsec3ChainMaker chain = chain_of({{"ent.example.", ""}}, 0);
    chain.covering("d.ent.example.").flags = 1;
    CHECK(facts(insecure("d.ent"), chain).none());
    chain = chain_of({{"ent.example.", ""}}, 1);
    chain.covering("d.ent.example.").flags = 0;
    CHECK(facts(insecure("d.ent"), chain) ==
          Facts::of_names({{"d.ent.example.", span_without_flag}}));
}

TEST_CASE("an empty non-terminal above one that has a record is denied by its own span") {
    std::string ent, inner;
    Nsec3ChainMaker chain = chain_of({}, 1);
    for (int i = 0; ent.empty(); ++i) {
        const std::string name = "ent" + std::to_string(i), below = "in." + name;
        chain = chain_of({{below + ".example.", ""}}, 1);
        if (&chain.covering(name + ".example.") != &chain.covering("d." + below + ".example."))
            ent = name, inner = below;
    }
    CHECK(facts(insecure("d." + inner), chain).none());
    chain.covering(ent + ".example.").flags = 0;
    CHECK(facts(insecure("d." + inner), chain) ==
          Facts::of_names({{ent + ".example.", missing_ent}}));
}

TEST_CASE("an empty non-terminal that is due for its own span hides none of those above it") {
    Nsec3ChainMaker chain = chain_of({}, 1);
    std::string ent, inner;
    for (int i = 0; ent.empty(); ++i) {
        const std::string name = "ent" + std::to_string(i), below = "z.y." + name;
        chain = chain_of(
            {{"y." + name + ".example.", ""}, {"s." + below + ".example.", "NS DS RRSIG"}}, 1);
        if (&chain.covering(name + ".example.") != &chain.covering(below + ".example."))
            ent = name, inner = below;
    }
    chain.covering(inner + ".example.").flags = 0;
    CHECK(facts(secure("s." + inner), chain) ==
          Facts::of_names({{ent + ".example.", missing_ent}, {inner + ".example.", missing_ent}}));
}

TEST_CASE("the closest provable encloser may be data") {
    Nsec3ChainMaker chain = chain_of({{"host.example.", "A RRSIG"}}, 0);
    chain.covering("d.host.example.").flags = 1;
    CHECK(facts("host A 192.0.2.2\n" + insecure("d.host"), chain).none());
}

TEST_CASE("a next hash may not lead to a cut that goes without a record") {
    Nsec3ChainMaker chain = chain_of({}, 1);
    Nsec3Line& line = chain.covering("d.example.");
    line.next = chain.hash("d.example.");
    const bool last = &line == &chain.lines().back();
    CHECK(
        facts(insecure("d"), chain) ==
        Facts::of_records({{line.label, last ? nsec3_fact::not_closed : nsec3_fact::next_wrong}}));
}

TEST_CASE("in RFC 5155 appendix A, c.example. goes without a record and its span must say so") {
    CHECK(facts_of(rfc5155_zone).none());
    // H(c.example) = 4g6p9u5gvfshp30pqecj98b3maqbn1ck, behind 35mthgpgcu1qg68fab165klnsnk3dpvl
    std::string text = rfc5155_zone;
    const std::string span = "35mthgpgcu1qg68fab165klnsnk3dpvl NSEC3 1 ";
    text.replace(text.find(span) + span.size(), 1, "0");
    CHECK(facts_of(text) == Facts::of_names({{"c.example.", span_without_flag}}));
    // The flag of any other span means nothing.
    text = rfc5155_zone;
    const std::string apex = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 ";
    text.replace(text.find(apex) + apex.size(), 1, "0");
    CHECK(facts_of(text).none());
}

TEST_CASE("in an unlisted set an opt-out span hides required names only") {
    const std::string nsec = "@ NSEC ns NS SOA RRSIG NSEC\n";
    std::string data = head + nsec + insecure("d");
    data.replace(data.find("@ NSEC3PARAM 1 0 0 -\n"), 21, "");
    Nsec3ChainMaker chain("example.");
    chain.add("example.", "NS SOA RRSIG", 1).add("ns.example.", "A RRSIG", 1).link();
    CHECK(facts_of(data + chain.text()).none());
    for (Nsec3Line& line : chain.lines()) line.flags = 0;
    CHECK(facts_of(data + chain.text()) ==
          Facts::of_records({{chain.covering("d.example.").label, nsec3_fact::span_hides}}));
    chain.drop("ns.example.").link();
    chain["example."].flags = 1;
    CHECK(facts_of(data + chain.text()) ==
          Facts::of_records({{chain.hash("example."), nsec3_fact::span_hides}}));
}

TEST_CASE("the result does not depend on where ranges of names are cut, nor on threads") {
    // Deep trees of cuts that cross the ranges of 8192 names; every 500th tree has a secure cut and
    // lacks all of it.
    std::string data;
    std::map<std::string, unsigned> expected;
    for (int tree = 1000; tree < 3500; ++tree) {
        const std::string ent = "t" + std::to_string(tree);
        for (int i = 0; i < 10; ++i) data += insecure("d" + std::to_string(i) + ".in." + ent);
        if (tree % 500 != 0) continue;
        data += secure("s.in." + ent);
        expected["in." + ent + ".example."] = expected[ent + ".example."] = missing_ent;
        expected["s.in." + ent + ".example."] = missing | missing_in_optout;
    }
    const std::string text = head + data + chain_of({}, 1).text();
    CHECK(facts_of(text, 1) == Facts::of_names(expected));
    CHECK(facts_of(text, 4) == Facts::of_names(expected));
}
