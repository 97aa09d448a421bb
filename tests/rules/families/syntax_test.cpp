#include "tests/rules/judge.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("syntax rules speak about the text they name, and not about its neighbours") {
    const std::string label(64, 'a'), fine_label(63, 'a');
    const std::string name =
        fine_label + "." + fine_label + "." + fine_label + "." + std::string(62, 'b') + ".";
    const std::string fine_name =
        fine_label + "." + fine_label + "." + fine_label + "." + std::string(61, 'b') + ".";
    const std::string text = "\"" + std::string(256, 'x') + "\"",
                      fine_text = "\"" + std::string(255, 'x') + "\"";
    const std::string bad_label = label + " A 192.0.2.1", good_label = fine_label + " A 192.0.2.1";
    const std::string bad_name = "a CNAME " + name, good_name = "a CNAME " + fine_name;
    const std::string bad_text = "a TXT " + text, good_text = "a TXT " + fine_text;
    const std::string salt = "@ NSEC3PARAM 1 0 0 " + std::string(512, 'a'),
                      good_salt = "@ NSEC3PARAM 1 0 0 " + std::string(510, 'a');
    check_pairs({
        {"zone-parse-error", "www A 192.0.2.256", "www A 192.0.2.255"},
        {"zone-parse-error", "www A 192.0.2.1 x", "www A 192.0.2.1 ; x"},
        {"zone-parse-error", "www A", "www TXT a"},
        {"zone-parse-error", "www 300", "www 300 A 192.0.2.1"},
        {"zone-parse-error", "www A 192.0.2.1 )", "www A ( 192.0.2.1 )"},
        {"zone-parse-error", "www TXT \"a", "www TXT \"a\""},
        {"zone-parse-error", "$TTL", "$TTL 300"},
        {"zone-parse-error", "$GENERATE x a A 192.0.2.1", "$GENERATE 1-2 a$ A 192.0.2.1"},
        {"syntax-unknown-directive", "$TIL 300", "$TTL 300"},
        {"syntax-generate-nonportable", "$GENERATE 1-2 a$ A 192.0.2.1", "a1 A 192.0.2.1"},
        {"syntax-generate-limit", "$GENERATE 0-2000000 a$ A 192.0.2.1",
         "$GENERATE 0-20 a$ A 192.0.2.1"},
        {"syntax-ttl-range", "www 2147483648 A 192.0.2.1", "www 2147483647 A 192.0.2.1"},
        {"syntax-ttl-unit-suffix", "www 1h A 192.0.2.1", "www 3600 A 192.0.2.1"},
        {"syntax-class-mismatch", "www CH TXT a", "www IN TXT a"},
        {"syntax-origin-not-absolute", "$ORIGIN sub", "$ORIGIN sub.example."},
        {"syntax-blank-owner-after-origin", "$ORIGIN sub.example.\n A 192.0.2.1",
         "$ORIGIN sub.example.\n@ A 192.0.2.1"},
        {"syntax-label-too-long", bad_label.c_str(), good_label.c_str()},
        {"syntax-name-too-long", bad_name.c_str(), good_name.c_str()},
        {"syntax-empty-label", "a..b A 192.0.2.1", "a\\.b A 192.0.2.1"},
        {"syntax-bad-escape", "a\\256 A 192.0.2.1", "a\\255 A 192.0.2.1"},
        {"syntax-txt-too-long", bad_text.c_str(), good_text.c_str()},
        {"syntax-txt-empty", "a TXT \\# 0", "a TXT \"\""},
        {"syntax-quoted-adjacent-ambiguous", "a TXT \"a\"b", "a TXT \"a\" b"},
        {"syntax-quoted-adjacent-ambiguous", "a TXT (a)b", "a TXT (a ) b"},
        {"syntax-generic-rdata-bad", "a TYPE65280 \\# 3 0102", "a TYPE65280 \\# 2 0102"},
        {"syntax-generic-rdata-bad", "a A \\# 3 010203", "a A \\# 4 01020304"},
        {"syntax-generic-for-known-type", "a A \\# 4 01020304", "a TYPE65280 \\# 4 01020304"},
        {"syntax-unknown-rrtype", "a NEWTYPE x", "a TYPE65280 \\# 0"},
        {"syntax-meta-or-qtype-in-zone", "a TYPE255 \\# 0", "a TYPE256 \\# 4 00010001"},
        {"syntax-obsolete-rrtype", "a SPF \"v=spf1\"", "a TXT \"v=spf1\""},
        {"syntax-non-ascii-octet", "a TXT \"\xC3\xBC\"", "a TXT \"\\195\\188\""},
        {"syntax-mixed-timestamp-format",
         "a RRSIG A 13 2 300 20261322013556 20261122013556 1 example. AAAA",
         "a RRSIG A 13 2 300 20261222013556 20261122013556 1 example. AAAA"},
        {"syntax-nsec-bitmap-order", "a NSEC \\# 7 01620000024000", "a NSEC b A"},
        {"caa-tag-syntax", "@ CAA 0 is-sue \"ca.example\"", "@ CAA 0 issue \"ca.example\""},
        {"loc-range", "@ LOC 91 0 0 N 4 53 32 E 0m", "@ LOC 90 0 0 N 4 53 32 E 0m"},
        {"svcb-params-order", "@ HTTPS 1 . port=443 port=8443", "@ HTTPS 1 . port=443 alpn=h2"},
        {"svcb-params-order", "@ HTTPS \\# 16 0001 00 0003 0002 01bb 0001 0003 026832",
         "@ HTTPS \\# 16 0001 00 0001 0003 026832 0003 0002 01bb"},
        {"svcb-mandatory", "@ HTTPS 1 . mandatory=port alpn=h2",
         "@ HTTPS 1 . mandatory=port port=1"},
        {"svcb-no-default-alpn", "@ HTTPS 1 . no-default-alpn",
         "@ HTTPS 1 . no-default-alpn alpn=h2"},
        {"nsec3-salt-too-long", salt.c_str(), good_salt.c_str()},
    });
}

TEST_CASE("a lost entry is told at its token, with its count, and leaves something unchecked") {
    const auto judged = judge(base + "a A 192.0.2.256\nb A 192.0.2.257\n");
    const Finding* const finding = judged->find("zone-parse-error");
    REQUIRE(finding != nullptr);
    CHECK(finding->count == 2);
    CHECK(finding->group.cause == "unexpected-field");
    REQUIRE(finding->examples.size() == 2);
    REQUIRE(finding->examples[0].place);
    CHECK(finding->examples[0].place->offset == base.size() + 4);
    CHECK(finding->examples[0].length == 11);
    CHECK(finding->examples[0].message == "expected IPv4 address");
    CHECK(judged->summary().verdict == VerdictWord::rejected);
    CHECK_FALSE(judged->summary().complete);
}

TEST_CASE("the first record without any TTL is told, later ones take it over") {
    const auto judged = judge("$ORIGIN example.\n@ SOA ns hostmaster 1 7200 3600 1209600 3600\n@ "
                              "NS ns\nns A 192.0.2.1\n");
    CHECK(judged->count("syntax-no-ttl") == 1);
    CHECK(judged->count("syntax-ttl-implicit-previous") == 2);
}

TEST_CASE("an entry that begins with a blank needs an owner before it") {
    CHECK(judge("$ORIGIN example.\n$TTL 300\n  A 192.0.2.1\n" + base)
              ->raises("syntax-previous-owner-unknown"));
}

TEST_CASE("stray octets are told: a byte order mark, a zero octet, a missing newline") {
    CHECK(judge("\xEF\xBB\xBF" + base)->raises("syntax-cr-or-nul"));
    CHECK(judge(base + "a TXT \"" + std::string(1, '\0') + "\"\n")->raises("syntax-cr-or-nul"));
    CHECK(judge(base + "a A 192.0.2.1")->raises("syntax-cr-or-nul"));
    CHECK_FALSE(judge(base)->raises("syntax-cr-or-nul"));
}

TEST_CASE("below an origin of two labels, the origin twice looks like a forgotten dot") {
    const std::string zone = "$ORIGIN example.com.\n$TTL 300\n@ SOA ns hostmaster 1 7200 3600 "
                             "1209600 3600\n@ NS ns\nns A 192.0.2.1\n";
    CHECK(judge(zone + "www.example.com A 192.0.2.1\n")->raises("syntax-owner-looks-relative"));
    CHECK(judge(zone + "@ MX 10 mail.EXAMPLE.com\n")->raises("syntax-owner-looks-relative"));
    CHECK_FALSE(
        judge(zone + "www.example.com. A 192.0.2.1\n")->raises("syntax-owner-looks-relative"));
    CHECK_FALSE(judge(zone + "xexample.com A 192.0.2.1\n")->raises("syntax-owner-looks-relative"));
    CHECK_FALSE(judge(base + "www.example A 192.0.2.1\n")->raises("syntax-owner-looks-relative"));
}
