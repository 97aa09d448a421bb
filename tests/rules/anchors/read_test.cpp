#include "tests/rules/anchors/anchor_texts.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("Unbound's state is read from the comments behind the keys") {
    const AnchorFile file = file_of(autotrust(autotrust_line(20326, 2, on("2017-08-11")) +
                                                  autotrust_line(38696, 1, on("2025-01-12")),
                                              on("2025-01-20")));
    CHECK(file.format == AnchorFormat::autotrust);
    CHECK(file.last_success == on("2025-01-20"));
    REQUIRE(file.anchors.size() == 2);
    CHECK(file.anchors[0].state == AnchorState::valid);
    CHECK(file.anchors[0].since == on("2017-08-11"));
    CHECK(file.anchors[0].kind == AnchorKind::followed);
    CHECK(file.anchors[0].line == 9);
    CHECK(file.anchors[1].state == AnchorState::add_pending);
    CHECK(file.anchors[1].tag == 38696);
    CHECK(file.anchors[1].valid_at == on("2025-02-11"));
}

TEST_CASE("a state that cannot be read is damage, by line") {
    for (const char* state :
         {";;state=9", ";;state=", ";;state=-1", ";;state=2x", ";;state=1 ;;lastchange=soon"}) {
        CAPTURE(state);
        const AnchorFile file = file_of(
            ds_line(20326) + fmt::format(". IN DNSKEY 257 3 8 {} {}\n", public_key(38696), state));
        CHECK(file.anchors.size() == 1);
        REQUIRE(file.damage.size() == 1);
        CHECK(file.damage[0].line == 2);
    }
}

TEST_CASE("BIND's statements are found wherever they stand") {
    const std::string text = fmt::format(
        R"(/* a comment; trust-anchors {{ */
options {{ directory "/var/cache/bind"; }};   // no trust-anchors {{ here
view "inside" {{
    trust-anchors {{
        # the root
        . initial-key 257 3 8 "{}
                               {}";
        "." static-ds 38696 8 2 "{}"; example. static-key 257 3 13 "{}";
    }};
}};
managed-keys {{ "." initial-key 257 3 8 "{}"; }};
trusted-keys {{ . 257 3 8 "{}"; }};
)",
        public_key(20326).substr(0, 100), public_key(20326).substr(100), digest(38696),
        public_key(19036), public_key(19036), public_key(20326));
    const AnchorFile file = file_of(text);
    CHECK(file.format == AnchorFormat::bind_config);
    CHECK(file.damage.empty());
    REQUIRE(file.anchors.size() == 5);
    const unsigned tags[] = {20326, 38696, file.anchors[2].tag, 19036, 20326};
    const AnchorKind kinds[] = {AnchorKind::initial, AnchorKind::fixed, AnchorKind::fixed,
                                AnchorKind::initial, AnchorKind::fixed};
    const unsigned lines[] = {6, 8, 8, 11, 12};
    for (std::size_t i = 0; i < 5; ++i) {
        CAPTURE(i);
        CHECK(file.anchors[i].tag == tags[i]);
        CHECK(file.anchors[i].kind == kinds[i]);
        CHECK(file.anchors[i].line == lines[i]);
    }
    CHECK(to_text(file.anchors[2].zone) == "example.");
}

TEST_CASE("what is wrong in a BIND statement is told by line, and the rest is read") {
    const AnchorFile file = file_of("trust-anchors {\n"
                                    ". initial-keys 257 3 8 \"AwEA\";\n"
                                    ". initial-key 257 3;\n"
                                    ". static-ds 70000 8 2 \"00\";\n"
                                    ". static-ds 1 8 2 \"0\";\n"
                                    ". static-key 257 3 8 \"A?\";\n"
                                    "a..b static-ds 1 8 2 \"00\";\n"
                                    ". static-ds 1 8 2 \"00\";\n"
                                    ". static-ds 2 8 2 \"00\"\n};\n");
    CHECK(file.anchors.size() == 1);
    REQUIRE(file.damage.size() == 7);
    for (std::size_t i = 0; i < 6; ++i) CHECK(file.damage[i].line == i + 2);
    CHECK(file.damage[6].line == 9);
    CHECK(file_of("trust-anchors { . static-ds 1 8 2 \"00\";").damage.size() == 1);
    CHECK(file_of("trust-anchors { \"").damage.size() == 1);
}

TEST_CASE("BIND's KEYDATA tells trusted, pending and revoked keys apart by their times") {
    const std::string text = fmt::format(R"($ORIGIN .
$TTL 0	; 0 seconds
@			IN SOA	. . ( 12 0 0 0 0 )
			KEYDATA	20260802000000 20170811000000 19700101000000 257 3 8 (
				{}
				) ; KSK; alg = RSASHA256; key id = 20326
			KEYDATA	20260802000000 20260901000000 19700101000000 257 3 8 {}
			KEYDATA	20260802000000 19700101000000 20190210000000 385 3 8 {}
			KEYDATA	20260802000000 0 0 257 3 8 AwEAAQ==
			KEYDATA	20260802000000 0 0 0 0 0
)",
                                         public_key(20326), public_key(38696), public_key(19036));
    const AnchorFile file = file_of(text);
    CHECK(file.format == AnchorFormat::bind_keydata);
    CHECK(file.damage.empty());
    REQUIRE(file.anchors.size() == 4);
    const Timestamp at = on("2026-08-01");
    CHECK(file.anchors[0].state_at(at) == AnchorState::valid);
    CHECK(file.anchors[0].line == 4);
    CHECK(file.anchors[1].state_at(at) == AnchorState::add_pending);
    CHECK(file.anchors[1].state_at(on("2026-09-01")) == AnchorState::valid);
    CHECK(file.anchors[2].state_at(at) == AnchorState::revoked);
    CHECK(file.anchors[2].tag == 19164);
    CHECK(file.anchors[3].state_at(at) == AnchorState::start);
    CHECK(file.next_probe == on("2026-08-02"));
}

TEST_CASE("damaged KEYDATA is told by line") {
    const AnchorFile file =
        file_of(". IN KEYDATA 20260802000000 20170811000000 0 257 3 8 " + public_key(20326) +
                "\n. KEYDATA 2026 x 0 257 3 8 AwEAAQ==\n. KEYDATA 0 0 0 257 3\n"
                ". KEYDATA 0 0 0 257 3 8 A\n. KEYDATA 0 0 0 70000 3 8 AwEAAQ==\n");
    CHECK(file.anchors.size() == 1);
    REQUIRE(file.damage.size() == 4);
    CHECK(file.damage[0].line == 2);
    CHECK(file.damage[0].text == "expected timestamp, found \"x\"");
    CHECK(file.damage[3].line == 5);
}

TEST_CASE("Knot Resolver's pending keys stand in comments") {
    const AnchorFile file =
        file_of(fmt::format(". 172800 DNSKEY 257 3 8 {} ; Valid: ; KeyTag:20326\n"
                            "; . 172800 DNSKEY 257 3 8 {} ; AddPend:1739232000 ; "
                            "KeyTag:38696\n; a remark\n",
                            public_key(20326), public_key(38696)));
    CHECK(file.format == AnchorFormat::knot);
    REQUIRE(file.anchors.size() == 2);
    CHECK(file.anchors[0].trusted(on("2025-02-01")));
    CHECK(file.anchors[1].state == AnchorState::add_pending);
    CHECK(file.anchors[1].valid_at == on("2025-02-11"));
    CHECK(file.anchors[1].line == 2);
    CHECK_FALSE(file.anchors[1].trusted(on("2025-02-12")));
}

TEST_CASE("plain records are fixed anchors, of any zone") {
    const AnchorFile file = file_of("; systemd\n" + ds_line(20326) + "example. IN DNSKEY 257 3 8 " +
                                    public_key(38696) + "\n");
    CHECK(file.format == AnchorFormat::records);
    REQUIRE(file.anchors.size() == 2);
    CHECK(file.anchors[0].kind == AnchorKind::fixed);
    CHECK_FALSE(file.anchors[1].is_ds);
    CHECK(to_text(file.anchors[1].zone) == "example.");
}

TEST_CASE("row 5: an XML entry that contradicts itself is damage; the others are read") {
    const std::string entry =
        "<KeyDigest validFrom=\"2017-02-02T00:00:00+00:00\"><KeyTag>20326</KeyTag>"
        "<Algorithm>8</Algorithm><DigestType>2</DigestType><Digest>" +
        digest(20326) + "</Digest><PublicKey>";
    std::string flipped = public_key(20326);
    flipped[40] = flipped[40] == 'A' ? 'B' : 'A';
    const AnchorFile file =
        file_of("<TrustAnchor><Zone>.</Zone>\n" + entry + flipped +
                "</PublicKey><Flags>257</Flags></KeyDigest>\n" + entry + public_key(20326) +
                "</PublicKey><Flags>257</Flags></KeyDigest></TrustAnchor>");
    CHECK(file.format == AnchorFormat::root_anchors);
    REQUIRE(file.anchors.size() == 1);
    CHECK(file.anchors[0].dnskey == find_root_key(20326)->dnskey);
    REQUIRE(file.damage.size() == 1);
    CHECK(file.damage[0].line == 2);
    CHECK(file.damage[0].text.find("PublicKey") != std::string::npos);
}

TEST_CASE("text of no known form is an Error") {
    CHECK(error_of("") == "anchors: no trust anchors in it");
    CHECK(error_of("; nothing\n") == "anchors: no trust anchors in it");
    CHECK(error_of("options { dnssec-validation auto; };\n").find("anchors:1: neither") == 0);
    CHECK(error_of("a b c\nd e f\n").find("anchors:1: neither") == 0);
    CHECK(error_of("<html/>").find("no TrustAnchor element") != std::string::npos);
    CHECK(error_of(std::string("\0\xFF\x80(\n", 5)).find("anchors:1: ") == 0);
}

TEST_CASE("damage is counted exactly and kept in part") {
    std::string text = ds_line(20326);
    for (int i = 0; i < 1000; ++i) text += "nonsense\n";
    const AnchorFile file = file_of(text);
    CHECK(file.damaged == 1000);
    CHECK(file.damage.size() == 20);
    CHECK(file.damage[0].line == 2);
}

TEST_CASE("trust is what is trusted of one zone") {
    const auto file = file_of(autotrust(autotrust_line(20326, 2, on("2017-08-11")) +
                                            autotrust_line(38696, 1, on("2025-01-12")) +
                                            autotrust_line(19036, 3, on("2019-03-22")),
                                        on("2025-01-20")));
    CHECK(trust_of({file}, NameView(), on("2025-01-20")).records.size() == 2);
    CHECK(trust_of({file}, *name_from_text("example."), on("2025-01-20")).records.empty());
    CHECK(trust_of({file}, *name_from_text("example."), on("2025-01-20")).given);
}
