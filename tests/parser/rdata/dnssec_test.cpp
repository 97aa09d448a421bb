#include "tests/parser/rdata/parsed.hpp"

#include <array>

using namespace zoneproof;

TEST_CASE("the types of DNSSEC in wire form") {
    // Examples of the RFCs and others; wire forms as BIND 9.18 makes them, names down-cased by
    // V-CAN-2.
    static const GoodRdata rows[] = {
        {RrType::SIG,
         "NXT 1 3 3600 20000102030405 19961211100908 2143 foo.nil. "
         "MxFcby9k/yvedMfQgKzhH5er0Mu/vILz45IkskceFGgiWCn/",
         "001e010300000e10386ec02532ae8844085f03666f6f036e696c0033115c6f2f64ff2bde74c7d080ace11f97a"
         "bd0cbbfbc82f3e39224b2471e1468225829ff"},
        {RrType::KEY, "256 3 1 AQPSKmynfzW4kyBv015MUG2DeIQ3Cbl+BBZH4b/0PY1kxkmvHjcZc8no",
         "010003010103d22a6ca77f35b893206fd35e4c506d8378843709b97e041647e1bff43d8d64c649af1e371973c"
         "9e8"},
        {RrType::KEY, "49664 3 1", "c2000301"},
        {RrType::NXT, "big.foo.nil. A MX SIG NXT", "0362696703666f6f036e696c0040010082"},
        {RrType::DS, "60485 5 1 ( 2BB183AF5F22588179A53B0A 98631FAD1A292118 )",
         "ec4505012bb183af5f22588179a53b0a98631fad1a292118"},
        {RrType::DS, "60485 RSASHA1 1 2bb183af5f22588179a53b0a98631fad1a292118",
         "ec4505012bb183af5f22588179a53b0a98631fad1a292118"},
        {RrType::RRSIG,
         "A 5 3 86400 20030322173103 ( 20030220173103 2642 Example.com. "
         "oJB1W6WNGv+ldvQ3WDG0MQkg5IEhjRip8WTr PYGv07h108dUKGMeDPKijVCHX3DDKdfb+v6o "
         "B9wfuh3DTJXUAfI/M0zmO/zz8bW0Rznl8O3t GNazPwQKkRN20XPXV6nwwfoXmJQbsLNrLfkG "
         "J5D6fwFm8nN+6pBzeDQfsS3Ap3o= )",
         "00010503000151803e7c9dd73e5510d70a52076578616d706c6503636f6d00a090755ba58d1affa576f437583"
         "1b4310920e481218d18a9f164eb3d81afd3b875d3c75428631e0cf2a28d50875f70c329d7dbfafea807dc1fba"
         "1dc34c95d401f23f334ce63bfcf3f1b5b44739e5f0eded18d6b33f040a911376d173d757a9f0c1fa1798941bb"
         "0b36b2df9062790fa7f0166f2737eea907378341fb12dc0a77a"},
        {RrType::RRSIG, "TYPE65280 ECDSAP256SHA256 2 3600 1048354263 1045762263 1 . AAAA",
         "ff000d0200000e103e7c9dd73e5510d7000100000000"},
        {RrType::NSEC, "Host.example.com. ( A MX RRSIG NSEC TYPE1234 )",
         "04486f7374076578616d706c6503636f6d000006400100000003041b000000000000000000000000000000000"
         "000000000000000000020"},
        {RrType::NSEC, "a.b. NSEC RRSIG A", "01610162000006400000000003"},
        {RrType::DNSKEY,
         "256 3 5 ( AQPSKmynfzW4kyBv015MUG2DeIQ3 Cbl+BBZH4b/0PY1kxkmvHjcZc8no "
         "kfzj31GajIQKY+5CptLr3buXA10h WqTkF7H6RfoRqXQeogmMHfpftf6z Mv1LyBUgia7za6ZEzOJBOztyvhjL "
         "742iU/TpPSEDhm2SNKLijfUppn1U aNvv4w== )",
         "010003050103d22a6ca77f35b893206fd35e4c506d8378843709b97e041647e1bff43d8d64c649af1e371973c"
         "9e891fce3df519a8c840a63ee42a6d2ebddbb97035d215aa4e417b1fa45fa11a9741ea2098c1dfa5fb5feb332"
         "fd4bc8152089aef36ba644cce2413b3b72be18cbef8da253f4e93d2103866d9234a2e28df529a67d5468dbefe"
         "3"},
        {RrType::NSEC3,
         "1 1 12 aabbccdd ( 2t7b4g4vsa5smi47k61mv5bv1a22bojr MX DNSKEY NS SOA NSEC3PARAM RRSIG )",
         "0101000c04aabbccdd14174eb2409fe28bcb4887a1836f957f0a8425e27b000722010000000290"},
        {RrType::NSEC3, "1 0 0 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR",
         "010000000014174eb2409fe28bcb4887a1836f957f0a8425e27b"},
        {RrType::NSEC3PARAM, "1 0 12 aabbccdd", "0100000c04aabbccdd"},
        {RrType::NSEC3PARAM, "1 0 0 -", "0100000000"},
        {RrType::RKEY, "0 3 1 AQAB", "00000301010001"},
        {RrType::CDS, "60485 5 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
         "ec4505012bb183af5f22588179a53b0a98631fad1a292118"},
        {RrType::CDS, "0 0 0 00", "0000000000"},
        {RrType::CDNSKEY, "257 3 13 AQAB", "0101030d010001"},
        {RrType::CDNSKEY, "0 3 0 AA==", "0000030000"},
        {RrType::CSYNC, "66 3 A NS AAAA", "000000420003000460000008"},
        {RrType::ZONEMD,
         "2018031500 1 1 ( FEBE3D4CE2EC2FFA4BA99D46CD69D6D29711E55217057BEE "
         "7EB1A7B641A47BA7FED2DD5B97AE499FAFA4F22C6BD647DE )",
         "7848b78c0101febe3d4ce2ec2ffa4ba99d46cd69d6d29711e55217057bee7eb1a7b641a47ba7fed2dd5b97ae4"
         "99fafa4f22c6bd647de"},
        {RrType::ZONEMD,
         "1 240 1 "
         "ababababababababababababababababababababababababababababababababababababababababababababa"
         "bababab",
         "00000001f001ababababababababababababababababababababababababababababababababababababababa"
         "bababababababababab"},
        {RrType::TA, "12345 13 2 aabb", "30390d02aabb"},
        {RrType::DLV, "12345 13 2 aabb", "30390d02aabb"},
    };
    check_good(rows);
}

TEST_CASE("what is wrong in the types of DNSSEC is named with its token") {
    static const BadRdata rows[] = {
        {RrType::DS, "60485 5 1", Fault::missing, 3, "hexadecimal data"},
        {RrType::DS, "60485 5 1 ABC", Fault::unexpected, 3, "hexadecimal data"},
        {RrType::DS, "60485 5 1 AB CX", Fault::unexpected, 4, "hexadecimal data"},
        {RrType::DS, "65536 5 1 AB", Fault::unexpected, 0, "key tag"},
        {RrType::DS, "1 RSA 1 AB", Fault::unexpected, 1, "algorithm"},
        {RrType::DS, "1 8 SHA-1 AB", Fault::unexpected, 2, "digest type"},
        {RrType::RRSIG, "BOGUS 13 2 1 1 1 1 . AAAA", Fault::unknown_type, 0, "type mnemonic"},
        {RrType::RRSIG, "A 256 2 1 1 1 1 . AAAA", Fault::unexpected, 1, "algorithm"},
        {RrType::RRSIG, "A 13 -1 1 1 1 1 . AAAA", Fault::unexpected, 2, "label count"},
        {RrType::RRSIG, "A 13 2 1h 1 1 1 . AAAA", Fault::unexpected, 3, "original TTL"},
        {RrType::RRSIG, "A 13 2 1 20260230000000 1 1 . AAAA", Fault::bad_timestamp, 4, "timestamp"},
        {RrType::RRSIG, "A 13 2 1 1 x 1 . AAAA", Fault::bad_timestamp, 5, "timestamp"},
        {RrType::RRSIG, "A 13 2 1 1 1 a . AAAA", Fault::unexpected, 6, "key tag"},
        {RrType::RRSIG, "A 13 2 1 1 1 1 .. AAAA", Fault::empty_label, 7, "domain name"},
        {RrType::RRSIG, "A 13 2 1 1 1 1 .", Fault::missing, 8, "base64 data"},
        {RrType::RRSIG, "A 13 2 1 1 1 1 . AAAA AAA", Fault::unexpected, 9, "base64 data"},
        {RrType::RRSIG, "A 13 2 1 1 1 1 . AA== AAAA", Fault::unexpected, 9, "base64 data"},
        {RrType::NSEC, "", Fault::missing, 0, "domain name"},
        {RrType::NSEC, "a. A NS BOGUS", Fault::unknown_type, 3, "type mnemonic"},
        {RrType::DNSKEY, "256 3 13", Fault::missing, 3, "base64 data"},
        {RrType::DNSKEY, "257 3 13 0", Fault::unexpected, 3, "base64 data"},
        {RrType::CDNSKEY, "257 3 13 0", Fault::unexpected, 3, "base64 data"},
        {RrType::CDNSKEY, "0 3 0", Fault::missing, 3, "base64 data"},
        {RrType::CDS, "1 0 0 0", Fault::unexpected, 3, "hexadecimal data"},
        {RrType::CDS, "0 0 0", Fault::missing, 3, "hexadecimal data"},
        {RrType::CDS, "0 0 0 0 0 0", Fault::unexpected, 5, "hexadecimal data"},
        {RrType::DS, "0 0 0 0", Fault::unexpected, 3, "hexadecimal data"},
        {RrType::NSEC3, "1 0 0 abc 00", Fault::unexpected, 3, "salt"},
        {RrType::NSEC3, "1 0 0 -", Fault::missing, 4, "base32hex hash"},
        {RrType::NSEC3, "1 0 0 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJ", Fault::unexpected, 4,
         "base32hex hash"},
        {RrType::NSEC3, "1 0 0 - 2T7B4G4VSA5SMI47K61MV5BV1A22BOJR 1", Fault::unknown_type, 5,
         "type mnemonic"},
        {RrType::NSEC3, "1 0 65536 - 00", Fault::unexpected, 2, "iterations"},
        {RrType::NSEC3PARAM, "1 0 0", Fault::missing, 3, "salt"},
        {RrType::NSEC3PARAM, "1 0 0 - -", Fault::trailing, 4, "end of the record"},
        {RrType::KEY, "256 3 5", Fault::missing, 3, "base64 data"},
        {RrType::NXT, "a.", Fault::missing, 1, "type mnemonic"},
        {RrType::CSYNC, "66 a A", Fault::unexpected, 1, "flags"},
        {RrType::ZONEMD, "1 1 1", Fault::missing, 3, "hexadecimal data"},
    };
    check_bad(rows);
}

TEST_CASE("a salt of 256 octets is too long") {
    const std::string text = "1 0 0 " + std::string(512, 'a');
    check_bad(std::array{BadRdata{RrType::NSEC3PARAM, text, Fault::salt_too_long, 3, "salt"}});
}

TEST_CASE("the delete forms of RFC 8078 may be written with a lone zero") {
    CHECK(parsed(RrType::CDS, "0 0 0 0") == "0000000000");
    CHECK(parsed(RrType::CDNSKEY, "0 3 0 0") == "0000030000");
}

TEST_CASE("digests of any length are read: a rule speaks about them") {
    CHECK(parsed(RrType::DS, "1 13 2 aabb") == "00010d02aabb");
    CHECK(parsed(RrType::ZONEMD, "1 1 1 aabb") == "000000010101aabb");
}

TEST_CASE("only the signer's name of an RRSIG is down-cased, not the next name of an NSEC") {
    Wire wire;
    REQUIRE_FALSE(parse_rdata(RrType::RRSIG, TokenLine("A 13 2 1 1 1 1 A. AAAA").tokens(), wire));
    CHECK(wire.folded);
    REQUIRE_FALSE(parse_rdata(RrType::NSEC, TokenLine("A. NS").tokens(), wire));
    CHECK(to_hex(wire.octets()).starts_with("014100"));
    CHECK_FALSE(wire.folded);
}
