#include "parser/field/encode.hpp"
#include "tests/catch.hpp"
#include "tests/verifier/octets.hpp"
#include "verifier/crypto/digest.hpp"

using namespace zoneproof;

namespace {

/// Flags, protocol, algorithm, key.
std::vector<std::uint8_t> dnskey(std::string_view header, std::string_view key) {
    auto rdata = hex(header);
    const auto field = base64(key);
    rdata.insert(rdata.end(), field.begin(), field.end());
    return rdata;
}

// RFC 4034 5.4
const auto rfc4034_key =
    dnskey("01000305", "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/2pHm822aJ5iI9BMzNXxeYCmZ"
                       "DRD99WYwYqUSdjMmmAphXdvxegXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9Xzc"
                       "nOf+EPbtG9DMBmADjFDc2w/rljwvFw==");
// RFC 6605 6.1, 6.2
const auto p256_key = dnskey(
    "0101030d",
    "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==");
const auto p384_key = dnskey(
    "0101030e",
    "xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8"
    "/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40");
// RFC 8080 6.1, 6.2
const auto ed25519_key = dnskey("0101030f", "l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=");
const auto ed448_key = dnskey(
    "01010310", "3kgROaDjrh0H2iuixWBrc8g2EpBBLCdGzHmn+G2MpTPhpj/OiBVHHSfPodx1FYYUcJKm1MDpJtIA");

std::string digest_text(std::uint8_t type, const char* owner,
                        const std::vector<std::uint8_t>& key) {
    return to_hex(ds_digest(type, *name_from_text(owner), key));
}

}  // namespace

TEST_CASE("the DS digests of the RFCs' examples") {
    CHECK(digest_text(1, "dskey.example.com.", rfc4034_key) ==
          "2bb183af5f22588179a53b0a98631fad1a292118");
    CHECK(digest_text(2, "dskey.example.com.", rfc4034_key) ==
          "d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a");  // RFC 4509 2.3
    CHECK(digest_text(2, "example.net.", p256_key) ==
          "b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17");
    CHECK(digest_text(4, "example.net.", p384_key) ==
          "72d7b62976ce06438e9c0bf319013cf801f09ecc84b8d7e9495f27e305c6a9b0563a9b5f4d288405c3008a94"
          "6df983d6");
    CHECK(digest_text(2, "example.com.", ed25519_key) ==
          "3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b");
    CHECK(digest_text(2, "example.com.", ed448_key) ==
          "6ccf18d5bc5d7fc2fceb1d59d17321402f2aa8d368048db93dd811f5cb2b19c7");
}

TEST_CASE("a DS digest is over the owner in lower case") {
    CHECK(digest_text(1, "DSKEY.Example.COM.", rfc4034_key) ==
          "2bb183af5f22588179a53b0a98631fad1a292118");
    CHECK(digest_text(1, "other.example.com.", rfc4034_key) !=
          "2bb183af5f22588179a53b0a98631fad1a292118");
}

TEST_CASE("digest types other than 1, 2 and 4 have no digest") {
    for (const int type : {0, 3, 5, 6, 255})
        CHECK(ds_digest(static_cast<std::uint8_t>(type), NameView(), rfc4034_key).empty());
}

TEST_CASE("the hashed owner names of RFC 5155 appendix A") {
    const auto salt = hex("aabbccdd");
    Nsec3Hasher hasher(12, salt);
    const std::pair<const char*, const char*> names[] = {
        {"example.", "0p9mhaveqvm6t7vbl5lop2u3t2rp3tom"},
        {"a.example.", "35mthgpgcu1qg68fab165klnsnk3dpvl"},
        {"ai.example.", "gjeqe526plbf1g8mklp59enfd789njgi"},
        {"ns1.example.", "2t7b4g4vsa5smi47k61mv5bv1a22bojr"},
        {"ns2.example.", "q04jkcevqvmu85r014c7dkba38o0ji5r"},
        {"w.example.", "k8udemvp1j2f7eg6jebps17vp3n8i58h"},
        {"*.w.example.", "r53bq7cc2uvmubfu5ocmm6pers9tk9en"},
        {"x.w.example.", "b4um86eghhds6nea196smvmlo4ors995"},
        {"y.w.example.", "ji6neoaepv8b5o6k4ev33abha8ht9fgc"},
        {"x.y.w.example.", "2vptu5timamqttgl4luu9kg21e0aor3s"},
        {"xx.example.", "t644ebqk9bibcna874givr6joj62mlhv"},
        {"2t7b4g4vsa5smi47k61mv5bv1a22bojr.example.", "kohar7mbb8dc2ce8a9qvl8hon4k53uhi"},
    };
    for (const auto& [name, hash] : names)
        CHECK(to_base32hex(hasher(*name_from_text(name))) == hash);
    CHECK(to_base32hex(hasher(*name_from_text("X.Y.w.EXAMPLE."))) ==
          "2vptu5timamqttgl4luu9kg21e0aor3s");
}

TEST_CASE("a name of 255 octets hashes with a salt of 255 octets") {
    std::vector<std::uint8_t> name;
    for (int label = 0; label < 127; ++label) name.insert(name.end(), {1, 'A'});
    name.push_back(0);
    const std::vector<std::uint8_t> salt(255, 7);
    // IH(0) and IH(1) written out.
    Digest sha1(HashAlgorithm::sha1);
    for (int label = 0; label < 127; ++label)
        sha1.update(octets("\x01"
                           "a"));
    sha1.update(Octets(name).last(1));
    sha1.update(salt);
    const auto first = sha1.finish();
    sha1.update(first);
    sha1.update(salt);
    CHECK(to_hex(Nsec3Hasher(1, salt)(NameView(name))) == to_hex(sha1.finish()));
    CHECK(to_hex(Nsec3Hasher(0, salt)(NameView(name))) == to_hex(first));
}

TEST_CASE("a finished digest starts anew, and hashes abc as FIPS 180-4 does") {
    const std::pair<HashAlgorithm, const char*> rows[] = {
        {HashAlgorithm::sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"},
        {HashAlgorithm::sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {HashAlgorithm::sha384, "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
                                "8086072ba1e7cc2358baeca134c825a7"},
        {HashAlgorithm::sha512,
         "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
         "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"}};
    for (const auto& [algorithm, expected] : rows) {
        Digest digest(algorithm);
        for (int round = 0; round < 2; ++round) {
            digest.update(octets("ab"));
            digest.update(octets("c"));
            CHECK(to_hex(digest.finish()) == expected);
        }
    }
}
