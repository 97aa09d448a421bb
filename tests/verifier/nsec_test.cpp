// V-NSEC-2 to V-NSEC-4 and V-NSEC-10: each test breaks one thing and expects one fact.
#include "tests/verifier/nsec_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::nsec_fact;
using namespace zoneproof::nsec_zone;

TEST_CASE("a right NSEC chain has no faults, and its figures are counted") {
    CHECK(faults(right).empty());
    const Zone zone = zone_of(text_of(right));
    Workers workers(1);
    const NsecFacts facts = check_nsec(zone, workers);
    CHECK(facts.use.nsec_in_use);
    CHECK(facts.records == 7);
    CHECK(facts.required == 7);
}

TEST_CASE("a zone without any NSEC has no NSEC facts") {
    const Zone zone = zone_of(data);
    Workers workers(1);
    CHECK(check_nsec(zone, workers).names.empty());
}

TEST_CASE("a name without its NSEC is missing, whether the chain leads to it or around it") {
    const std::pair<const char*, const char*> names[] = {
        {"a", "a.example."},   {"cut", "cut.example."},   {"e.ent", "e.ent.example."},
        {"ns", "ns.example."}, {"safe", "safe.example."}, {"*.w", "*.w.example."},
    };
    Lines chain = right;
    for (const auto& [owner, name] : names) {
        CAPTURE(owner);
        CHECK(faults(without(owner)) == Found{{name, missing}});
        // Around it: whoever pointed to it now points where it pointed.
        Lines relinked = without(owner);
        const std::string next = right.at(owner).substr(0, right.at(owner).find(' '));
        for (auto& [other, rdata] : relinked)
            if (rdata.rfind(std::string(name) + " ", 0) == 0)
                rdata.replace(0, std::string(name).size(), next);
        CHECK(faults(relinked) == Found{{name, missing}});
    }
}

TEST_CASE("a missing NSEC at the apex is missing there only") {
    CHECK(faults(without("@")) == Found{{"example.", missing}});
    Lines relinked = without("@");
    relinked["*.w"] = "a.example. TXT RRSIG NSEC";
    CHECK(faults(relinked) == Found{{"example.", missing}});
}

TEST_CASE("several missing names in a row are each missing, and their neighbours right") {
    Lines lines = without("cut");
    lines.erase("e.ent");
    const Found both = {{"cut.example.", missing}, {"e.ent.example.", missing}};
    CHECK(faults(lines) == both);                  // a leads to the first
    lines["a"] = "e.ent.example. TXT RRSIG NSEC";  // ... to the second
    CHECK(faults(lines) == both);
    lines["a"] = "ns.example. TXT RRSIG NSEC";  // ... around both
    CHECK(faults(lines) == both);
    lines["a"] = "safe.example. TXT RRSIG NSEC";  // ... past one that is there
    CHECK(faults(lines) == Found{{"a.example.", next_wrong},
                                 {"cut.example.", missing},
                                 {"e.ent.example.", missing}});
}

TEST_CASE("an NSEC at a name that should have none is extra there only, linked or not") {
    const std::pair<const char*, const char*> extras[] = {
        {"ent", "ent.example."},        // an empty non-terminal
        {"ns.cut", "ns.cut.example."},  // glue
        {"none", "none.example."},      // nothing else there
    };
    for (const auto& [owner, name] : extras) {
        CAPTURE(owner);
        CHECK(faults(right, std::string(owner) + " NSEC ns.example. RRSIG NSEC\n") ==
              Found{{name, extra}});
        CHECK(faults(right, std::string(owner) + " NSEC nowhere.example. A\n") ==
              Found{{name, extra}});
    }
    Lines linked = with("cut", "ent.example. NS RRSIG NSEC");
    CHECK(faults(linked, "ent NSEC e.ent.example. RRSIG NSEC\n") == Found{{"ent.example.", extra}});
    linked = with("cut", "ns.cut.example. NS RRSIG NSEC");
    CHECK(faults(linked, "ns.cut NSEC e.ent.example. A RRSIG NSEC\n") ==
          Found{{"ns.cut.example.", extra}});
    linked = with("*.w", "z.example. TXT RRSIG NSEC");
    CHECK(faults(linked, "z NSEC example. RRSIG NSEC\n") == Found{{"z.example.", extra}});
}

TEST_CASE("an NSEC may lead to a name that lacks its own, not to one that never needs any") {
    CHECK(faults(with("cut", "ent.example. NS RRSIG NSEC")) == Found{{"cut.example.", next_wrong}});
    CHECK(faults(with("cut", "ns.cut.example. NS RRSIG NSEC")) ==
          Found{{"cut.example.", next_wrong}});
}

TEST_CASE("several NSEC at one owner are multiple, also when one of them is right") {
    CHECK(faults(right, "a NSEC ns.example. TXT RRSIG NSEC\n") == Found{{"a.example.", multiple}});
    CHECK(
        faults(with("a", "safe.example. TXT RRSIG NSEC"), "a NSEC ns.example. TXT RRSIG NSEC\n") ==
        Found{{"a.example.", multiple | next_wrong}});
}

TEST_CASE("a next name that is not the next owner is wrong") {
    for (const char* next :
         {"e.ent.example.", "example.", "a.example.", "b.example.", "ns.example."}) {
        CAPTURE(next);
        CHECK(faults(with("a", std::string(next) + " TXT RRSIG NSEC")) ==
              Found{{"a.example.", next_wrong}});
    }
}

TEST_CASE("the last NSEC closes the chain at the apex") {
    for (const char* next : {"a.example.", "*.w.example.", "z.example.", "ns.example."}) {
        CAPTURE(next);
        CHECK(faults(with("*.w", std::string(next) + " TXT RRSIG NSEC")) ==
              Found{{"*.w.example.", not_closed}});
    }
}

TEST_CASE("a next name outside the zone is told as that") {
    CHECK(faults(with("a", "cut.example.net. TXT RRSIG NSEC")) ==
          Found{{"a.example.", next_out_of_zone}});
    CHECK(faults(with("*.w", ". TXT RRSIG NSEC")) == Found{{"*.w.example.", next_out_of_zone}});
}

TEST_CASE("a zone with one owner points to itself") {
    const std::string one = "example. 3600 SOA . . 1 2 3 4 5\nexample. 3600 NS a.test.\n";
    CHECK(faults(one + "example. NSEC example. NS SOA RRSIG NSEC\n").empty());
    CHECK(faults(one + "example. NSEC a.example. NS SOA RRSIG NSEC\n") ==
          Found{{"example.", not_closed}});
}

TEST_CASE("letters of the next name match in either case, and upper case is noted") {
    CHECK(faults(with("a", "CUT.example. TXT RRSIG NSEC")) == Found{{"a.example.", next_case}});
    CHECK(faults(with("a", "B.example. TXT RRSIG NSEC")) ==
          Found{{"a.example.", next_case | next_wrong}});
}

TEST_CASE("an NSEC3 owner needs an NSEC only for other data") {
    const std::string hashed = "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom";
    const std::string nsec3 = hashed + " NSEC3 1 0 0 - 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom SOA\n";
    const std::string first = hashed + ".example. NS SOA RRSIG NSEC";
    CHECK(faults(right, nsec3).empty());
    CHECK(faults(with("@", first), nsec3 + hashed + " NSEC a.example. RRSIG NSEC\n") ==
          Found{{hashed + ".example.", extra}});
    CHECK(faults(right, nsec3 + hashed + " TXT \"data\"\n") ==
          Found{{hashed + ".example.", missing}});
    CHECK(faults(with("@", first),
                 nsec3 + hashed + " TXT \"data\"\n" + hashed + " NSEC a.example. TXT RRSIG NSEC\n")
              .empty());
}

TEST_CASE("an NSEC below a cut is extra even where no denial is in use") {
    CHECK(faults(data + "x.cut NSEC a TXT RRSIG NSEC\n") == Found{{"x.cut.example.", extra}});
}

TEST_CASE("names below a wildcard and names with zero octets keep their place in the chain") {
    Lines lines = with("*.w", "a.*.w.example. TXT RRSIG NSEC");
    lines["a.*.w"] = "0.w.example. A RRSIG NSEC";
    lines["0.w"] = "example. A RRSIG NSEC";
    CHECK(faults(lines, "a.*.w A 192.0.2.3\n0.w A 192.0.2.4\n").empty());
}

TEST_CASE("the chain of RFC 4035 appendix A is right") {
    const std::string rfc4035 = R"($ORIGIN example.
$TTL 3600
@ SOA ns1 bugs.x.w 1081539377 3600 300 3600000 3600
@ NS ns1
@ NS ns2
@ MX 1 xx
@ DNSKEY 256 3 5 AQOy1bZV
@ NSEC a.example. NS SOA MX RRSIG NSEC DNSKEY
a NS ns1.a
a NS ns2.a
a DS 57855 5 1 B6DCD485719ADCA18E5F3D48A2331627FDD3636B
a NSEC ai.example. NS DS RRSIG NSEC
ns1.a A 192.0.2.5
ns2.a A 192.0.2.6
ai A 192.0.2.9
ai HINFO "KLH-10" "ITS"
ai AAAA 2001:db8::f00:baa9
ai NSEC b.example. A HINFO AAAA RRSIG NSEC
b NS ns1.b
b NS ns2.b
b NSEC ns1.example. NS RRSIG NSEC
ns1.b A 192.0.2.7
ns2.b A 192.0.2.8
ns1 A 192.0.2.1
ns1 NSEC ns2.example. A RRSIG NSEC
ns2 A 192.0.2.2
ns2 NSEC *.w.example. A RRSIG NSEC
*.w MX 1 ai
*.w NSEC x.w.example. MX RRSIG NSEC
x.w MX 1 xx
x.w NSEC x.y.w.example. MX RRSIG NSEC
x.y.w MX 1 xx
x.y.w NSEC xx.example. MX RRSIG NSEC
xx A 192.0.2.10
xx HINFO "KLH-10" "TOPS-20"
xx AAAA 2001:db8::f00:baaa
xx NSEC example. A HINFO AAAA RRSIG NSEC
)";
    CHECK(faults(rfc4035).empty());
}

TEST_CASE("the result does not depend on ranges or threads") {
    std::string text = "$ORIGIN example.\n$TTL 60\n@ SOA ns h 1 2 3 4 5\n@ NS ns\n@ NSEC n10000 NS "
                       "SOA RRSIG NSEC\n";
    const auto name = [](int i) { return std::string("n") + std::to_string(i); };
    // Where ranges of 4096 names meet, something is wrong on either side.
    Found expected;
    for (int i = 10000; i < 20000; ++i) {
        text += name(i) + " A 192.0.2.1\n";
        const bool lacks = i == 14095 || i == 14096 || i == 18190;
        if (lacks) expected[name(i) + ".example."] = missing;
        if (i == 18192) expected[name(i) + ".example."] = next_wrong;
        if (!lacks)
            text += name(i) + " NSEC " + (i == 19999 ? "@" : name(i == 18192 ? i : i + 1)) +
                    " A RRSIG NSEC\n";
    }
    expected["ns.example."] = missing;
    text += "ns A 192.0.2.1\n";
    CHECK(faults(text, 1) == expected);
    CHECK(faults(text, 4) == expected);
}

TEST_CASE(
    "the stop flag leaves the facts incomplete, and no chain is judged across what was left out") {
    const Zone zone = zone_of(text_of(right));
    const std::atomic<bool> stop = true;
    Workers workers(1, &stop);
    const NsecFacts facts = check_nsec(zone, workers);
    CHECK_FALSE(facts.complete);
    CHECK(facts.use.nsec_in_use);
    for (const std::uint16_t name : facts.names) CHECK(name == 0);
}
