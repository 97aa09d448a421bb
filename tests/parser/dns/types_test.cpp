#include "parser/dns/types.hpp"

#include "tests/catch.hpp"

#include <algorithm>
#include <cctype>
#include <random>
#include <set>
#include <string>

using namespace zoneproof;

namespace {

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return result;
}

}  // namespace

TEST_CASE("every mnemonic is found in any case, and written back") {
    for (const TypeInfo& row : known_types()) {
        CAPTURE(row.mnemonic);
        CHECK(type_from_text(row.mnemonic) == row.type);
        CHECK(type_from_text(lower(row.mnemonic)) == row.type);
        CHECK(to_text(row.type) == row.mnemonic);
        CHECK(find_type(row.type) == &row);
    }
}

TEST_CASE("mnemonics and numbers are IANA's") {
    const std::pair<const char*, unsigned> registry[] = {
        {"A", 1},        {"NS", 2},     {"NULL", 10},    {"NSAP-PTR", 23},      {"AAAA", 28},
        {"NAPTR", 35},   {"DNAME", 39}, {"DS", 43},      {"RRSIG", 46},         {"NSEC", 47},
        {"DNSKEY", 48},  {"DHCID", 49}, {"NSEC3", 50},   {"NSEC3PARAM", 51},    {"TLSA", 52},
        {"HIP", 55},     {"CDS", 59},   {"CDNSKEY", 60}, {"OPENPGPKEY", 61},    {"ZONEMD", 63},
        {"SVCB", 64},    {"HTTPS", 65}, {"DSYNC", 66},   {"SPF", 99},           {"EUI64", 109},
        {"NXNAME", 128}, {"TSIG", 250}, {"URI", 256},    {"CAA", 257},          {"AMTRELAY", 260},
        {"IPN", 264},    {"TA", 32768}, {"DLV", 32769},  {"DELEGPARAM", 65433},
    };
    for (const auto& [mnemonic, value] : registry) {
        CAPTURE(mnemonic);
        CHECK(type_from_text(mnemonic) == static_cast<RrType>(value));
    }
    CHECK(known_types().size() == 103);
}

TEST_CASE("a type without a mnemonic is TYPEnnn in any case (RFC 3597 5)") {
    CHECK(type_from_text("TYPE0") == RrType{0});
    CHECK(type_from_text("type731") == RrType{731});
    CHECK(type_from_text("Type65535") == RrType{65535});
    CHECK(type_from_text("TYPE1") == RrType::A);
    CHECK(to_text(RrType{731}) == "TYPE731");
    CHECK(to_text(RrType{0}) == "TYPE0");
    for (const char* text : {"", "TYPE", "TYPE65536", "TYPE99999", "TYPE-1", "TYPE+1", "TYPE1x",
                             "TYPE000001", "TYPEA", "TYP1", "TYPE1234567890"}) {
        CAPTURE(text);
        CHECK_FALSE(type_from_text(text));
    }
}

TEST_CASE("what is only like a mnemonic is no type") {
    using namespace std::string_view_literals;
    for (const std::string_view text :
         {"AA"sv, "A\0"sv, "\0"sv, "NSEC3PARAMS"sv, "NSAP_PTR"sv, "NSAP\rPTR"sv, "*"sv, "@"sv,
          "nsec\x13"sv, "TYPE\0"sv, "aaaaaaaaaaaaaaaaaaaaaaaa"sv, "\xC1"sv}) {
        CAPTURE(std::string(text));
        CHECK_FALSE(type_from_text(text));
    }
    std::mt19937 random(1);
    std::set<std::string> known;
    for (const TypeInfo& row : known_types()) known.insert(lower(row.mnemonic));
    for (int i = 0; i < 200000; ++i) {  // one octet changed
        const TypeInfo& row = known_types()[random() % known_types().size()];
        std::string text(row.mnemonic);
        text[random() % text.size()] = static_cast<char>(random());
        CHECK(type_from_text(text).has_value() == known.contains(lower(text)));
    }
}

TEST_CASE("names fold in the types of V-CAN-2 and no other") {
    const std::set<std::string> folding = {
        "NS",    "MD", "MF",  "CNAME", "SOA", "MB",    "MG", "MR",  "PTR",   "MINFO", "MX",   "RP",
        "AFSDB", "RT", "SIG", "PX",    "NXT", "NAPTR", "KX", "SRV", "DNAME", "A6",    "RRSIG"};
    for (unsigned i = 0; i < 65536; ++i) {
        const auto type = static_cast<RrType>(i);
        if (folds_names(type) != folding.contains(to_text(type))) FAIL(i);
    }
    for (const TypeInfo& row : known_types()) CHECK(row.folds_names == folds_names(row.type));
}

TEST_CASE("meta types are 0, OPT and 128 to 255 (RFC 6895 3.1)") {
    for (unsigned i = 0; i < 65536; ++i)
        if (is_meta(static_cast<RrType>(i)) != (i == 0 || i == 41 || (i >= 128 && i < 256)))
            FAIL(i);
    for (const TypeInfo& row : known_types()) CHECK(row.meta == is_meta(row.type));
}

TEST_CASE("classes have mnemonics and numbers") {
    CHECK(class_from_text("IN") == 1);
    CHECK(class_from_text("in") == 1);
    CHECK(class_from_text("CH") == 3);
    CHECK(class_from_text("hs") == 4);
    CHECK(class_from_text("NONE") == 254);
    CHECK(class_from_text("ANY") == 255);
    CHECK(class_from_text("CLASS32") == 32);
    CHECK(class_from_text("class65535") == 65535);
    for (const char* text : {"", "I", "INN", "CLASS", "CLASS65536", "CLASS1x", "3600", "IN\r"})
        CHECK_FALSE(class_from_text(text));
}

TEST_CASE("algorithms are read as mnemonic or number") {
    CHECK(algorithm_from_text("ECDSAP256SHA256") == 13);
    CHECK(algorithm_from_text("ed448") == 16);
    CHECK(algorithm_from_text("RSASHA1-NSEC3-SHA1") == 7);
    CHECK(algorithm_from_text("NSEC3RSASHA1") == 7);
    CHECK(algorithm_from_text("0") == 0);
    CHECK(algorithm_from_text("255") == 255);
    for (const char* text : {"", "256", "-1", "13x", "ECDSAP256", "ED25519 "})
        CHECK_FALSE(algorithm_from_text(text));
    CHECK(describe_algorithm(13) == "ECDSAP256SHA256 (13)");
    CHECK(describe_algorithm(99) == "algorithm 99");
}

TEST_CASE("exactly the algorithms of V-SIG-11 are supported") {
    const std::set<unsigned> supported = {5, 7, 8, 10, 13, 14, 15, 16};
    const std::set<unsigned> assigned = {0,  1,  2,  3,  5,  6,  7,   8,   10, 12,
                                         13, 14, 15, 16, 17, 23, 252, 253, 254};
    for (unsigned i = 0; i < 256; ++i) {
        CAPTURE(i);
        const AlgorithmInfo* const row = find_algorithm(static_cast<std::uint8_t>(i));
        CHECK((row != nullptr) == assigned.contains(i));
        CHECK((row != nullptr && row->supported) == supported.contains(i));
        if (row != nullptr && row->supported) CHECK(row->signs_zones);
    }
}

TEST_CASE("keys and signatures have the lengths of RFC 6605 and RFC 8080") {
    const unsigned facts[][3] = {
        {13, 64, 64}, {14, 96, 96}, {15, 32, 64}, {16, 57, 114}, {8, 0, 0}};
    for (const auto& [algorithm, key, signature] : facts) {
        const AlgorithmInfo* const row = find_algorithm(static_cast<std::uint8_t>(algorithm));
        REQUIRE(row != nullptr);
        CHECK(row->key_octets == key);
        CHECK(row->signature_octets == signature);
    }
}

TEST_CASE("digest types 1, 2 and 4 are supported (V-DS-2)") {
    CHECK(find_digest(1)->octets == 20);
    CHECK(find_digest(2)->octets == 32);
    CHECK(find_digest(4)->octets == 48);
    CHECK(find_digest(0) == nullptr);
    CHECK(find_digest(7) == nullptr);
    for (unsigned i = 0; i < 256; ++i) {
        const DigestInfo* const row = find_digest(static_cast<std::uint8_t>(i));
        CHECK((row != nullptr && row->supported) == (i == 1 || i == 2 || i == 4));
    }
}
