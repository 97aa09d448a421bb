#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"
#include "verifier/canonical.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// The signed octets of the first signature of the zone text.
std::string signed_octets(const std::string& text) {
    const Zone zone = zone_of(soa + text);
    REQUIRE(!zone.signatures().empty());
    const Signature& signature = zone.signatures()[0];
    std::vector<std::uint8_t> out = {0xAA};
    append_signed_octets(zone, zone.rrset(signature.covers), signature, out);
    REQUIRE(out[0] == 0xAA);  // it appends
    return to_hex(Octets(out).subspan(1));
}

// Everything of the RRSIG up to the signer's name: A, algorithm 13, labels, original TTL 300,
// times, tag 4660.
std::string fields(const char* labels, const char* type = "0001") {
    return std::string(type) + "0d" + labels + "0000012c" + "00000002" + "00000001" + "1234";
}
const std::string example = "076578616d706c6500";

}  // namespace

TEST_CASE("the signed octets are the RRSIG without signature and every RR with the Original TTL") {
    CHECK(signed_octets("a.example. 77 IN A 192.0.2.2\n"
                        "a.example. 77 IN A 192.0.2.1\n"
                        "a.example. 77 IN RRSIG A 13 2 300 2 1 4660 example. AAAA\n") ==
          fields("02") + example +                                              //
              "0161" + example + "00010001" + "0000012c" + "0004" + "c0000201"  //
              + "0161" + example + "00010001" + "0000012c" + "0004" + "c0000202");
}

TEST_CASE("owner, signer and the names that fold are signed in lower case") {
    CHECK(signed_octets("A.EXAMPLE. 300 IN MX 10 MAIL.Example.\n"
                        "A.EXAMPLE. 300 IN RRSIG MX 13 2 300 2 1 4660 EXAMPLE. AAAA\n") ==
          fields("02", "000f") + example + "0161" + example + "000f0001" + "0000012c" + "0010" +
              "000a046d61696c" + example);
}

TEST_CASE("the next name of NSEC is signed as it is written") {
    CHECK(signed_octets("a.example. 300 IN NSEC B.Example. A\n"
                        "a.example. 300 IN RRSIG NSEC 13 2 300 2 1 4660 example. AAAA\n") ==
          fields("02", "002f") + example + "0161" + example + "002f0001" + "0000012c" + "000e" +
              "0142" + "074578616d706c6500" + "000140");
}

TEST_CASE("with fewer labels than the owner has, the wildcard they came from is signed") {
    CHECK(signed_octets("a.b.c.example. 300 IN A 192.0.2.1\n"
                        "a.b.c.example. 300 IN RRSIG A 13 2 300 2 1 4660 example. AAAA\n") ==
          fields("02") + example + "012a0163" + example + "00010001" + "0000012c" + "0004" +
              "c0000201");
    CHECK(signed_octets("a.b.example. 300 IN A 192.0.2.1\n"
                        "a.b.example. 300 IN RRSIG A 13 0 300 2 1 4660 example. AAAA\n") ==
          fields("00") + example + "012a00" + "00010001" + "0000012c" + "0004" + "c0000201");
}

TEST_CASE("a wildcard owner stays as it is, and an asterisk elsewhere is a label like any other") {
    const std::string rest = "00010001"
                             "0000012c"
                             "0004"
                             "c0000201";
    CHECK(signed_octets("*.example. 300 IN A 192.0.2.1\n"
                        "*.example. 300 IN RRSIG A 13 1 300 2 1 4660 example. AAAA\n") ==
          fields("01") + example + "012a" + example + rest);
    CHECK(signed_octets("a.*.example. 300 IN A 192.0.2.1\n"
                        "a.*.example. 300 IN RRSIG A 13 3 300 2 1 4660 example. AAAA\n") ==
          fields("03") + example + "0161012a" + example + rest);
    CHECK(signed_octets("*.*.example. 300 IN A 192.0.2.1\n"
                        "*.*.example. 300 IN RRSIG A 13 1 300 2 1 4660 example. AAAA\n") ==
          fields("01") + example + "012a" + example + rest);
}

TEST_CASE("the longest name can be replaced by a wildcard") {
    std::string owner = "example.";
    for (int i = 0; i < 123; ++i) owner = "a." + owner;
    CHECK(signed_octets(owner + " 300 IN A 192.0.2.1\n" + owner +
                        " 300 IN RRSIG A 13 123 300 2 1 4660 example. AAAA\n")
              .starts_with(fields("7b") + example + "012a" + "0161"));
}
