#include "parser/rdata/wire.hpp"

#include "parser/rdata/layout.hpp"
#include "tests/catch.hpp"
#include "tests/parser/rdata/hex_data.hpp"

#include <set>
#include <string>

using namespace zoneproof;

namespace {

struct Pair {
    const char* type;
    const char* wire;
    const char* text;
};

// Wire forms put together by hand from the RFC that defines the type, with its own example where it
// has one.
const Pair pairs[] = {
    {"A", "c0000201", "192.0.2.1"},
    {"NS", "026e7300", "ns."},
    {"MD", "016100", "a."},
    {"MF", "016100", "a."},
    {"CNAME", "016100", "a."},
    {"SOA", "026e73000161000000000100000e1000000384000927c00000012c",
     "ns. a. 1 3600 900 600000 300"},
    {"MB", "016100", "a."},
    {"MG", "016100", "a."},
    {"MR", "016100", "a."},
    {"WKS", "c000020106000000400000000080", "192.0.2.1 6 25 64"},
    {"PTR", "016100", "a."},
    {"HINFO", "0350432003444f53", "\"PC \" \"DOS\""},
    {"MINFO", "0161000162 00", "a. b."},
    {"MX", "000a016100", "10 a."},
    {"TXT", "0361206200", "\"a b\" \"\""},
    {"RP", "01610000", "a. ."},
    {"AFSDB", "0001016100", "1 a."},
    {"X25", "0c333131303631373030393536", "\"311061700956\""},
    {"ISDN", "0f31353038363230323830303332313703303034", "\"150862028003217\" \"004\""},
    {"ISDN", "0f313530383632303238303033323137", "\"150862028003217\""},
    {"RT", "000a016100", "10 a."},
    {"NSAP", "47000580005a0000000001e133ffffff00016100",
     "0x47000580005a0000000001e133ffffff00016100"},
    {"NSAP-PTR", "016100", "a."},
    {"SIG", "0001050100000e1020000000100000003039016100abcdef",
     "A 5 1 3600 19870105184832 19780704212416 12345 a. q83v"},
    {"KEY", "01000305abcdef", "256 3 5 q83v"},
    {"PX", "000a01610001620 0", "10 a. b."},
    {"GPOS", "082d33322e36383832 083131362e38363532 0431302e30",
     "\"-32.6882\" \"116.8652\" \"10.0\""},
    {"AAAA", "20010db8000000000000000000000001", "2001:db8::1"},
    {"LOC", "0033161389172dd070be15f000988d20",
     "42 21 54.000 N 71 6 18.000 W -24.00m 30m 10000m 10m"},
    {"NXT", "0161004000000202", "a. A NXT A6"},
    {"EID", "e32c6f78163a9348", "E32C6F78163A9348"},
    {"NIMLOC", "32251a030067", "32251A030067"},
    {"SRV", "000000010050016100", "0 1 80 a."},
    {"ATMA", "00470079000102", "470079000102"},
    {"ATMA", "01333538343030", "+358400"},
    {"NAPTR", "0064000a 0175 074532552b736970 13215e2e2a24217369703a696e666f40612e6221 00",
     "100 10 \"u\" \"E2U+sip\" \"!^.*$!sip:info@a.b!\" ."},
    {"KX", "000a016100", "10 a."},
    {"CERT", "00010bad08abcdef", "1 2989 8 q83v"},
    {"A6", "401234567890abcdef016100", "64 ::1234:5678:90ab:cdef a."},
    {"A6", "0020010db8000000000000000000000001", "0 2001:db8::1"},
    {"A6", "80016100", "128 a."},
    {"DNAME", "016100", "a."},
    {"SINK", "010203abcdef", "1 2 3 q83v"},
    {"APL", "00011503c0a820 00011c83c0a826 00020801ff",
     "1:192.168.32.0/21 !1:192.168.38.0/28 2:ff00::/8"},
    {"DS", "ec4505012bb183af5f22588179a53b0a98631fad1a292118",
     "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118"},
    {"SSHFP", "0201123456789abcdef67890123456789abcdef67890",
     "2 1 123456789ABCDEF67890123456789ABCDEF67890"},
    {"IPSECKEY", "0a0102c0000226abcdef", "10 1 2 192.0.2.38 q83v"},
    {"IPSECKEY", "0a0002abcdef", "10 0 2 . q83v"},
    {"IPSECKEY", "0a030001 6100", "10 3 0 a."},
    {"IPSECKEY", "0a020220010db8000000000000000000000001abcdef", "10 2 2 2001:db8::1 q83v"},
    {"RRSIG", "00010503000151803e79fad73e5510d70a52016100abcdef",
     "A 5 3 86400 20030320173103 20030220173103 2642 a. q83v"},
    {"NSEC", "0161000006400100000003041b000000000000000000000000000000000000000000000000000020",
     "a. A MX RRSIG NSEC TYPE1234"},
    {"DNSKEY", "01000305abcdef", "256 3 5 q83v"},
    {"DHCID", "000201636fc0b8271c82825bb1ac5c41cf5351aa69b4febd94e8f17cdb95000da48c40",
     "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA="},
    {"NSEC3", "0101000c04aabbccdd14174eb2409fe28bcb4887a1836f957f0a8425e27b000722010000000290",
     "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM"},
    {"NSEC3", "0100000000040a0b0c0d", "1 0 0 - 185GO38"},
    {"NSEC3PARAM", "0100000c04aabbccdd", "1 0 12 AABBCCDD"},
    {"NSEC3PARAM", "0100000000", "1 0 0 -"},
    {"TLSA", "000001d2abde24", "0 0 1 D2ABDE24"},
    {"SMIMEA", "030001d2abde24", "3 0 1 D2ABDE24"},
    {"HIP", "04020003200100 10abcdef017200", "2 20010010 q83v r."},
    {"NINFO", "0161", "\"a\""},
    {"RKEY", "00000101abcdef", "0 1 1 q83v"},
    {"TALINK", "00016100", ". a."},
    {"CDS", "00000000 00", "0 0 0 00"},
    {"CDNSKEY", "0000030000", "0 3 0 AA=="},
    {"OPENPGPKEY", "abcdef", "q83v"},
    {"CSYNC", "0000004200030004600000 08", "66 3 A NS AAAA"},
    {"ZONEMD", "7848918e0101feed", "2018021774 1 1 FEED"},
    {"SVCB", "0010016100000300020035", "16 a. port=53"},
    {"HTTPS", "000100", "1 ."},
    {"DSYNC", "003b0114e7016100", "CDS NOTIFY 5351 a."},
    {"HHIT", "abcdef", "q83v"},
    {"BRID", "abcdef", "q83v"},
    {"SPF", "0161", "\"a\""},
    {"NID", "000a0014 4fffff20ee64", "10 0014:4fff:ff20:ee64"},
    {"L32", "000a0a010200", "10 10.1.2.0"},
    {"L64", "000a20010db81140 1000", "10 2001:0db8:1140:1000"},
    {"LP", "000a016100", "10 a."},
    {"EUI48", "00005e00532a", "00-00-5e-00-53-2a"},
    {"EUI64", "00005eef1000002a", "00-00-5e-ef-10-00-00-2a"},
    {"URI", "000a00016674703a2f2f61", "10 1 \"ftp://a\""},
    {"CAA", "00056973737565 613b20623d226322", "0 issue \"a; b=\\\"c\\\"\""},
    {"AVC", "0161", "\"a\""},
    {"DOA", "000000000000000102 0161abcdef", "0 1 2 \"a\" q83v"},
    {"DOA", "0000000000000001020161", "0 1 2 \"a\" -"},
    {"AMTRELAY", "0a00", "10 0 0 ."},
    {"AMTRELAY", "0a81cb00710f", "10 1 1 203.0.113.15"},
    {"AMTRELAY", "8003016100", "128 0 3 a."},
    {"RESINFO", "0161", "\"a\""},
    {"WALLET", "0161", "\"a\""},
    {"CLA", "0161", "\"a\""},
    {"IPN", "00000000000003e8", "1000"},
    {"TA", "ec450502abcd", "60485 5 2 ABCD"},
    {"DLV", "ec450502abcd", "60485 5 2 ABCD"},
};

}  // namespace

TEST_CASE("each type prints in its own form") {
    for (const auto& [type, wire, text] : pairs) {
        CAPTURE(type, wire);
        CHECK(print_rdata(*type_from_text(type), from_hex(wire)) == text);
    }
}

TEST_CASE("each type with a layout is among the examples") {
    std::set<RrType> tested;
    for (const Pair& pair : pairs) tested.insert(*type_from_text(pair.type));
    for (const TypeInfo& row : known_types())
        CHECK(detail::layout(row.type).empty() != tested.contains(row.type));
}

TEST_CASE("data of the examples is well formed, and cut short or prolonged it stays memory safe") {
    for (const auto& [type, wire, text] : pairs) {
        CAPTURE(type, wire);
        const RrType number = *type_from_text(type);
        const auto data = from_hex(wire);
        Wire out;
        bool irregular = true;
        CHECK_FALSE(check_rdata(number, data, out, &irregular));
        CHECK_FALSE(irregular);
        CHECK(equal(out.octets(), data));
        for (std::size_t size = 0; size <= data.size(); ++size) {
            // A copy of its own, so that sanitizers see the end.
            std::vector<std::uint8_t> part(data.begin(),
                                           data.begin() + static_cast<std::ptrdiff_t>(size));
            out.clear();
            const bool refused = check_rdata(number, part, out).has_value();
            if (refused) CHECK(print_rdata(number, part) == print_generic(part));
        }
    }
}

TEST_CASE("what a type's own form cannot say is printed as generic data") {
    const std::pair<const char*, const char*> cases[] = {
        {"A", "c00002"},      // too short
        {"A", "c000020100"},  // too long
        {"NULL", "0102"},     // no form of its own
        {"TYPE731", "abcdef"},
        {"TXT", ""},
        {"DNSKEY", "01000308"},                        // no key
        {"DS", "ec450502"},                            // no digest
        {"NSEC", "0161000002 4001 0001 40"},           // windows out of order
        {"NSEC", "01610000024000"},                    // a trailing zero octet
        {"LOC", "00011613 89172dd070be15f000988d20"},  // 0 with a power of ten
        {"LOC", "01"},                                 // another version
        {"WKS", "c0000201064000"},
        {"APL", "0003 00 01 01"},  // another address family
        {"A6", "047 fff"},
        {"ATMA", "0261"},
        {"ATMA", "0161"},
        {"NXT", "01610080"},
        {"AMTRELAY", "0a04c0000201"},
        {"IPSECKEY", "0a0402c0000201"},
        {"SVCB", "000100 00030002003500010003026832"},
        {"NSEC3", "0100000000004001"},
    };
    for (const auto& [type, wire] : cases) {
        CAPTURE(type, wire);
        const auto data = from_hex(wire);
        CHECK(print_rdata(*type_from_text(type), data) == print_generic(data));
    }
    CHECK(print_generic({}) == "\\# 0");
    CHECK(print_generic(from_hex("00ff")) == "\\# 2 00FF");
}

TEST_CASE("sizes and heights of LOC are metres with two digits behind the point") {
    const auto loc = [](const char* sizes, const char* altitude) {
        return print_rdata(RrType::LOC,
                           from_hex("00" + std::string(sizes) + "8000000080000000" + altitude));
    };
    CHECK(loc("001011", "00989680") == "0 0 0.000 N 0 0 0.000 E 0.00m 0.00m 0.01m 0.10m");
    CHECK(loc("129920", "00000000") == "0 0 0.000 N 0 0 0.000 E -100000.00m 1m 90000000m 0.02m");
    CHECK(loc("129920", "ffffffff") == "0 0 0.000 N 0 0 0.000 E 42849672.95m 1m 90000000m 0.02m");
    CHECK(loc("010101", "00989680").starts_with("\\# 16"));
}
