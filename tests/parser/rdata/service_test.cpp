#include "tests/parser/rdata/parsed.hpp"

using namespace zoneproof;

TEST_CASE("services in wire form") {
    // Examples of the RFCs and others; wire forms as BIND 9.18 makes them, names down-cased by
    // V-CAN-2.
    static const GoodRdata rows[] = {
        {RrType::WKS, "10.0.0.1 6 21 25 23 80", "0a000001060000054000000000000080"},
        {RrType::WKS, "10.0.0.1 udp domain", "0a0000011100000000000004"},
        {RrType::WKS, "10.0.0.1 6", "0a00000106"},
        {RrType::SVCB, "0 Foo.example.com.", "000003466f6f076578616d706c6503636f6d00"},
        {RrType::SVCB,
         "16 foo.example.org. ( alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1 )",
         "001003666f6f076578616d706c65036f7267000000000400010004000100090268320568332d313900040004c"
         "0000201"},
        {RrType::HTTPS, "1 . port=53 alpn=\"h2,h3\" key667=\"hello\\210qoo\"",
         "00010000010006026832026833000300020035029b000968656c6c6fd2716f6f"},
        {RrType::DSYNC, "CDS NOTIFY 5359 Cds-scanner.example.net.",
         "003b0114ef0b4364732d7363616e6e6572076578616d706c65036e657400"},
        {RrType::URI, "10 1 \"ftp://ftp1.example.com/public\"",
         "000a00016674703a2f2f667470312e6578616d706c652e636f6d2f7075626c6963"},
        {RrType::AMTRELAY, "10 0 1 203.0.113.15", "0a01cb00710f"},
        {RrType::AMTRELAY, "10 0 2 2001:db8::15", "0a0220010db8000000000000000000000015"},
        {RrType::AMTRELAY, "128 1 3 Amtrelays.example.com.",
         "808309416d7472656c617973076578616d706c6503636f6d00"},
        {RrType::AMTRELAY, "10 0 0 .", "0a00"},
    };
    check_good(rows);
}

TEST_CASE("what is wrong in services is named with its token") {
    static const BadRdata rows[] = {
        {RrType::SVCB, "1", Fault::missing, 1, "domain name"},
        {RrType::SVCB, "a . port=53", Fault::unexpected, 0, "priority"},
        {RrType::HTTPS, "1 . alpn=h2 port=x", Fault::bad_svc_param, 3, "SvcParams"},
        {RrType::HTTPS, "1 . mandatory=alpn", Fault::svc_mandatory, 2, "SvcParams"},
        {RrType::DSYNC, "CDS NOTIFIED 1 .", Fault::unexpected, 1, "scheme"},
        {RrType::DSYNC, "BOGUS NOTIFY 1 .", Fault::unknown_type, 0, "type mnemonic"},
        {RrType::URI, "10 1 ftp://a/", Fault::unexpected, 2, "quoted target"},
        {RrType::URI, "10 1 \"\"", Fault::unexpected, 2, "quoted target"},
        {RrType::URI, "10 1", Fault::missing, 2, "quoted target"},
        {RrType::AMTRELAY, "10 2 1 192.0.2.1", Fault::unexpected, 1, "discovery bit"},
        {RrType::AMTRELAY, "10 0 4 .", Fault::unexpected, 2, "relay type"},
        {RrType::AMTRELAY, "10 0 0 a.", Fault::unexpected, 3, "relay"},
        {RrType::AMTRELAY, "10 1 1 ::1", Fault::unexpected, 3, "relay"},
        {RrType::WKS, "10.0.0.1", Fault::missing, 1, "protocol"},
        {RrType::WKS, "10.0.0.1 256 1", Fault::unexpected, 1, "protocol"},
        {RrType::WKS, "10.0.0.1 tcp 25 65536", Fault::unexpected, 3, "service"},
        {RrType::WKS, "10.0.0.1 tcp bogus", Fault::unexpected, 2, "service"},
    };
    check_bad(rows);
}

TEST_CASE("DELEG and its parameters are read in the form of SVCB") {
    const std::string wire = parsed(RrType::SVCB, "1 Ns.example. port=53");
    CHECK(wire == "0001024e73076578616d706c65000003000200"
                  "35");
    CHECK(parsed(RrType::DELEG, "1 Ns.example. port=53") == wire);
    CHECK(parsed(RrType::DELEGPARAM, "1 Ns.example. port=53") == wire);
}
