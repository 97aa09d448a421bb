#include "tests/parser/rdata/parsed.hpp"

#include <array>

using namespace zoneproof;

TEST_CASE("addresses, names and strings in wire form") {
    // Examples of the RFCs and others; wire forms as BIND 9.18 makes them, names down-cased by
    // V-CAN-2.
    static const GoodRdata rows[] = {
        {RrType::A, "192.0.2.1", "c0000201"},
        {RrType::NS, "NS.Example.COM.", "026e73076578616d706c6503636f6d00"},
        {RrType::MD, "a.b.", "0161016200"},
        {RrType::MF, "a.b.", "0161016200"},
        {RrType::CNAME, "USC-ISIC.ISI.EDU.", "087573632d69736963036973690365647500"},
        {RrType::SOA, "VENERA.ISI.EDU. Action\\.domains.ISI.EDU. 20 7200 600 3600000 60",
         "0676656e6572610369736903656475000e616374696f6e2e646f6d61696e73036973690365647500000000140"
         "0001c20000002580036ee800000003c"},
        {RrType::SOA, "ns.example. h.example. 4294967295 2h 15M 1w 1d1h",
         "026e73076578616d706c65000168076578616d706c6500ffffffff00001c200000038400093a8000015f90"},
        {RrType::MB, "a.b.", "0161016200"},
        {RrType::MG, "a.b.", "0161016200"},
        {RrType::MR, "a.b.", "0161016200"},
        {RrType::PTR, "VENERA.ISI.EDU.", "0676656e657261036973690365647500"},
        {RrType::HINFO, "VAX-11/780 \"UNIX 4.2\"", "0a5641582d31312f37383008554e495820342e32"},
        {RrType::MINFO, "a.b. c.d.", "01610162000163016400"},
        {RrType::MX, "10 VENERA.ISI.EDU.", "000a0676656e657261036973690365647500"},
        {RrType::MX, "0 .", "000000"},
        {RrType::TXT, "\"v=spf1 -all\" bare \"q\\\"\\\\\\007\" \"\"",
         "0b763d73706631202d616c6c04626172650471225c0700"},
        {RrType::RP, "louie.trantor.umd.edu. LAM1.people.umd.edu.",
         "056c6f756965077472616e746f7203756d640365647500046c616d310670656f706c6503756d64036564750"
         "0"},
        {RrType::AFSDB, "1 jack.toaster.com.", "0001046a61636b07746f617374657203636f6d00"},
        {RrType::RT, "2 Relay.Prime.COM.", "00020572656c6179057072696d6503636f6d00"},
        {RrType::NSAP_PTR, "Foo.BAR.", "03466f6f0342415200"},
        {RrType::PX, "10 net2.it. PRMD-net2.ADMD-p400.C-it.",
         "000a046e657432026974000970726d642d6e6574320961646d642d7034303004632d697400"},
        {RrType::AAAA, "2001:db8::1", "20010db8000000000000000000000001"},
        {RrType::SRV, "0 5 5060 SipServer.example.com.",
         "0000000513c409736970736572766572076578616d706c6503636f6d00"},
        {RrType::NAPTR, "100 50 \"s\" \"z3950+I2L+I2C\" \"\" _z3950._tcp.gatech.edu.",
         "0064003201730d7a333935302b49324c2b49324300065f7a33393530045f74637006676174656368036564750"
         "0"},
        {RrType::NAPTR, "100 10 U E2U+sip \"!^(.*)$!sip:\\\\1@example!\" .",
         "0064000a0155074532552b73697017215e282e2a2924217369703a5c31406578616d706c652100"},
        {RrType::KX, "10 rt1.Example.", "000a03727431076578616d706c6500"},
        {RrType::DNAME, "Frobozz-Division.ACME.example.",
         "1066726f626f7a7a2d6469766973696f6e0461636d65076578616d706c6500"},
        {RrType::NINFO, "\"a b\" c", "036120620163"},
        {RrType::TALINK, "A.b. c.D.", "01410162000163014400"},
        {RrType::SPF, "\"v=spf1\" x", "06763d737066310178"},
        {RrType::LP, "10 L64-subnet1.example.com.",
         "000a0b4c36342d7375626e657431076578616d706c6503636f6d00"},
        {RrType::AVC, "\"app-name:WOLFGANG|app-class:OAM\"",
         "1f6170702d6e616d653a574f4c4647414e477c6170702d636c6173733a4f414d"},
        {RrType::RESINFO, "qnamemin exterr=15-17 infourl=https://resolver.example.com/guide",
         "08716e616d656d696e0c6578746572723d31352d31372a696e666f75726c3d68747470733a2f2f7265736f6c7"
         "665722e6578616d706c652e636f6d2f6775696465"},
        {RrType::WALLET, "BTC 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
         "034254432231426f6174534c5248744b4e6e676b645845656f625237366235334c455474707954"},
        {RrType::CLA, "tcp \"udp v1\"", "0374637006756470207631"},
        {RrType::ALIAS, "Target.Example.", "06546172676574074578616d706c6500"},
    };
    check_good(rows);
}

TEST_CASE("what is wrong in addresses, names and strings is named with its token") {
    static const BadRdata rows[] = {
        {RrType::A, "", Fault::missing, 0, "IPv4 address"},
        {RrType::A, "1.2.3", Fault::unexpected, 0, "IPv4 address"},
        {RrType::A, "1.2.3.4 5", Fault::trailing, 1, "end of the record"},
        {RrType::AAAA, "1.2.3.4", Fault::unexpected, 0, "IPv6 address"},
        {RrType::NS, "", Fault::missing, 0, "domain name"},
        {RrType::NS, "relative", Fault::no_origin, 0, "domain name"},
        {RrType::NS, "a..b.", Fault::empty_label, 0, "domain name"},
        {RrType::NS, "a. b.", Fault::trailing, 1, "end of the record"},
        {RrType::SOA, "a. b. 1 2 3 4", Fault::missing, 6, "period"},
        {RrType::SOA, "a. b. 1d 2 3 4 5", Fault::unexpected, 2, "serial number"},
        {RrType::SOA, "a. b. 1 2 3x 4 5", Fault::unexpected, 4, "period"},
        {RrType::MX, "a.", Fault::unexpected, 0, "preference"},
        {RrType::MX, "65536 a.", Fault::unexpected, 0, "preference"},
        {RrType::MX, "10", Fault::missing, 1, "domain name"},
        {RrType::SRV, "1 2 3", Fault::missing, 3, "domain name"},
        {RrType::SRV, "1 2 http a.", Fault::unexpected, 2, "port"},
        {RrType::TXT, "a \"b\nc", Fault::unclosed_quote, 1, "character-string"},
        {RrType::TXT, "a b \\999", Fault::bad_escape, 2, "character-string"},
        {RrType::HINFO, "a", Fault::missing, 1, "character-string"},
        {RrType::AVC, "", Fault::missing, 0, "character-string"},
        {RrType::NAPTR, "1 2 s s s", Fault::missing, 5, "domain name"},
        {RrType::NAPTR, "1 b s s s .", Fault::unexpected, 1, "preference"},
    };
    check_bad(rows);
}

TEST_CASE("TXT may be without strings, which a remark tells, and has any number of them") {
    CHECK(parsed(RrType::TXT, "") == "");
    CHECK(parsed(RrType::SPF, "") == "");
    std::string text;
    for (unsigned i = 0; i < 65535 / 2; ++i) text += "a ";
    CHECK(parsed(RrType::TXT, text).size() == 2 * 65534);
    CHECK(parsed(RrType::TXT, text + "\"\"").size() == 2 * 65535);
    check_bad(std::array{
        BadRdata{RrType::TXT, text + "b", Fault::rdata_overflow, 32767, "character-string"}});
}
