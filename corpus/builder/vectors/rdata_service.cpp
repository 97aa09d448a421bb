// Services and certificates: SVCB and HTTPS (RFC 9460 with its appendix D), DSYNC, TLSA, CAA, URI.
#include "corpus/builder/vectors/rdata_rows.hpp"

namespace zoneproof::corpus {
namespace {

using enum RrType;

const RdataRow rows[] = {
    {HTTPS, "0 foo.example.com.", "0000 <foo.example.com>", nullptr, "Rfc", "RFC 9460 D.1"},
    {SVCB, "1 .", "0001 00", nullptr, "Rfc", "RFC 9460 D.2"},
    {SVCB, "16 foo.example.com. port=53", "0010 <foo.example.com> 0003 0002 0035", nullptr, "Rfc",
     "RFC 9460 D.2"},
    {SVCB, "1 foo.example.com. key667=hello", "0001 <foo.example.com> 029b 0005 'hello'", nullptr,
     "Rfc", "RFC 9460 D.2"},
    {SVCB, R"(1 foo.example.com. key667="hello\210qoo")",
     "0001 <foo.example.com> 029b 0009 'hello' d2 'qoo'", nullptr, "Rfc", "RFC 9460 D.2"},
    {SVCB, R"(1 foo.example.com. ipv6hint="2001:db8::1,2001:db8::53:1")",
     "0001 <foo.example.com> 0006 0020 20010db8000000000000000000000001 "
     "20010db8000000000000000000530001",
     nullptr, "Rfc", "RFC 9460 D.2"},
    {SVCB, R"(1 example.com. ipv6hint="2001:db8:122:344::192.0.2.33")",
     "0001 <example.com> 0006 0010 20010db80122034400000000c0000221", nullptr, "Rfc",
     "RFC 9460 D.2"},
    {SVCB, "16 foo.example.org. alpn=h2,h3-19 mandatory=ipv4hint,alpn ipv4hint=192.0.2.1",
     "0010 <foo.example.org> 0000 0004 0001 0004 0001 0009 02'h2' 05'h3-19' 0004 0004 c0000201",
     nullptr, "Rfc", "RFC 9460 D.2: keys in any order"},
    {SVCB, R"(16 foo.example.org. alpn="f\\\\oo\\,bar,h2")",
     "0010 <foo.example.org> 0001 000c 08'f\\oo,bar' 02'h2'", nullptr, "Rfc",
     "RFC 9460 D.2: a list inside a string"},
    {SVCB, R"(16 foo.example.org. alpn=f\\\092oo\092,bar,h2)",
     "0010 <foo.example.org> 0001 000c 08'f\\oo,bar' 02'h2'", nullptr, "Rfc",
     "RFC 9460 D.2: the same without quotes"},
    {SVCB, "1 Foo.example. alpn=h2", "0001 <Foo.example> 0001 0003 02'h2'", nullptr, "NotFolded"},
    {HTTPS, "1 . alpn=h2 no-default-alpn", "0001 00 0001 0003 02'h2' 0002 0000"},
    {HTTPS, "1 . key65534", "0001 00 fffe 0000", nullptr, "Plain", "a key without a value"},
    {HTTPS, "1 . ipv4hint=192.0.2.1,192.0.2.2", "0001 00 0004 0008 c0000201 c0000202"},
    {HTTPS, "1 . ech=AQID", "0001 00 0005 0003 010203", nullptr, "Plain", "base64"},
    {SVCB, "1 dns.example. alpn=dot dohpath=/q{?dns}",
     "0001 <dns.example> 0001 0004 03'dot' 0007 0008 '/q{?dns}'", nullptr, "Plain", "RFC 9461"},
    {SVCB, "65535 . port=0", "ffff 00 0003 0002 0000"},
    {DSYNC, "CDS NOTIFY 5359 cds-scanner.example.", "003b 01 14ef <cds-scanner.example>", nullptr,
     "Rfc", "the fields of RFC 9859 2.2"},
    {DSYNC, "CSYNC 255 1 Csync.example.", "003e ff 0001 <Csync.example>", nullptr, "NotFolded"},
    {TLSA, "0 0 1 D2ABDE240D7CD3EE6B4B28C54DF034B9 7983A1D16E8A410E4561CB106618E971",
     "00 00 01 d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971", nullptr, "Rfc",
     "RFC 6698 2.3"},
    {SMIMEA, "3 0 1 AABB", "03 00 01 aabb"},
    {CAA, R"(0 issue "ca1.example.net")", "00 05'issue' 'ca1.example.net'", nullptr, "Rfc",
     "RFC 8659 4.2"},
    {CAA, R"(128 tbs "Unknown")", "80 03'tbs' 'Unknown'", nullptr, "Rfc", "RFC 8659 4.5"},
    {CAA, R"(0 issue ";")", "00 05'issue' ';'", nullptr, "Plain", "nobody may issue"},
    {CAA, R"(0 issue "")", "00 05'issue'", nullptr, "Plain", "an empty value"},
    {CAA, R"(0 Issue "A")", "00 05'Issue' 'A'", nullptr, "Plain", "letters stay as they are"},
    {URI, R"(10 1 "ftp://ftp1.example.com/public")", "000a 0001 'ftp://ftp1.example.com/public'",
     nullptr, "Rfc", "RFC 7553 4.4 is like it"},
    {SSHFP, "2 1 123456789abcdef67890123456789abcdef67890",
     "02 01 123456789abcdef67890123456789abcdef67890", nullptr, "Rfc", "RFC 4255 3.2"},
    {IPSECKEY, "10 1 2 192.0.2.38 q83v", "0a 01 02 c0000226 abcdef"},
    {IPSECKEY, "10 0 2 . q83v", "0a 00 02 abcdef", nullptr, "Plain", "no gateway"},
    {IPSECKEY, "10 3 2 Gw.example. q83v", "0a 03 02 <Gw.example> abcdef", nullptr, "NotFolded"},
    {IPSECKEY, "10 2 2 2001:db8::1 q83v", "0a 02 02 20010db8000000000000000000000001 abcdef"},
    {DHCID, "AAIBY2/AuCccgoJbsaxcQc9TUapptP69lOjxfNuVAA2kjEA=",
     "000201636fc0b8271c82825bb1ac5c41cf5351aa69b4febd94e8f17cdb95000da48c40", nullptr, "Rfc",
     "RFC 4701 3.6.1"},
    {HIP, "2 200100107B1A74DF365639CC39F1D578 q83v",
     "10 02 0003 200100107b1a74df365639cc39f1d578 abcdef"},
    {HIP, "2 20010010 q83v Rvs.example. b.example.",
     "04 02 0003 20010010 abcdef <Rvs.example> <b.example>", nullptr, "NotFolded"},
    {AMTRELAY, "10 0 1 203.0.113.15", "0a 01 cb00710f", nullptr, "Rfc", "RFC 8777 4.3.1"},
    {AMTRELAY, "10 0 2 2001:db8::15", "0a 02 20010db8000000000000000000000015", nullptr, "Rfc",
     "RFC 8777 4.3.1"},
    {AMTRELAY, "128 1 3 Amtrelays.example.com.", "80 83 <Amtrelays.example.com>", nullptr,
     "NotFolded", "the name of RFC 8777 4.3.1"},
    {AMTRELAY, "10 0 0 .", "0a 00"},
};

}  // namespace

std::span<const RdataRow> service_rows() {
    return rows;
}

}  // namespace zoneproof::corpus
