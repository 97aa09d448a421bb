// Keys, signatures and denial: RFC 4034, RFC 5155, RFC 7344, RFC 7477, RFC 8976, and what was
// before.
#include "corpus/builder/vectors/rdata_rows.hpp"

namespace zoneproof::corpus {
namespace {

using enum RrType;

const RdataRow rows[] = {
    {SIG, "A 5 2 3600 20030322173103 20030220173103 2642 A.example. q83v",
     "0001 05 02 00000e10 3e7c9dd7 3e5510d7 0a52 <A.example> abcdef",
     "0001 05 02 00000e10 3e7c9dd7 3e5510d7 0a52 <a.example> abcdef", "Folded"},
    {KEY, "256 3 5 q83v", "0100 03 05 abcdef"},
    {NXT, "A.example. A MX SIG NXT", "<A.example> 40010082", "<a.example> 40010082", "Folded"},
    {DS, "60485 5 1 2BB183AF5F22588179A53B0A 98631FAD1A292118",
     "ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118", nullptr, "Rfc", "RFC 4034 5.4"},
    {DS, "60485 RSASHA1 1 2bb183af5f22588179a53b0a98631fad1a292118",
     "ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118", nullptr, "Plain",
     "the algorithm by its mnemonic"},
    {DS, "60485 5 2 D4B7D520E7BB5F0F67674A0C CEB1E3E0614B93C4F9E99B83 83F6A1E4469DA50A",
     "ec45 05 02 d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a", nullptr, "Rfc",
     "RFC 4509 2.3"},
    {DS, "0 255 255 00", "0000 ff ff 00"},
    {RRSIG, "A 5 3 86400 20030322173103 20030220173103 2642 example.com. q83v",
     "0001 05 03 00015180 3e7c9dd7 3e5510d7 0a52 <example.com> abcdef", nullptr, "Rfc",
     "the fields of RFC 4034 3.3"},
    {RRSIG, "A RSASHA1 3 86400 1048354263 1045762263 2642 Example.Com. q8 3v",
     "0001 05 03 00015180 3e7c9dd7 3e5510d7 0a52 <Example.Com> abcdef",
     "0001 05 03 00015180 3e7c9dd7 3e5510d7 0a52 <example.com> abcdef", "Folded",
     "times as seconds, base64 in two words"},
    {RRSIG, "TYPE65280 13 0 4294967295 21060207062815 19700101000000 65535 . AA==",
     "ff00 0d 00 ffffffff ffffffff 00000000 ffff 00 00", nullptr, "Plain",
     "the ends of all ranges"},
    {RRSIG, "A 13 1 1 21060207062816 20380119031408 1 . AA==",
     "0001 0d 01 00000001 00000000 80000000 0001 00 00", nullptr, "Plain",
     "dates modulo 2^32, RFC 4034 3.1.5"},
    {NSEC, "host.example.com. A MX RRSIG NSEC TYPE1234",
     "<host.example.com> 0006400100000003 "
     "041b000000000000000000000000000000000000000000000000000020",
     nullptr, "Rfc", "RFC 4034 4.3"},
    {NSEC, "Host.example. A", "<Host.example> 000140", nullptr, "NotFolded",
     "the next name keeps its case: RFC 6840 5.1"},
    {NSEC, "a.example. RRSIG NSEC MX A", "<a.example> 0006400100000003", nullptr, "Plain",
     "types in any order"},
    {NSEC, "a.example.", "<a.example>", nullptr, "Plain", "no types"},
    {NSEC, "a.example. TYPE1 A", "<a.example> 000140", nullptr, "Plain",
     "one type in two spellings"},
    {NSEC, "a.example. TYPE65535",
     "<a.example> ff20 0000000000000000 0000000000000000 0000000000000000 0000000000000001"},
    {DNSKEY, "256 3 5 q83v", "0100 03 05 abcdef"},
    {DNSKEY, "257 3 ECDSAP256SHA256 AQID BAUG", "0101 03 0d 010203040506", nullptr, "Plain",
     "the algorithm by its mnemonic, base64 in two words"},
    {DNSKEY, "65535 255 255 AA==", "ffff ff ff 00"},
    {DNSKEY, "0 0 0 AAA=", "0000 00 00 0000"},
    {NSEC3, "1 1 12 AABBCCDD 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR NS SOA MX RRSIG DNSKEY NSEC3PARAM",
     "01 01 000c 04aabbccdd 14174eb2409fe28bcb4887a1836f957f0a8425e27b 000722010000000290", nullptr,
     "Rfc", "the record of the apex in RFC 5155 A"},
    {NSEC3, "1 0 0 - 2t7b4g4vsa5smi47k61mv5bv1a22bojr",
     "01 00 0000 00 14174eb2409fe28bcb4887a1836f957f0a8425e27b", nullptr, "Plain",
     "no salt, no types, base32hex in lower case"},
    {NSEC3, "255 255 65535 00 00", "ff ff ffff 0100 0100", nullptr, "Plain", "a hash of one octet"},
    {NSEC3PARAM, "1 0 12 AABBCCDD", "01 00 000c 04aabbccdd"},
    {NSEC3PARAM, "1 0 0 -", "01 00 0000 00"},
    {CDS, "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
     "ec45 05 01 2bb183af5f22588179a53b0a98631fad1a292118"},
    {CDS, "0 0 0 00", "0000 00 00 00", nullptr, "Plain", "delete, RFC 8078 4"},
    {CDS, "0 0 0 0", "0000 00 00 00", nullptr, "LoneZero", "delete as RFC 8078 first had it"},
    {CDNSKEY, "257 3 13 q83v", "0101 03 0d abcdef"},
    {CDNSKEY, "0 3 0 AA==", "0000 03 00 00", nullptr, "Plain", "delete, RFC 8078 4"},
    {CDNSKEY, "0 3 0 0", "0000 03 00 00", nullptr, "LoneZero", "delete as RFC 8078 first had it"},
    {CSYNC, "66 3 A NS AAAA", "00000042 0003 000460000008", nullptr, "Rfc", "RFC 7477 2.1.2"},
    {CSYNC, "0 0", "00000000 0000"},
    {ZONEMD,
     "2018031900 1 1 C68090D90A7AED716BC459F9340E3D7C1370D4D24B7E2FC3 "
     "A1DDC0B9A87153B9A9713B3C9AE5CC27777F98B8E730044C",
     "7848b91c 01 01 c68090d90a7aed716bc459f9340e3d7c1370d4d24b7e2fc3"
     "a1ddc0b9a87153b9a9713b3c9ae5cc27777f98b8e730044c",
     nullptr, "Rfc", "RFC 8976 A.1"},
    {ZONEMD, "1 240 255 0102030405060708090A0B0C", "00000001 f0 ff 0102030405060708090a0b0c"},
    {DLV, "60485 5 2 D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A",
     "ec45 05 02 d4b7d520e7bb5f0f67674a0cceb1e3e0614b93c4f9e99b8383f6a1e4469da50a"},
};

}  // namespace

std::span<const RdataRow> dnssec_rows() {
    return rows;
}

}  // namespace zoneproof::corpus
