// The signed RRsets that the RFCs print, through the whole way: text, canonical form, key, verdict.
#include "tests/verifier/judged.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

struct Example {
    const char* from;
    const char* origin;
    std::uint16_t tag;
    RrType type;
    const char* owner;
    const char* records;
};

const Example examples[] = {
    {"RFC 5702 6.1", "example.net.", 9033, RrType::A, "www.example.net.",
     "example.net. 3600 IN DNSKEY 256 3 8 ( "
     "AwEAAcFcGsaxxdgiuuGmCkVImy4h99CqT7jwY3pexPGcnUFtR2Fh36Bponcwtk"
     " Z4cAgtvd4Qs8PkxUdp6p/DlUmObdk= )\n"
     "www.example.net. 3600 IN A 192.0.2.91\n"
     "www.example.net. 3600 IN RRSIG A 8 3 3600 20300101000000 20000101000000 9033 example.net. ("
     " kRCOH6u7l0QGy9qpC9l1sLncJcOKFLJ7GhiUOibu4teYp5VE9RncriShZNz85mwlMgNEacFYK/lPtPiVYP4bwg== "
     ")\n"},
    {"RFC 5702 6.2", "example.net.", 3740, RrType::A, "www.example.net.",
     "example.net. 3600 IN DNSKEY 256 3 10 ( "
     "AwEAAdHoNTOW+et86KuJOWRDp1pndvwb6Y83nSVXXyLA3DLroROUkN6X0O6p"
     " nWnjJQujX/AyhqFDxj13tOnD9u/1kTg7cV6rklMrZDtJCQ5PCl/"
     "D7QNPsgVsMu1J2Q8gpMpztNFLpPBz1bWXjDtaR7ZQBlZ3PFY"
     " 12ZTSncorffcGmhOL )\n"
     "www.example.net. 3600 IN A 192.0.2.91\n"
     "www.example.net. 3600 IN RRSIG A 10 3 3600 20300101000000 20000101000000 3740 example.net. ("
     " tsb4wnjRUDnB1BUi+t6TMTXThjVnG+"
     "eCkWqjvvjhzQL1d0YRoOe0CbxrVDYd0xDtsuJRaeUw1ep94PzEWzr0iGYgZBWm/zpq+9fOuag"
     " YJRfDqfReKBzMweOLDiNa8iP5g9vMhpuv6OPlvpXwm9Sa9ZXIbNl1MBGk0fthPgxdDLw= )\n"},
    {"RFC 6605 6.1", "example.net.", 55648, RrType::A, "www.example.net.",
     "example.net. 3600 IN DNSKEY 257 3 13 ( GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edb"
     " krSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA== )\n"
     "www.example.net. 3600 IN A 192.0.2.1\n"
     "www.example.net. 3600 IN RRSIG A 13 3 3600 20100909100439 20100812100439 55648 example.net. ("
     " qx6wLYqmh+l9oCKTN6qIc+bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw== "
     ")\n"},
    {"RFC 6605 6.2", "example.net.", 10771, RrType::A, "www.example.net.",
     "example.net. 3600 IN DNSKEY 257 3 14 ( xKYaNhWdGOfJ+nPrL8/arkwf2EY3MDJ+SErKivBVSum1"
     " w/egsXvSADtNJhyem5RCOpgQ6K8X1DRSEkrbYQ+OB+v8/uX45NBwY8rp65F6Glur8I/mlVNgF6W/qTI37m40 )\n"
     "www.example.net. 3600 IN A 192.0.2.1\n"
     "www.example.net. 3600 IN RRSIG A 14 3 3600 20100909102025 20100812102025 10771 example.net. ("
     " /L5hDKIvGDyI1fcARX3z65qrmPsVz73QD1Mr5CEqOiLP95hxQouuroGCeZOvzFaxsT8Glr74hbavRKayJNuydCuz"
     " WTSSPdz7wnqXL5bdcJzusdnI0RSMROxxwGipWcJm )\n"},
    {"RFC 8080 6.1, erratum 4935", "example.com.", 3613, RrType::MX, "example.com.",
     "example.com. 3600 IN DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=\n"
     "example.com. 3600 IN MX 10 mail.example.com.\n"
     "example.com. 3600 IN RRSIG MX 15 2 3600 1440021600 1438207200 3613 example.com. ("
     " oL9krJun7xfBOIWcGHi7mag5/hdZrKWw15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg== "
     ")\n"},
    {"RFC 8080 6.1, erratum 4935", "example.com.", 35217, RrType::MX, "example.com.",
     "example.com. 3600 IN DNSKEY 257 3 15 zPnZ/QwEe7S8C5SPz2OfS5RR40ATk2/rYnE9xHIEijs=\n"
     "example.com. 3600 IN MX 10 mail.example.com.\n"
     "example.com. 3600 IN RRSIG MX 15 2 3600 1440021600 1438207200 35217 example.com. ("
     " zXQ0bkYgQTEFyfLyi9QoiY6D8ZdYo4wyUhVioYZXFdT410QPRITQSqJSnzQoSm5poJ7gD7AQR0O7KuI5k2pcBg== "
     ")\n"},
    {"RFC 8080 6.2, erratum 4935", "example.com.", 9713, RrType::MX, "example.com.",
     "example.com. 3600 IN DNSKEY 257 3 16 ("
     " 3kgROaDjrh0H2iuixWBrc8g2EpBBLCdGzHmn+G2MpTPhpj/OiBVHHSfPodx1FYYUcJKm1MDpJtIA )\n"
     "example.com. 3600 IN MX 10 mail.example.com.\n"
     "example.com. 3600 IN RRSIG MX 16 2 3600 1440021600 1438207200 9713 example.com. ("
     " 3cPAHkmlnxcDHMyg7vFC34l0blBhuG1qpwLmjInI8w1CMB29FkEAIJUA0amxWndkmnBZ6SKiwZSAxGILn/"
     "NBtOXft0+Gj7FSvOKxE/07"
     " +4RQvE581N3Aj/JtIyaiYVdnYtyMWbSNyGEY2213WKsJlwEA )\n"},
    {"RFC 8080 6.2, erratum 4935", "example.com.", 38353, RrType::MX, "example.com.",
     "example.com. 3600 IN DNSKEY 257 3 16 ("
     " kkreGWoccSDmUBGAe7+zsbG6ZAFQp+syPmYUurBRQc3tDjeMCJcVMRDmgcNLp5HlHAMy12VoISsA )\n"
     "example.com. 3600 IN MX 10 mail.example.com.\n"
     "example.com. 3600 IN RRSIG MX 16 2 3600 1440021600 1438207200 38353 example.com. ("
     " E1/oLjSGIbmLny/4fcgM1z4oL6aqo+izT3urCyHyvEp4Sp8Syg1eI+lJ57CSnZqjJP41O/"
     "9l4m0AsQ4f7qI1gVnML8vWWiyW2KXhT9ku"
     " AICUSxv5OWbf81Rq7Yu60npabODB0QFPb/rkW3kUZmQ0YQUA )\n"},
};

std::string zone_text(const Example& example) {
    return std::string(example.origin) + " 3600 IN SOA ns host 1 2 3 4 5\n" + example.records;
}

}  // namespace

TEST_CASE("the signatures that RFC 5702, RFC 6605 and RFC 8080 print verify") {
    for (const Example& example : examples) {
        CAPTURE(example.from, example.tag);
        const Judged judged("$ORIGIN " + std::string(example.origin) + "\n" + zone_text(example));
        REQUIRE(judged.keys.keys().size() == 1);
        CHECK(judged.keys.keys()[0].tag == example.tag);
        CHECK(judged.keys.keys()[0].fault == KeyFault::none);
        CHECK(judged.fact(example.owner, example.type).verdict == Verdict::valid);
    }
}

TEST_CASE("the same signatures fail over one changed octet of data") {
    for (const Example& example : examples) {
        CAPTURE(example.from);
        std::string text = "$ORIGIN " + std::string(example.origin) + "\n" + zone_text(example);
        const std::string before = example.type == RrType::A ? "A 192" : "MX 10";
        const std::string after = example.type == RrType::A ? "A 193" : "MX 11";
        text.replace(text.find(before), before.size(), after);
        CHECK(Judged(text).fact(example.owner, example.type).verdict == Verdict::bad_signature);
    }
}
