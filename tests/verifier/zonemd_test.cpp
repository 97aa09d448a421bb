// V-ZMD-1 to V-ZMD-7, first on the examples of RFC 8976 appendix A, then on what may go wrong.
#include "verifier/zonemd.hpp"

#include "tests/verifier/zones.hpp"
#include "verifier/zone_octets.hpp"

#include <fstream>
#include <sstream>

using namespace zoneproof;

namespace {

std::string file(const char* name) {
    std::ifstream in(std::string(TEST_DATA "/rfc8976/") + name);
    REQUIRE(in);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

// RFC 8976 A.1
const std::string digest_a1 = "c68090d90a7aed716bc459f9340e3d7c1370d4d24b7e2fc3a1ddc0b9a87153b9a971"
                              "3b3c9ae5cc27777f98b8e730044c";
std::string simple(const std::string& zonemd) {
    return "$ORIGIN example.\n$TTL 86400\n@ SOA ns1 admin 2018031900 1800 900 604800 86400\n@ NS "
           "ns1\n@ NS ns2\n" +
           zonemd + "ns1 3600 A 203.0.113.63\nns2 3600 AAAA 2001:db8::63\n";
}
std::string record(const std::string& rdata) {
    return "@ ZONEMD " + rdata + "\n";
}

// RFC 8976 A.2
const std::string complex_zone = R"($ORIGIN example.
$TTL 86400
@ SOA ns1 admin 2018031900 1800 900 604800 86400
@ NS ns1
@ NS ns2
@ ZONEMD 2018031900 1 1 a3b69bad980a3504e1cffcb0fd6397f93848071c93151f552ae2f6b1711d4bd2d8b39808226d7b9db71e34b72077f8fe
ns1 3600 A 203.0.113.63
NS2 3600 AAAA 2001:db8::63
occluded.sub 7200 TXT "I'm occluded but must be digested"
sub 7200 NS ns1
duplicate 300 TXT "I must be digested just once"
duplicate 300 TXT "I must be digested just once"
foo.test. 555 TXT "out-of-zone data must be excluded"
UPPERCASE 3600 TXT "canonicalize uppercase owner names"
* 777 PTR dont-forget-about-wildcards
mail 3600 MX 20 MAIL1
mail 3600 MX 10 Mail2.Example.
sortme 3600 AAAA 2001:db8::5:61
sortme 3600 AAAA 2001:db8::3:62
sortme 3600 AAAA 2001:db8::4:63
sortme 3600 AAAA 2001:db8::1:65
sortme 3600 AAAA 2001:db8::2:64
non-apex 900 ZONEMD 2018031900 1 1 616c6c6f776564206275742069676e6f7265642e20616c6c6f776564206275742069676e6f7265642e20616c6c6f7765
)";

// RFC 8976 A.3
const std::string sha384_a3 = "62e6cf51b02e54b9b5f967d547ce43136792901f9f88e637493daaf401c92c279dd1"
                              "0f0edb1c56f8080211f8480ee306";
const std::string sha512_a3 = "08cfa1115c7b948c4163a901270395ea226a930cd2cbcf2fa9a5e6eb85f37c8a"
                              "4e114d884e66f176eab121cb02db7d652e0cc4827e7a3204f166b47e5613fd27";
std::string several(const std::string& sha384, const std::string& sha512) {
    return "$ORIGIN example.\n$TTL 86400\n@ SOA ns1 admin 2018031900 1800 900 604800 86400\n@ NS "
           "ns1\n@ NS ns2\n" +
           record("2018031900 1 1 " + sha384) + record("2018031900 1 2 " + sha512) +
           record("2018031900 1 240 e2d523f654b9422a96c5a8f44607bbee") +
           record("2018031900 241 1 e1846540e33a9e4189792d18d5d131f605fc283e") +
           "ns1 3600 A 203.0.113.63\nns2 TXT \"This example has multiple digests\"\nns2 3600 AAAA "
           "2001:db8::63\n";
}

ZonemdFacts check(const std::string& text, bool records_lost = false, unsigned threads = 1) {
    const LoadedZone loaded = load_zone(text);
    Workers workers(threads);
    return check_zonemd(*loaded.zone, records_lost, workers);
}

std::vector<ZonemdState> states(const std::string& text, bool records_lost = false) {
    std::vector<ZonemdState> found;
    for (const ZonemdFact& fact : check(text, records_lost).records) found.push_back(fact.state);
    return found;
}

using States = std::vector<ZonemdState>;
using enum ZonemdState;

}  // namespace

TEST_CASE("the digests of RFC 8976 appendix A match") {
    const std::string zones[] = {simple(record("2018031900 1 1 " + digest_a1)), complex_zone,
                                 file("uri.arpa.zone"), file("root-servers.net.zone")};
    for (const std::string& text : zones)
        for (const unsigned threads : {1u, 3u}) {
            const ZonemdFacts facts = check(text, false, threads);
            REQUIRE(facts.records.size() == 1);
            CHECK(facts.records[0].state == match);
            CHECK(facts.verified());
        }
}

TEST_CASE("several digests are judged each, private ones are unsupported") {
    CHECK(states(several(sha384_a3, sha512_a3)) == States{match, match, unsupported, unsupported});
    std::string wrong = sha512_a3;
    wrong[0] = '1';
    const ZonemdFacts facts = check(several(sha384_a3, wrong));
    CHECK(facts.records[1].state == mismatch);
    CHECK(to_hex(facts.records[1].computed) == sha512_a3);
    CHECK(facts.records[0].computed.empty());
    CHECK(facts.verified());
}

TEST_CASE("a zone without apex ZONEMD has no facts and is not verified") {
    CHECK(check(simple("")).records.empty());
    CHECK_FALSE(check(simple("")).verified());
    CHECK(check(simple("ns1 ZONEMD 2018031900 1 1 " + digest_a1 + "\n")).records.empty());
}

TEST_CASE("a digest of all zero octets is a placeholder, told with the right one") {
    const ZonemdFacts facts = check(simple(record("2018031900 1 1 " + std::string(96, '0'))));
    CHECK(facts.records[0].state == placeholder);
    CHECK(to_hex(facts.records[0].computed) == digest_a1);
    CHECK_FALSE(facts.verified());
}

TEST_CASE("any change of the zone is a mismatch, and so is a TTL") {
    const std::string good = simple(record("2018031900 1 1 " + digest_a1));
    for (const auto& [from, to] : {std::pair("203.0.113.63", "203.0.113.64"),
                                   {"3600 A ", "3601 A "},
                                   {"ns2 3600", "ns3 3600"},
                                   {"1800 900", "1800 901"}}) {
        CAPTURE(from);
        std::string text = good;
        text.replace(text.find(from), std::string(from).size(), to);
        CHECK(states(text) == States{mismatch});
    }
    CHECK(states(good + "ns2 3600 A 192.0.2.1\n") == States{mismatch});
}

TEST_CASE("another serial than the SOA's is told as that") {
    CHECK(states(simple(record("2018031901 1 1 " + digest_a1))) == States{serial_mismatch});
    CHECK(states(simple(record("2018031901 1 240 000102030405060708090a0b"))) ==
          States{serial_mismatch});
}

TEST_CASE("the length of a digest is that of its hash in scheme 1, and 12 octets at least in any") {
    const std::string octets_11(22, 'a'), octets_12(24, 'a'), octets_47(94, 'a'),
        octets_49(98, 'a');
    CHECK(states(simple(record("2018031900 1 1 " + octets_47))) == States{digest_length});
    CHECK(states(simple(record("2018031900 1 1 " + octets_49))) == States{digest_length});
    CHECK(states(simple(record("2018031900 1 2 " + digest_a1))) == States{digest_length});
    CHECK(states(simple(record("2018031900 240 1 " + octets_11))) == States{digest_length});
    CHECK(states(simple(record("2018031900 240 1 " + octets_12))) == States{unsupported});
    CHECK(states(simple(record("2018031900 1 240 " + octets_12))) == States{unsupported});
    CHECK(states(simple(record("2018031900 2 1 " + octets_47))) == States{unsupported});
}

TEST_CASE("of records that share scheme and hash none counts") {
    const std::string other(96, 'a');
    CHECK(states(simple(record("2018031900 1 1 " + digest_a1) +
                        record("2018031900 1 1 " + other))) == States{duplicate, duplicate});
    CHECK(states(simple(record("2018031899 1 1 " + other) +
                        record("2018031900 1 1 " + digest_a1))) == States{duplicate, duplicate});
    // The same record twice is one record.
    CHECK(states(simple(record("2018031900 1 1 " + digest_a1) +
                        record("2018031900 1 1 " + digest_a1))) == States{match});
    // A pair that is not one does not harm another.
    CHECK(states(several(sha384_a3, sha512_a3) +
                 record("2018031900 1 240 e2d523f654b9422a96c5a8f44607bbef")) ==
          States{match, match, duplicate, duplicate, unsupported});
}

TEST_CASE("a lost record leaves the digest unjudged, not mismatched") {
    CHECK(states(simple(record("2018031900 1 1 " + digest_a1)), true) == States{not_computed});
    CHECK(states(simple(record("2018031900 1 1 " + std::string(96, '0'))), true) ==
          States{placeholder});
    CHECK(states(simple(record("2018031901 1 1 " + digest_a1)), true) == States{serial_mismatch});
}

TEST_CASE("with two SOA there is no serial, and nothing to compare") {
    const std::string soa = "@ SOA ns1 admin 2018031901 1800 900 604800 86400\n";
    CHECK(states(simple(record("2018031900 1 1 " + digest_a1)) + soa) == States{not_computed});
    CHECK(states(simple(record("2018031900 1 1 aa")) + soa) == States{digest_length});
}

TEST_CASE("a passed deadline leaves the digest unjudged") {
    const LoadedZone loaded = load_zone(simple(record("2018031900 1 1 " + digest_a1)));
    const std::atomic<bool> stop = true;
    Workers workers(1, &stop);
    const ZonemdFacts facts = check_zonemd(*loaded.zone, false, workers);
    REQUIRE(facts.records.size() == 1);
    CHECK(facts.records[0].state == not_computed);
}

TEST_CASE("the RRSIGs of an owner are one group at type 46, ordered by RDATA, without that of the "
          "apex ZONEMD") {
    const Zone zone = zone_of(R"($ORIGIN example.
$TTL 60
@ SOA . . 1 2 3 4 5
@ NSEC @ SOA
@ DNSKEY 256 3 8 AwEAAQ==
@ ZONEMD 1 1 240 000102030405060708090a0b
@ 61 RRSIG ZONEMD 8 1 60 3 2 1 @ qg==
@ 62 RRSIG NSEC 8 1 60 3 2 1 @ uw==
@ 63 RRSIG SOA 8 1 60 3 2 1 EXAMPLE. zA==
@ 64 RRSIG SOA 8 1 60 3 2 0 @ 3Q==
@ 65 RRSIG MX 8 1 60 3 2 1 @ 7g==
)");
    std::vector<std::uint8_t> out;
    append_digested_octets(zone, zone.apex(), out);
    const std::string owner = "076578616d706c6500", in = "0001";
    const auto rrsig = [&](const char* ttl, const char* covered, const char* tag,
                           const char* value) {
        return owner + "002e" + in + ttl + "001c" + covered + "0801" + "0000003c" + "00000003" +
               "00000002" + tag + owner + value;
    };
    CHECK(to_hex(out) ==
          owner + "0006" + in + "0000003c" + "0016" + "0000" +
              "00000001"
              "00000002"
              "00000003"
              "00000004"
              "00000005" +
              rrsig("00000040", "0006", "0000", "dd") + rrsig("0000003f", "0006", "0001", "cc") +
              rrsig("00000041", "000f", "0001", "ee") + rrsig("0000003e", "002f", "0001", "bb") +
              owner + "002f" + in + "0000003c" + "000c" + owner + "000102" + owner + "0030" + in +
              "0000003c" + "0008" + "01000308" + "03010001");
}

TEST_CASE("TTLs that differ in an RRset are digested as they stand") {
    const Zone zone =
        zone_of("example. 60 SOA . . 1 2 3 4 5\nexample. 7 A 192.0.2.1\nexample. 9 A 192.0.2.2\n");
    std::vector<std::uint8_t> out;
    append_digested_octets(zone, zone.apex(), out);
    const std::string text = to_hex(out);
    CHECK(text.find("0001"
                    "0001"
                    "00000007"
                    "0004"
                    "c0000201") != std::string::npos);
    CHECK(text.find("0001"
                    "0001"
                    "00000009"
                    "0004"
                    "c0000202") != std::string::npos);
}

TEST_CASE("a zone of many blocks is digested alike by any number of workers") {
    std::string text = "$ORIGIN example.\n$TTL 60\n@ SOA . . 1 2 3 4 5\n@ ZONEMD 1 1 1 " +
                       std::string(96, 'a') + "\n@ ZONEMD 1 1 2 " + std::string(128, 'a') + "\n";
    for (int i = 0; i < 5000; ++i)
        text += "n" + std::to_string(i) + " TXT \"" + std::to_string(i) + "\"\n";
    const ZonemdFacts one = check(text, false, 1), many = check(text, false, 4);
    REQUIRE(one.records.size() == 2);
    for (const std::size_t i : {0u, 1u}) {
        CHECK(one.records[i].state == mismatch);
        CHECK(one.records[i].computed == many.records[i].computed);
    }
    // Against the hash of all octets at once.
    const Zone zone = zone_of(text);
    std::vector<std::uint8_t> all;
    for (std::uint32_t i = 0; i < zone.names().size(); ++i)
        append_digested_octets(zone, NameId{i}, all);
    CHECK(Botan::HashFunction::create_or_throw("SHA-384")->process(all) ==
          Botan::secure_vector<std::uint8_t>(one.records[0].computed.begin(),
                                             one.records[0].computed.end()));
}
