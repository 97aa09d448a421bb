// V-NSEC-1, V-NSEC-5, V-NSEC-6, V-NSEC-8, V-NSEC-9: which denial is in use, bitmaps, records that
// lie.
#include "tests/verifier/nsec_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::nsec_fact;
using namespace zoneproof::nsec_zone;

TEST_CASE("which denial is in use follows the table of V-NSEC-1") {
    const std::string nsec = "@ NSEC @ NS SOA RRSIG NSEC\n";
    const std::string nsec3 =
        "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 0 0 - 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom SOA\n";
    const std::string param = "@ NSEC3PARAM 1 0 0 -\n", flagged = "@ NSEC3PARAM 1 1 0 -\n";
    const std::string below = "a NSEC3PARAM 1 0 0 -\n";
    struct Row {
        std::string records;
        bool nsec, nsec3, none;
    };
    const Row rows[] = {
        {nsec, true, false, false},
        {nsec3 + param, false, true, false},
        {nsec + nsec3, true, false, false},
        {nsec + nsec3 + param, false, true, false},
        {nsec3, false, false, false},
        {param, false, false, false},
        {nsec + param, false, false, false},
        {"", false, false, true},
        {nsec + flagged, true, false, false},
        {flagged, false, false, true},
        {nsec + below, true, false, false},
        {nsec + nsec3 + below, true, false, false},
        // Records under a cut count for nothing.
        {"x.cut NSEC a TXT\n", false, false, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.records);
        const Zone zone = zone_of(data + row.records);
        const DenialUse use = denial_use(zone);
        CHECK(use.nsec_in_use == row.nsec);
        CHECK(use.nsec3_in_use == row.nsec3);
        CHECK(use.none() == row.none);
    }
}

TEST_CASE("a bitmap shows exactly the types of its owner") {
    struct Row {
        const char *owner, *rdata, *name;
        unsigned fact;
    };
    const Row rows[] = {
        {"@", "a.example. NS RRSIG NSEC", "example.", bitmap_missing},
        {"@", "a.example. NS SOA MX RRSIG NSEC", "example.", bitmap_extra},
        {"a", "cut.example. A RRSIG NSEC", "a.example.", bitmap_missing | bitmap_extra},
        {"a", "cut.example. TXT NS RRSIG NSEC", "a.example.", bitmap_extra},
        {"a", "cut.example. TXT RRSIG", "a.example.", bitmap_own},
        {"a", "cut.example. TXT NSEC", "a.example.", bitmap_own},
        {"a", "cut.example. TXT RRSIG NSEC NSEC3", "a.example.", bitmap_extra},
        {"a", "cut.example. TXT RRSIG NSEC TYPE65534", "a.example.", bitmap_extra},
        {"cut", "e.ent.example. RRSIG NSEC", "cut.example.", bitmap_delegation},
        {"cut", "e.ent.example. NS SOA RRSIG NSEC", "cut.example.", bitmap_delegation},
        {"cut", "e.ent.example. NS DS RRSIG NSEC", "cut.example.", bitmap_delegation},
        {"cut", "e.ent.example. NS A RRSIG NSEC", "cut.example.", bitmap_extra},
        {"cut", "e.ent.example. NS", "cut.example.", bitmap_own},
        {"safe", "*.w.example. NS RRSIG NSEC", "safe.example.", bitmap_delegation},
        {"*.w", "example. RRSIG NSEC", "*.w.example.", bitmap_missing},
        {"a", "cut.example. TXT RRSIG NSEC NXNAME", "a.example.", bitmap_meta},
        {"a", "cut.example. TXT RRSIG NSEC ANY", "a.example.", bitmap_meta},
        {"a", "cut.example. TXT RRSIG NSEC OPT", "a.example.", bitmap_meta},
        {"a", "cut.example. TXT RRSIG NSEC TYPE0", "a.example.", bitmap_meta},
    };
    for (const Row& row : rows) {
        CAPTURE(row.owner, row.rdata);
        CHECK(faults(with(row.owner, row.rdata)) == Found{{row.name, row.fact}});
    }
}

TEST_CASE("a bitmap is judged by its types, whatever their order in the wire form") {
    // The next name, window 1 with TYPE300, window 0 with TXT RRSIG NSEC.
    const std::string backwards =
        "\\# 29 03637574076578616d706c6500 01 06 00 00 00 00 00 08 00 06 00 00 80 00 00 03";
    CHECK(faults(with("a", backwards)) == Found{{"a.example.", bitmap_extra}});
    CHECK(faults(with("a", backwards), "a TYPE300 \\# 1 00\n").empty());
    const std::string trailing_zeros =
        "\\# 24 03637574076578616d706c6500 00 09 00 00 80 00 00 03 00 00 00";
    CHECK(faults(with("a", trailing_zeros)).empty());
}

TEST_CASE("the types a bitmap must show are the column NSEC of V-NAME-15") {
    const Zone zone = zone_of(text_of(
        right, "cut TXT \"at a cut\"\ncut A 192.0.2.9\nsafe NSEC3 1 0 0 - 00 A\n"
               "a TYPE65500 \\# 1 00\na DNAME b.test.\nb RRSIG TXT 13 2 60 1 1 1 @ AA==\n"));
    const auto types = [&](const char* name) {
        return expected_nsec_types(zone, id_of(zone, name));
    };
    CHECK(types("example.") == types_of("NS SOA RRSIG NSEC"));
    CHECK(types("cut.example.") == types_of("NS RRSIG NSEC"));
    CHECK(types("safe.example.") == types_of("NS DS RRSIG NSEC"));
    CHECK(types("a.example.") == types_of("TXT DNAME RRSIG NSEC TYPE65500"));
    CHECK_FALSE(needs_nsec(zone, id_of(zone, "b.example.")));       // nothing but an RRSIG
    CHECK_FALSE(needs_nsec(zone, id_of(zone, "ns.cut.example.")));  // glue
    CHECK(needs_nsec(zone, id_of(zone, "cut.example.")));
}

TEST_CASE("where NSEC3 is in use an NSEC may be absent but not untrue") {
    const std::string nsec3 = "@ NSEC3PARAM 1 0 0 -\n0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 0 0 "
                              "- 0p9mhaveqvm6t7vbl5lop2u3t2rp3tom SOA\n";
    Lines lines = right;
    lines["@"] = "a.example. NS SOA RRSIG NSEC NSEC3PARAM";
    CHECK(faults(lines, nsec3).empty());
    lines.erase("ns");
    CHECK(faults(lines, nsec3).empty());  // e.ent still leads to ns
    lines["e.ent"] = "safe.example. TXT RRSIG NSEC";
    CHECK(faults(lines, nsec3) == Found{{"e.ent.example.", next_wrong}});  // it denies ns
    lines["e.ent"] = "ns.example. RRSIG NSEC";
    CHECK(faults(lines, nsec3) == Found{{"e.ent.example.", bitmap_missing}});
    lines["e.ent"] = "ns.example. TXT RRSIG NSEC";
    lines["none"] = "ns.example. RRSIG NSEC";
    CHECK(faults(lines, nsec3) == Found{{"none.example.", extra}});
    lines.erase("none");
    lines["*.w"] = "a.example. TXT RRSIG NSEC";
    CHECK(faults(lines, nsec3) == Found{{"*.w.example.", not_closed}});
}

TEST_CASE("minimally covering records are the root cause of what they break") {
    CHECK(faults(with("a", "\\000.a.example. TXT RRSIG NSEC")) ==
          Found{{"a.example.", next_wrong | minimal}});
    CHECK(faults(with("a", "a\\000.example. TXT RRSIG NSEC")) ==
          Found{{"a.example.", next_wrong | minimal}});
    CHECK(faults(with("*.w", "\\000.*.w.example. TXT RRSIG NSEC")) ==
          Found{{"*.w.example.", not_closed | minimal}});
    CHECK(faults(right, "lie NSEC lif.example. RRSIG NSEC\n") ==
          Found{{"lie.example.", extra | minimal}});
    CHECK(faults(right, "lie NSEC \\000.lie.example. RRSIG NSEC NXNAME\n") ==
          Found{{"lie.example.", extra | minimal}});
    CHECK(faults(right, "lie NSEC ns.example. RRSIG NSEC\n") == Found{{"lie.example.", extra}});
    CHECK(faults(right, "lie NSEC lif.example. A RRSIG NSEC\n") == Found{{"lie.example.", extra}});
    // A name that is there is no lie.
    Lines lines = with("a", "\\000.a.example. TXT RRSIG NSEC");
    lines["\\000.a"] = "cut.example. TXT RRSIG NSEC";
    CHECK(faults(lines, "\\000.a TXT \"here\"\n").empty());
}
