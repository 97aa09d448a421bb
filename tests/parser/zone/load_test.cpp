#include "parser/zone/load.hpp"

#include "tests/parser/zone/text.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// Directives, blank owners, groups over lines, comments, quotes, escapes, faults: whatever a cut
/// could hurt.
const std::string varied = "$ORIGIN example.\n"
                           "$TTL 1h\n"
                           "@ IN SOA ns1 host (\n"
                           "    1 ; serial (not a group)\n"
                           "    2h 15m 2w 1h )\n"
                           "  NS ns1\n"
                           "  NS ns2.example.\n"
                           "ns1 A 192.0.2.1\n"
                           "    A 192.0.2.2 ; another\n"
                           "ns2 300 IN A 192.0.2.3\n"
                           "ns2 IN 300 AAAA 2001:db8::1\n"
                           "text TXT \"a ; b\" \"c \\\" d\" e\\;f (\n"
                           "  \"in a group ( \" )\n"
                           "$ORIGIN sub.example.\n"
                           "  TXT \"blank owner after origin\"\n"
                           "www A 192.0.2.999\n"
                           "www A 192.0.2.4\n"
                           "$TTL 60\n"
                           "a.b.c A 192.0.2.5\n"
                           "$GENERATE 1-3 host$ A 192.0.2.$\n"
                           "unclosed TXT \"no end\n"
                           "stray ) A 192.0.2.6\n"
                           "other.test. A 192.0.2.7\n"
                           "chaos CH TXT \"x\"\n"
                           "last A 192.0.2.8\r\n"
                           "stray\rA 192.0.2.12\n"
                           "$ORIGIN example.\n"
                           "cut NS ns.cut\n"
                           "ns.cut A 192.0.2.9\n"
                           "open TXT ( a b\n"
                           "after A 192.0.2.10\n"
                           "again TXT ( c )\n"
                           "end A 192.0.2.11";

const std::string soa = "$ORIGIN example.\n$TTL 9\n@ SOA . . 1 2 3 4 5\n";

std::string everything(const LoadedZone& loaded) {
    REQUIRE(loaded.zone);
    return dump(*loaded.zone) + dump_places(*loaded.zone) + dump(loaded.diagnostics);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t from = 0; from < text.size();) {
        const std::size_t end = std::min(text.find('\n', from), text.size());
        lines.push_back(text.substr(from, end - from) + "\n");
        from = end + 1;
    }
    return lines;
}

}  // namespace

TEST_CASE("cutting the text anywhere changes nothing") {
    LoadOptions options;
    options.keep_diagnostics = 0;
    const std::string whole = everything(load_text(varied, options));
    for (std::size_t octets = 1; octets <= varied.size() + 1; ++octets) {
        options.chunk_octets = octets;
        CAPTURE(octets);
        REQUIRE(everything(load_text(varied, options)) == whole);
    }
}

TEST_CASE("cutting the text anywhere changes nothing with several threads") {
    LoadOptions options;
    options.keep_diagnostics = 0;
    const std::string whole = everything(load_text(varied, options));
    for (std::size_t octets : {1, 7, 50, 51, 52, 53, 100, 333}) {
        options.chunk_octets = octets;
        for (unsigned threads : {2u, 4u}) {
            CAPTURE(octets, threads);
            REQUIRE(everything(load_text(varied, options, threads)) == whole);
        }
    }
}

TEST_CASE("a stray parenthesis in front of a group that lies in two chunks is told once") {
    for (const std::size_t octets : {1u, 40u, 4096u}) {
        LoadOptions options;
        options.chunk_octets = octets;
        const LoadedZone loaded =
            load_text("example. 1 SOA . . 1 2 3 4 5\nx 1 A ) (\n192.0.2.1\n)\n", options);
        CAPTURE(octets);
        CHECK(loaded.diagnostics.count(DiagnosticCode::unbalanced_close) == 1);
    }
}

TEST_CASE("a refused include in a chunk of its own is remarked on like any other") {
    for (const std::size_t octets : {1u, 60u, 4096u}) {
        LoadOptions options;
        options.max_include_depth = 0;
        options.chunk_octets = octets;
        const LoadedZone loaded =
            load_text("example. 1 SOA . . 1 2 3 4 5\n$INCLUDE other\n 1 A 192.0.2.1\n", options);
        CAPTURE(octets);
        CHECK(loaded.diagnostics.count(DiagnosticCode::blank_owner_after_origin) == 1);
    }
}

TEST_CASE("a directive between a guess and its chunk is not lost") {
    // Chunks that neither use nor set the origin must hand the right one on.
    std::string text = "$TTL 1\nexample. SOA . . 1 2 3 4 5\n$ORIGIN a.example.\n";
    for (int i = 0; i < 40; ++i) text += "x" + std::to_string(i) + ".example. 60 IN A 192.0.2.1\n";
    text += "relative A 192.0.2.2\n$ORIGIN b.example.\n";
    for (int i = 0; i < 40; ++i) text += "y" + std::to_string(i) + ".example. 60 IN A 192.0.2.1\n";
    text += "relative A 192.0.2.3\n";
    LoadOptions options;
    const std::string whole = everything(load_text(text, options));
    CHECK(whole.find("relative.b.example.") != std::string::npos);
    for (std::size_t octets : {20, 64, 100, 500}) {
        options.chunk_octets = octets;
        CAPTURE(octets);
        CHECK(everything(load_text(text, options, 4)) == whole);
    }
}

TEST_CASE("shuffled records give the same zone") {
    std::string head = "$ORIGIN example.\n$TTL 3600\nexample. IN SOA ns1 host 1 2 3 4 5\n";
    std::string body =
        "example. NS ns1\nexample. NS ns2\nns1 A 192.0.2.1\nns1 A 192.0.2.2\nns2 AAAA 2001:db8::1\n"
        "Www.EXAMPLE. A 192.0.2.3\na.b.c.d TXT x\n*.wild TXT y\ncut NS ns.cut\nns.cut A 192.0.2.4\n"
        "d DNAME elsewhere.\nbelow.d TXT occluded\n\\000 TXT nul\na\\000 TXT nul\na TXT t\nb.a TXT "
        "t\n"
        "ns1 RRSIG A 13 2 3600 20301231000000 20200101000000 1 example. AAAA\n"
        "ns1 RRSIG A 13 2 3600 20301231000000 20200101000000 2 example. AAAA\n"
        "orphan RRSIG TXT 13 2 3600 20301231000000 20200101000000 1 example. AAAA\n";
    auto lines = lines_of(body);
    const std::string expected = dump(*load_text(head + body).zone);
    std::mt19937 random(5);
    for (int round = 0; round < 50; ++round) {
        std::shuffle(lines.begin(), lines.end(), random);
        std::string text = head;
        for (const auto& line : lines) text += line;
        REQUIRE(dump(*load_text(text).zone) == expected);
    }
}

TEST_CASE("without --origin the zone is named by its SOA") {
    CHECK(to_text(load_text("a.example. 60 IN SOA . . 1 2 3 4 5\n").zone->origin()) ==
          "a.example.");
    CHECK(to_text(load_text("$ORIGIN b.example.\n@ 60 IN SOA . . 1 2 3 4 5\n").zone->origin()) ==
          "b.example.");
}

TEST_CASE("a relative owner without any origin is told apart") {
    const LoadedZone loaded = load_text("@ 60 IN SOA . . 1 2 3 4 5\n");
    CHECK_FALSE(loaded.zone);
    CHECK(std::count(loaded.unreadable.begin(), loaded.unreadable.end(), Unreadable::no_origin) ==
          1);
}

TEST_CASE("no SOA, or another one than asked for, is unreadable") {
    const LoadedZone none = load_text("example. 60 IN NS ns.example.\n");
    CHECK_FALSE(none.zone);
    CHECK(none.unreadable == std::vector{Unreadable::no_soa});
    LoadOptions options;
    options.origin = *name_from_text("other.");
    const LoadedZone other = load_text("example. 60 IN SOA . . 1 2 3 4 5\n", options);
    CHECK_FALSE(other.zone);
    CHECK(other.unreadable == std::vector{Unreadable::other_soa});
    CHECK_FALSE(load_text("").zone);
}

TEST_CASE("text that ends inside parentheses or quotes is unreadable, and the rest is still read") {
    const std::string soa = "example. 60 IN SOA . . 1 2 3 4 5\n";
    const LoadedZone group = load_text(soa + "a.example. 60 TXT ( x\nb.example. 60 TXT y\n");
    CHECK(group.unreadable == std::vector{Unreadable::open_at_end});
    REQUIRE(group.zone);
    CHECK(group.zone->find(*name_from_text("b.example.")));
    CHECK(load_text(soa + "a.example. 60 TXT \"x").unreadable ==
          std::vector{Unreadable::open_at_end});
    CHECK(load_text(soa + "a.example. 60 TXT \"x\"").unreadable.empty());
}

TEST_CASE("text that ends without a newline inside an entry was cut off") {
    const std::string soa = "example. 60 IN SOA . . 1 2 3 4 5\n";
    for (const char* const cut :
         {"www.exam", "www.example.", "www.example. 60 I", "www.example. 60 NS ",
          "www.example. 60 NS ns.exam", "$ORIGIN exam"}) {
        CAPTURE(cut);
        const LoadedZone loaded = load_text(soa + cut);
        CHECK(loaded.unreadable == std::vector{Unreadable::open_at_end});
        CHECK(loaded.diagnostics.count(DiagnosticCode::cut_entry) == 1);
        CHECK(load_text(soa + cut + "\n").diagnostics.count(DiagnosticCode::cut_entry) == 0);
    }
    CHECK(load_text(soa + "www.example. 60 A 192.0.2.256").unreadable.empty());
    CHECK(load_text(soa + "www 60 A 192.0.2.1").unreadable == std::vector{Unreadable::no_origin});
}

TEST_CASE("a broken line is a diagnostic at its place and the next one is read") {
    const LoadedZone loaded =
        load_text("example. 60 IN SOA . . 1 2 3 4 5\nwww.example. 60 IN A 192.0.2.256\n"
                  "ok.example. 60 IN A 192.0.2.1\n");
    REQUIRE(loaded.diagnostics.kept().size() == 1);
    const Diagnostic& found = loaded.diagnostics.kept()[0];
    CHECK(found.code == DiagnosticCode::field);
    CHECK(std::string(found.expected) == "IPv4 address");
    CHECK(found.place.offset == 33 + 21);
    CHECK(found.length == 11);
    CHECK(loaded.zone->find(*name_from_text("ok.example.")));
    CHECK_FALSE(loaded.zone->find(*name_from_text("www.example.")));
    CHECK(loaded.diagnostics.lost_records());
}

TEST_CASE("blank owners do not attach to the name before a broken one") {
    const LoadedZone loaded =
        load_text("example. 60 IN SOA . . 1 2 3 4 5\na..b 60 A 192.0.2.1\n  60 A 192.0.2.2\n");
    CHECK(loaded.zone->find(loaded.zone->apex(), RrType::A) == nullptr);
    CHECK(loaded.diagnostics.count(DiagnosticCode::no_previous_owner) == 1);
}

TEST_CASE("TTLs come from the record, then $TTL, then the record before, then --default-ttl, then "
          "the SOA") {
    const auto ttl_of = [](const std::string& text, std::string_view name, RrType type,
                           LoadOptions options = {}) {
        const LoadedZone loaded = load_text(text, options);
        const auto id = loaded.zone->find(*name_from_text(name));
        REQUIRE(id);
        return loaded.zone->find(*id, type)->ttl;
    };
    CHECK(ttl_of("example. SOA . . 1 2 3 4 77\n", "example.", RrType::SOA) == 77);
    CHECK(ttl_of("$TTL 5\nexample. SOA . . 1 2 3 4 77\n", "example.", RrType::SOA) == 5);
    CHECK(ttl_of("$TTL 5\nexample. 6 SOA . . 1 2 3 4 77\nexample. NS .\n", "example.",
                 RrType::NS) == 5);
    CHECK(ttl_of("example. 6 SOA . . 1 2 3 4 77\nexample. NS .\n", "example.", RrType::NS) == 6);
    LoadOptions options;
    options.default_ttl = 9;
    CHECK(ttl_of("example. SOA . . 1 2 3 4 77\n", "example.", RrType::SOA, options) == 9);
}

TEST_CASE("$GENERATE expands like BIND's") {
    const LoadedZone loaded = load_text(
        "$ORIGIN example.\n$TTL 1\n@ SOA . . 1 2 3 4 5\n"
        "$GENERATE 1-9/4 a${0,3,d} CNAME b${16,2,x}.$\n$GENERATE 10-11 ${0,0,n} A 192.0.2.$\n"
        "$GENERATE 1-1 q TXT \"one $ two\"\n");
    CHECK(dump(loaded.diagnostics).find("/") != std::string::npos);
    for (const char* name :
         {"a001.example.", "a005.example.", "a009.example.", "a.example.", "b.example."}) {
        CAPTURE(name);
        CHECK(loaded.zone->find(*name_from_text(name)));
    }
    const auto id = loaded.zone->find(*name_from_text("a005.example."));
    CHECK(to_text(NameView(loaded.zone->records(*loaded.zone->find(*id, RrType::CNAME)).front())) ==
          "b15.5.example.");
    CHECK(loaded.diagnostics.count(DiagnosticCode::generate_used) == 3);
    CHECK_FALSE(loaded.diagnostics.lost_records());
}

TEST_CASE("$GENERATE is bounded, all directives together") {
    LoadOptions options;
    options.max_generated = 5;
    const std::string head = "$ORIGIN example.\n$TTL 1\n@ SOA . . 1 2 3 4 5\n";
    const LoadedZone loaded =
        load_text(head + "$GENERATE 1-3 a$ A 192.0.2.$\n$GENERATE 1-3 b$ A 192.0.2.$\n", options);
    CHECK(loaded.diagnostics.count(DiagnosticCode::generate_limit) == 1);
    CHECK(loaded.zone->find(*name_from_text("a3.example.")));
    CHECK_FALSE(loaded.zone->find(*name_from_text("b1.example.")));
    CHECK(load_text(head + "$GENERATE 0-2147483647 a$ A 192.0.2.1\n")
              .diagnostics.count(DiagnosticCode::generate_limit) == 1);
    for (const char* bad : {"9--10", "1-3/", "1-3/0", "3-1", "x", "1-2147483648"})
        CHECK(load_text(head + "$GENERATE " + bad + " a$ A 192.0.2.1\n")
                  .diagnostics.count(DiagnosticCode::bad_generate) == 1);
}

TEST_CASE("names are classified: cuts, occluded names, glue, empty non-terminals") {
    const LoadedZone loaded = load_text("$ORIGIN example.\n$TTL 1\n@ SOA . . 1 2 3 4 5\n@ NS "
                                        "ns.cut\ncut NS ns.cut\ncut TXT extra\nns.cut A 192.0.2.1\n"
                                        "other.cut A 192.0.2.2\nbelow.ns.cut NS x.\nsecure NS "
                                        "x.\nsecure DS 1 13 2 00\nd DNAME x.\nu.d A 192.0.2.3\n"
                                        "a.b.c TXT x\nsub.*.w TXT y\n");
    const Zone& zone = *loaded.zone;
    const auto flags = [&](std::string_view name) {
        return zone.entry(*zone.find(*name_from_text(name))).flags;
    };
    CHECK((flags("cut.example.") & name_flag::cut) != 0);
    CHECK((flags("cut.example.") & name_flag::exists) != 0);
    CHECK((flags("ns.cut.example.") & name_flag::below_cut) != 0);
    CHECK((flags("below.ns.cut.example.") & name_flag::cut) == 0);
    CHECK((flags("secure.example.") & name_flag::secure_cut) != 0);
    CHECK((flags("u.d.example.") & name_flag::below_dname) != 0);
    const auto rrset = [&](std::string_view name, RrType type) {
        return zone.find(*zone.find(*name_from_text(name)), type);
    };
    CHECK(rrset("ns.cut.example.", RrType::A)->has(rrset_flag::glue));
    CHECK_FALSE(rrset("other.cut.example.", RrType::A)->has(rrset_flag::glue));
    CHECK_FALSE(must_be_signed(*rrset("cut.example.", RrType::NS)));
    CHECK_FALSE(must_be_signed(*rrset("cut.example.", RrType::TXT)));
    CHECK(must_be_signed(*rrset("secure.example.", RrType::DS)));
    CHECK(must_be_signed(*rrset("example.", RrType::NS)));
    std::string ents;
    for (const EmptyNonTerminal& ent : zone.empty_non_terminals())
        ents += to_text(zone.name(ent)) + " ";
    CHECK(ents == "c.example. b.c.example. w.example. *.w.example. ");
    CHECK_FALSE(zone.claims_signed());
}

TEST_CASE("hashed owners below an apex DNAME are not occluded") {
    const LoadedZone loaded = load_text(
        "$ORIGIN example.\n$TTL 1\n@ SOA . . 1 2 3 4 5\n@ DNAME x.\n"
        "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom NSEC3 1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr A\n"
        "plain TXT x\n");
    const Zone& zone = *loaded.zone;
    CHECK_FALSE(zone.entry(*zone.find(*name_from_text("0p9mhaveqvm6t7vbl5lop2u3t2rp3tom.example.")))
                    .has(name_flag::occluded));
    CHECK(zone.entry(*zone.find(*name_from_text("plain.example."))).has(name_flag::below_dname));
    CHECK(zone.claims_signed());
}

TEST_CASE("of equal records with different TTLs the lowest counts, wherever it stands") {
    const std::string signature = " RRSIG A 13 1 9 20260101000000 20250101000000 1 example. AAAA\n";
    const std::string head = "$ORIGIN example.\n@ 9 SOA . . 1 2 3 4 5\n@ 9 A 192.0.2.1\n";
    for (const auto& [first, second] : {std::pair("9", "7"), std::pair("7", "9")}) {
        const LoadedZone loaded =
            load_text(head + "@ " + first + signature + "@ " + second + signature + "@ " + first +
                      " MX 1 a.\n@ " + second + " MX 1 a.\n");
        const Zone& zone = *loaded.zone;
        REQUIRE(zone.signatures(*zone.at_apex(RrType::A)).size() == 1);
        CHECK(zone.signatures(*zone.at_apex(RrType::A))[0].ttl == 7);
        CHECK(zone.at_apex(RrType::MX)->ttl == 7);
    }
}

TEST_CASE("duplicates are collapsed and listed, TTLs that differ are kept") {
    const LoadedZone loaded = load_text("$ORIGIN example.\n@ 9 SOA . . 1 2 3 4 5\n@ 9 NS a.\n@ 9 "
                                        "NS a.\n@ 9 NS A.\n@ 7 MX 1 b.\n@ 8 MX 2 b.\n");
    const Zone& zone = *loaded.zone;
    CHECK(zone.at_apex(RrType::NS)->count == 1);
    REQUIRE(zone.duplicates().size() == 2);
    CHECK(zone.duplicates()[0].as_written);
    CHECK_FALSE(zone.duplicates()[1].as_written);
    const Rrset& mx = *zone.at_apex(RrType::MX);
    CHECK(mx.has(rrset_flag::ttls_differ));
    CHECK(mx.ttl == 7);
    CHECK(zone.ttl(mx, RecordId{index(mx.first_record) + 1}) == 8);
}

TEST_CASE("records outside the zone, of other classes and of pseudo types are excluded") {
    const LoadedZone loaded =
        load_text("example. 9 IN SOA . . 1 2 3 4 5\nother. 9 IN A 192.0.2.1\nexample. 9 CH TXT x\n"
                  "example. 9 IN TYPE41 \\# 0\nexample. 9 IN TYPE255 \\# 0\n");
    REQUIRE(loaded.zone->excluded().size() == 4);
    CHECK(loaded.zone->excluded()[0].reason == ExclusionReason::out_of_zone);
    CHECK(loaded.zone->excluded()[1].reason == ExclusionReason::other_class);
    CHECK(loaded.zone->excluded()[2].reason == ExclusionReason::meta_type);
    CHECK(loaded.diagnostics.count(DiagnosticCode::meta_type) == 2);
}

TEST_CASE("a carriage return is part of a line's end, or reported where it stands") {
    const auto returns = [](DiagnosticCode code, const std::string& tail) {
        const LoadedZone loaded = load_text(soa + tail);
        std::vector<std::uint64_t> places;
        for (const Diagnostic& found : loaded.diagnostics.kept())
            if (found.code == code) places.push_back(found.place.offset - soa.size());
        return places;
    };
    using enum DiagnosticCode;
    using Places = std::vector<std::uint64_t>;
    for (const DiagnosticCode code : {odd_return, stray_return})
        CHECK(returns(code, "www A 192.0.2.1\r\nwww A 192.0.2.2\r\n").empty());
    CHECK(returns(stray_return, "www A 192.0.2.1\rwww A 192.0.2.2\r\n") == Places{15});
    const std::string mixed =
        "www\rA 192.0.2.1\r\r\n; a\rb\nq TXT \"\r\" x\\\ry ( ; \r\n\rz ; \r\r.\n)\n";
    CHECK(returns(stray_return, mixed) == Places{3, 36, 45});
    CHECK(returns(odd_return, mixed) == Places{15, 21, 31, 50, 51});
    CHECK(returns(odd_return, "www A 192.0.2.1\r") == Places{15});
    CHECK(returns(no_final_newline, "www A 192.0.2.1\r") == Places{15});
    // What stands behind it decides, also where an entry is given up just there.
    CHECK(returns(stray_return, "www A (192.0.2.1\r(\n)\n") == Places{16});
}

TEST_CASE("a parenthesis is remarked on where name servers make it a part of a word") {
    const auto remarks = [](const std::string& line) {
        const LoadedZone loaded = load_text(soa + line + "\n");
        CAPTURE(line, dump(loaded.diagnostics));
        CHECK_FALSE(loaded.diagnostics.lost_records());
        return loaded.diagnostics.count(DiagnosticCode::odd_parenthesis);
    };
    for (const char* const odd :
         {"a TXT x(y\n)", "a TXT (x)y", "a TXT x()y", "a TXT (x)(y)", "a TXT (\"x\")\"y\"",
          "a TXT (x y)", "a TXT x(\ny )", "a HTTPS (1 . alpn=h2)", "a CAA (0 issue ca.)",
          "a MX 10(b)", "a 60(IN A 192.0.2.1)", "a( A 192.0.2.1 )", "(a A 192.0.2.1 )",
          "$ORIGIN ( sub.example. )", "( a TXT \"x\")\n(b TXT \"y\" )"}) {
        CAPTURE(odd);
        CHECK(remarks(odd) == 1);
    }
    for (const char* const plain :
         {"a TXT ( x y )", "a TXT (\"x\" \"y\")", "a TXT (\"x\"\n\"y\" )", "a MX (10 b)",
          "a MX 10 (\nb)", "a MX 10(\nb )", "a MX 10(;\nb )", "@ NSEC (a\n A RRSIG)",
          "a TXT x\\(y \\)z", "a TXT \"(x)y\"", " ( 60 A 192.0.2.1)", "( a A 192.0.2.1)"}) {
        CAPTURE(plain);
        CHECK(remarks(plain) == 0);
    }
}

TEST_CASE("a zero octet in a directive is told as in a record, one in a comment is not") {
    const auto count = [](const std::string& text) {
        return load_text(soa + text).diagnostics.count(DiagnosticCode::nul_octet);
    };
    const std::string nul(1, '\0');
    CHECK(count("$ORIGIN a" + nul + ".example.\n") == 1);
    CHECK(count("a TXT \"" + nul + "\" x" + nul + "\n") == 2);
    CHECK(count("; " + nul + "\na TXT x ; " + nul + "\n") == 0);
}

TEST_CASE("strings that touch are remarked on, a value in quotes behind its key is not") {
    const auto remarks = [](const std::string& line) {
        return load_text(soa + line + "\n").diagnostics.count(DiagnosticCode::adjacent_strings);
    };
    CHECK(remarks("a TXT \"x\"\"y\"") == 1);
    CHECK(remarks("a TXT x\"y\"") == 1);
    CHECK(remarks("a TXT\"x\"") == 1);
    CHECK(remarks("a HTTPS 1 . alpn=\"h2\" port=443") == 0);
    CHECK(remarks("a TXT \"x\" y") == 0);
}

TEST_CASE("a type by its number is remarked on, a class of another zone points at the class") {
    const LoadedZone loaded = load_text(soa + "www TYPE1 192.0.2.1\nwww 60 CH A 192.0.2.1\n");
    REQUIRE(loaded.diagnostics.kept().size() == 2);
    CHECK(loaded.diagnostics.count(DiagnosticCode::generic_known_type) == 1);
    CHECK(loaded.diagnostics.count(DiagnosticCode::class_mismatch) == 1);
    CHECK(loaded.diagnostics.kept()[1].place.offset == soa.size() + 20 + 7);
}

TEST_CASE("an entry of more than a mebibyte is one fault, and reading goes on behind it") {
    std::string text = "example. 9 IN SOA . . 1 2 3 4 5\nlong.example. 9 IN TXT ";
    for (int i = 0; i < 600'000; ++i) text += "x ";
    text += "\nafter.example. 9 IN A 192.0.2.1\n";
    for (std::size_t octets : {std::size_t{4} << 20, std::size_t{100'000}, std::size_t{1000}}) {
        LoadOptions options;
        options.chunk_octets = octets;
        const LoadedZone loaded = load_text(text, options);
        CAPTURE(octets, dump(loaded.diagnostics));
        CHECK(loaded.diagnostics.count(DiagnosticCode::entry_too_long) == 1);
        CHECK(loaded.diagnostics.kept().size() == 1);
        CHECK(loaded.zone->find(*name_from_text("after.example.")));
    }
}

TEST_CASE("a group that never closes costs one fault") {
    std::string text = "example. 9 IN SOA . . 1 2 3 4 5\ng.example. 9 IN TXT ( x\n";
    for (int i = 0; i < 60'000; ++i)
        text += "r" + std::to_string(i) + ".example. 9 IN A 192.0.2.1\n";
    for (std::size_t octets : {std::size_t{4} << 20, std::size_t{70'000}}) {
        LoadOptions options;
        options.chunk_octets = octets;
        const LoadedZone loaded = load_text(text, options);
        CAPTURE(octets, dump(loaded.diagnostics));
        CHECK(loaded.diagnostics.count(DiagnosticCode::unclosed_group) == 1);
        CHECK(loaded.diagnostics.kept().size() == 1);
        CHECK(loaded.zone->names().size() == 60'001);
        CHECK(loaded.unreadable.empty());
    }
}

TEST_CASE("the memory limit and the stop flag are errors, not verdicts") {
    std::string text = "example. 9 IN SOA . . 1 2 3 4 5\n";
    for (int i = 0; i < 100'000; ++i)
        text += "r" + std::to_string(i) + ".example. 9 IN A 192.0.2.1\n";
    LoadOptions options;
    options.max_memory = 1 << 20;
    Workers workers(2);
    Source source = Source::from_text(text);
    const auto small = load(source, options, workers);
    REQUIRE_FALSE(small);
    CHECK(small.error().code == ErrorCode::memory_limit);
    const std::atomic<bool> stop = true;
    Workers stopped(2, &stop);
    Source again = Source::from_text(text);
    const auto late = load(again, {}, stopped);
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::deadline);
}
