#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("rules of the zone and their near misses") {
    check_pairs({
        {"zone-soa-multiple", "@ SOA ns hostmaster 2 7200 3600 1209600 3600",
         "@ SOA NS hostmaster 1 7200 3600 1209600 3600"},
        {"zone-soa-not-apex", "a SOA ns hostmaster 2 7200 3600 1209600 3600", "a A 192.0.2.1"},
        {"zone-out-of-zone-data", "www.example.net. A 192.0.2.1", "www.example. A 192.0.2.1"},
        {"zone-duplicate-rr", "ns A 192.0.2.53", "ns A 192.0.2.54"},
        {"zone-semantically-identical-rr", "@ NS NS", "@ NS ns"},
        {"zone-rrset-ttl-mismatch", "a 300 A 192.0.2.1\na 600 A 192.0.2.2",
         "a 300 A 192.0.2.1\na 600 AAAA ::1"},
        {"zone-ns-is-address", "@ NS 192.0.2.1", "@ NS 192.0.2.256"},
        {"zone-ns-is-address", "a NS 192.0.2.1.", "a NS 1.192.0.2.1."},
        {"zone-ns-is-address", "a NS 2001:db8::1.", "a NS 2001.db8.1."},
        {"zone-ns-target-alias", "@ NS a\na CNAME ns", "@ NS a\na A 192.0.2.1"},
        {"zone-ns-target-alias", "@ NS a.b\nb DNAME example.net.",
         "@ NS b\nb DNAME example.net.\nb A 192.0.2.1"},
        {"zone-ns-target-alias", "@ NS a.b\n*.b CNAME ns", "@ NS a.b\n*.b A 192.0.2.1"},
        {"zone-ns-target-no-address", "@ NS a", "@ NS a\na AAAA ::1"},
        {"zone-ns-target-no-address", "@ NS a\na TXT x", "@ NS a.\na TXT x"},
        {"zone-ns-target-no-address", "@ NS a\nb.a A 192.0.2.1", "@ NS b.a\nb.a A 192.0.2.1"},
        {"zone-ns-target-no-address", "@ NS b.a\na A 192.0.2.1", "@ NS b.a\na NS ns"},
        {"mx-is-address", "@ MX 10 192.0.2.1", "@ MX 10 host"},
        {"mx-target-alias", "@ MX 10 a\na CNAME ns", "@ MX 10 a\na A 192.0.2.1"},
        {"mx-null-mixed", "@ MX 0 .\n@ MX 10 a", "@ MX 0 a\n@ MX 10 a"},
        {"mx-null-mixed", "@ MX 10 .", "@ MX 0 ."},
        {"srv-target-alias", "_a._udp SRV 0 0 1 a\na CNAME ns", "_a._udp SRV 0 0 1 ns"},
        {"zone-wildcard-ns", "* NS ns", "*.a A 192.0.2.1\na.* NS ns"},
    });
}

TEST_CASE("rules about aliases and their near misses") {
    check_pairs({
        {"zone-cname-and-other", "a CNAME ns\na A 192.0.2.1", "a CNAME ns\nb.a A 192.0.2.1"},
        {"zone-cname-and-other", "a CNAME ns\na NS ns", "a CNAME ns"},
        {"zone-cname-and-other", "a CNAME ns\na KEY 256 3 13 AAAA", "a CNAME ns\na NSEC b CNAME"},
        {"zone-cname-multiple", "a CNAME ns\na CNAME b", "a CNAME ns\na CNAME NS"},
        {"zone-cname-at-apex", "@ CNAME a", "a CNAME ns"},
        {"zone-cname-loop", "a CNAME b\nb CNAME a", "a CNAME b\nb CNAME ns"},
        {"zone-cname-loop", "a CNAME a", "a CNAME a.example.net."},
        {"zone-cname-loop", "*.a CNAME b\nb CNAME x.a", "*.a CNAME b\nb CNAME a"},
        {"zone-cname-loop", "a CNAME x.d\nd DNAME e\nx.e CNAME a",
         "a CNAME x.d\nd DNAME e\nx.e CNAME ns"},
        {"zone-cname-loop", "d DNAME e\ne DNAME d", "d DNAME e\ne DNAME f"},
        {"zone-dname-multiple", "d DNAME e\nd DNAME f", "d DNAME e\nf DNAME e"},
        {"zone-dname-with-cname", "d DNAME e\nd CNAME e", "d DNAME e\ne CNAME d"},
        {"zone-dname-with-ns", "d DNAME e\nd NS ns", "@ DNAME example.net."},
        {"zone-dname-descendants", "d DNAME e\na.d A 192.0.2.1", "d DNAME e\nad A 192.0.2.1"},
        {"zone-dname-self", "d DNAME a.d", "d DNAME ad"},
        {"zone-dname-self", "d DNAME d", "a.d DNAME d"},
    });
}

TEST_CASE("KEY beside CNAME is a warning in a signed zone") {
    const auto judged = judge(base + "@ DNSKEY 256 3 13 AAAA\na CNAME ns\na KEY 256 3 13 AAAA\n");
    const Finding* const finding = judged->find("zone-cname-and-other");
    REQUIRE(finding != nullptr);
    CHECK(finding->severity == Severity::warning);
    CHECK(finding->group.cause == "key");
}

TEST_CASE("only aliases on a loop are told, not those that lead into it") {
    const auto judged = judge(base + "a CNAME b\nb CNAME c\nc CNAME b\n");
    CHECK(judged->count("zone-cname-loop") == 2);
    CHECK(judged->find("zone-cname-loop")->examples[0].message ==
          "alias leads back to itself after 2 links");
}

TEST_CASE("a chain that no resolver follows is told once, where it is too long") {
    std::string text = base;
    for (int i = 0; i < 70; ++i)
        text += "c" + std::to_string(i) + " CNAME c" + std::to_string(i + 1) + "\n";
    const auto judged = judge(text);
    CHECK(judged->count("zone-cname-loop") == 6);
    CHECK(judged->find("zone-cname-loop")->group.cause == "endless");
}

TEST_CASE("the CNAME at the apex speaks for the data beside it") {
    const auto judged = judge(base + "@ CNAME a\n");
    CHECK(judged->raises("zone-cname-at-apex"));
    CHECK_FALSE(judged->raises("zone-cname-and-other"));
    CHECK(judged->summary().masked == 1);
}

TEST_CASE("NSEC3 owners below an apex DNAME are no descendants of it") {
    const std::string nsec3 =
        "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 0 0 - 0P9MHAVEQVM6T7VBL5LOP2U3T2RP3TOM NS SOA\n";
    const std::string zone = "$ORIGIN example.\n$TTL 300\n@ SOA ns.example.net. h.example.net. 1 "
                             "7200 3600 1209600 3600\n"
                             "@ NS ns.example.net.\n@ DNAME example.net.\n";
    CHECK_FALSE(judge(zone + nsec3)->raises("zone-dname-descendants"));
    CHECK(judge(zone + "a A 192.0.2.1\n")->raises("zone-dname-descendants"));
}

TEST_CASE("records outside the zone are told once an owner, in canonical order") {
    const auto judged = judge(
        base + "b.example.net. A 192.0.2.1\na.example.net. A 192.0.2.1\nb.example.net. AAAA ::1\n");
    const Finding* const finding = judged->find("zone-out-of-zone-data");
    REQUIRE(finding != nullptr);
    CHECK(finding->count == 2);
    CHECK(finding->examples[0].owner == "a.example.net.");
}

TEST_CASE("a zone without NS is told at its apex") {
    CHECK(judge("$TTL 300\nexample. SOA ns.example. h.example. 1 7200 3600 1209600 3600\n")
              ->raises("zone-ns-missing"));
    CHECK_FALSE(judge(base)->raises("zone-ns-missing"));
}

TEST_CASE("a missing SOA is told, and makes the zone unreadable") {
    const auto none = judge("$TTL 300\nexample. NS ns.example.\n");
    CHECK(none->raises("zone-soa-missing"));
    CHECK(none->summary().exit == 3);
    Options options;
    options.load.origin = name_from_text("example.net.");
    CHECK(judge(base, options)->raises("zone-soa-missing"));
}

TEST_CASE("TTLs that differ are told with their bounds") {
    const auto judged = judge(base + "a 300 A 192.0.2.1\na 900 A 192.0.2.2\na 600 A 192.0.2.3\n");
    REQUIRE(judged->raises("zone-rrset-ttl-mismatch"));
    CHECK(judged->find("zone-rrset-ttl-mismatch")->examples[0].message ==
          "TTLs from 300 to 900 in one RRset");
}
