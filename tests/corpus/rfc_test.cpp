// The builder's own canonical form, key tags, digests and hashes against what the RFCs print.
#include "corpus/builder/canonical.hpp"
#include "corpus/builder/fields.hpp"
#include "corpus/builder/sign.hpp"
#include "parser/field/encode.hpp"
#include "tests/catch.hpp"
#include "verifier/crypto/key_verifier.hpp"

#include <string>
#include <variant>

using namespace zoneproof;
using namespace zoneproof::corpus;

namespace {

Name name(const char* text) {
    return *name_from_text(text);
}

Record record(const std::string& text) {
    auto parsed = record_from_text(text, NameView(), 3600);
    INFO(text);
    REQUIRE(parsed);
    return *parsed;
}

struct Example {
    const char* from;
    std::uint16_t tag;
    const char* key;
    const char* rr;
    const char* signature;
};

const Example examples[] = {
    {"RFC 5702 6.1", 9033,
     "example.net. DNSKEY 256 3 8 AwEAAcFcGsaxxdgiuuGmCkVImy4h99CqT7jwY3pexPGcnUFtR2Fh36Bponcwtk"
     "Z4cAgtvd4Qs8PkxUdp6p/DlUmObdk=",
     "www.example.net. 3600 A 192.0.2.91",
     "www.example.net. 3600 RRSIG A 8 3 3600 20300101000000 20000101000000 9033 example.net. "
     "kRCOH6u7l0QGy9qpC9l1sLncJcOKFLJ7GhiUOibu4teYp5VE9RncriShZNz85mwlMgNEacFYK/lPtPiVYP4bwg=="},
    {"RFC 6605 6.1", 55648,
     "example.net. DNSKEY 257 3 13 GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edb"
     "krSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==",
     "www.example.net. 3600 A 192.0.2.1",
     "www.example.net. 3600 RRSIG A 13 3 3600 20100909100439 20100812100439 55648 example.net. "
     "qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw=="},
    {"RFC 6605 6.2", 10771,
     "example.net. DNSKEY 257 3 14 xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1"
     "w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40",
     "www.example.net. 3600 A 192.0.2.1",
     "www.example.net. 3600 RRSIG A 14 3 3600 20100909102025 20100812102025 10771 example.net. "
     "/L5hDKIvGDyI1fcARX3z65qrmPsVz73QD1Mr5CEqOiLP95hxQouuroGCeZOvzFaxsT8Glr74hbavRKayJNuydCuz"
     "WTSSPdz7wnqXL5bdcJzusdnI0RSMROxxwGipWcJm"},
    {"RFC 8080 6.1, erratum 4935", 3613,
     "example.com. DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=",
     "example.com. 3600 MX 10 mail.example.com.",
     "example.com. 3600 RRSIG MX 15 2 3600 1440021600 1438207200 3613 example.com. "
     "oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg=="},
};

bool verifies(const Record& key, Octets octets, Octets signature) {
    const auto made = make_verifier(key.rdata[3], Octets(key.rdata).subspan(4));
    const Octets pieces[] = {octets};
    const SignedOctets signed_octets[] = {{pieces, signature}};
    SignatureCheck answers[] = {SignatureCheck::bad};
    Scratch scratch;
    std::get<0>(made)->check(signed_octets, answers, scratch);
    return answers[0] == SignatureCheck::valid;
}

}  // namespace

TEST_CASE("the octets to be signed are those that the RFCs' signatures are made over") {
    for (const Example& example : examples) {
        CAPTURE(example.from);
        const Record key = record(example.key), rrsig = record(example.signature);
        Record rr = record(example.rr);
        CHECK(tag_of(key.rdata) == example.tag);
        const FieldPlace place = *find_field(rrsig, "signature");
        const Octets all(rrsig.rdata), signature = all.subspan(place.offset);
        const auto octets = [&] {
            return octets_to_sign(all.first(place.offset), canonical_rrset({&rr, 1}), rr.owner,
                                  rr.type);
        };
        CHECK(verifies(key, octets(), signature));
        rr.rdata.back() ^= 0x40;
        CHECK_FALSE(verifies(key, octets(), signature));
    }
}

TEST_CASE("DS records are those of RFC 4034 5.4, RFC 4509 2.3 and RFC 6605 6") {
    const Record old =
        record("dskey.example.com. DNSKEY 256 3 5 "
               "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZ"
               "DRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9Xzc"
               "nOf+EPbtG9DMBmADjFDc2w/rljwvFw==");
    const Record p256 = record(examples[1].key), p384 = record(examples[2].key);
    CHECK(to_hex(ds_of(old.owner, old.rdata, 1)) ==
          "ec4505012bb183af5f22588179a53b0a98631fad1a292118");
    CHECK(to_hex(ds_of(name("DSKEY.Example.com."), old.rdata, 2)) ==
          "ec450502d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a");
    CHECK(to_hex(ds_of(p256.owner, p256.rdata, 2)) ==
          "d9600d02b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17");
    CHECK(to_hex(ds_of(p384.owner, p384.rdata, 4)) ==
          "2a130e0472d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0563a9b5f4d288405"
          "c300"
          "8a946df983d6");
}

TEST_CASE("the key tag of algorithm 1 is taken from the end of the modulus") {
    CHECK(tag_of(*bytes_from_hex("01010301030100010102030405060708")) == 0x0607);
}

TEST_CASE("NSEC3 hashes are those of RFC 5155 appendix A") {
    const Nsec3Parameters parameters{1, 12, {0xaa, 0xbb, 0xcc, 0xdd}, true};
    const struct {
        const char *name, *hash;
    } rows[] = {{"example.", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom"},
                {"a.example.", "35mthgpgcu1qg68fab165klnsnk3dpvl"},
                {"ai.example.", "gjeqe526plbf1g8mklp59enfd789njgi"},
                {"NS1.Example.", "2t7b4g4vsa5smi47k61mv5bv1a22bojr"},
                {"*.w.example.", "r53bq7cc2uvmubfu5ocmm6pers9tk9en"},
                {"x.y.w.example.", "2vptu5timamqttgl4luu9kg21e0aor3s"}};
    for (const auto& row : rows) {
        CAPTURE(row.name);
        CHECK(to_base32hex(nsec3_hash(name(row.name), parameters)) == row.hash);
        CHECK(to_text(nsec3_owner(name(row.name), name("example."), parameters).view()) ==
              std::string(row.hash) + ".example.");
    }
}

TEST_CASE("names sort as in RFC 4034 6.1") {
    const char* const sorted[] = {"example.",         "a.example.",      "yljkjljk.a.example.",
                                  "Z.a.example.",     "zABC.a.EXAMPLE.", "z.example.",
                                  "\\001.z.example.", "*.z.example.",    "\\200.z.example."};
    for (std::size_t i = 0; i < std::size(sorted); ++i)
        for (std::size_t j = 0; j < std::size(sorted); ++j) {
            CAPTURE(sorted[i], sorted[j]);
            const int order = compare_names(name(sorted[i]), name(sorted[j]));
            CHECK((order < 0) == (i < j));
            CHECK((order == 0) == (i == j));
        }
    CHECK(compare_names(name("\\000.example."), name("\\001.example.")) < 0);
    CHECK(compare_names(name("\\000.a.example."), name("a\\000.example.")) < 0);
}

TEST_CASE("names in RDATA are folded for the types of RFC 4034 6.2 and no others") {
    const Bytes upper = bytes(name("NS.EXAMPLE.").view().wire());
    const Bytes lower = bytes(name("ns.example.").view().wire());
    for (const RrType type : {RrType::NS, RrType::CNAME, RrType::PTR, RrType::DNAME})
        CHECK(canonical_rdata(type, upper) == lower);
    Bytes nsec = upper;
    append(nsec, type_bitmap({RrType::A}));
    CHECK(canonical_rdata(RrType::NSEC, nsec) == nsec);
    CHECK(canonical_rdata(RrType::NSAP_PTR, upper) == upper);
    CHECK(canonical_rdata(RrType::HINFO, bytes("\1A\1B")) == bytes("\1A\1B"));
}

TEST_CASE("type bitmaps are those of RFC 4034 4.3") {
    const std::vector<RrType> types = {RrType::A, RrType::MX, RrType::RRSIG, RrType::NSEC,
                                       static_cast<RrType>(1234)};
    const Bytes map = type_bitmap(types);
    CHECK(to_hex(map) == "000640010000000304"
                         "1b000000000000000000000000000000000000000000000000000020");
    CHECK(types_in(map) == types);
}
