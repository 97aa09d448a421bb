#include "tests/parser/rdata/parsed.hpp"

#include <array>

using namespace zoneproof;

TEST_CASE("keys and certificates in wire form") {
    // Examples of the RFCs and others; wire forms as BIND 9.18 makes them, names down-cased by
    // V-CAN-2.
    static const GoodRdata rows[] = {
        {RrType::CERT, "PGP 0 0 AQAB", "0003000000010001"},
        {RrType::CERT, "65534 65535 RSASHA256 MxFc by9k /yvedMfQ gKzhH5er",
         "fffeffff0833115c6f2f64ff2bde74c7d080ace11f97ab"},
        {RrType::SSHFP, "2 1 123456789abcdef67890123456789abcdef67890",
         "0201123456789abcdef67890123456789abcdef67890"},
        {RrType::IPSECKEY, "10 1 2 192.0.2.38 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
         "0a0102c0000226010351537986ed35533b6064478eeeb27b5bd74dae149b6e81ba3a0521af82ab7801"},
        {RrType::IPSECKEY, "10 0 2 . AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
         "0a0002010351537986ed35533b6064478eeeb27b5bd74dae149b6e81ba3a0521af82ab7801"},
        {RrType::IPSECKEY,
         "10 3 2 MyGateway.example.com. AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
         "0a0302094d7947617465776179076578616d706c6503636f6d00010351537986ed35533b6064478eeeb27b5bd"
         "74dae149b6e81ba3a0521af82ab7801"},
        {RrType::IPSECKEY,
         "10 2 2 2001:0DB8:0:8002::2000:1 AQNRU3mG7TVTO2BkR47usntb102uFJtugbo6BSGvgqt4AQ==",
         "0a020220010db8000080020000000020000001010351537986ed35533b6064478eeeb27b5bd74dae149b6e81b"
         "a3a0521af82ab7801"},
        {RrType::IPSECKEY, "10 0 0 .", "0a0000"},
        {RrType::DHCID, "AAIBY2/AuCccgoJbsaxcQc9TUapptP69l OjxfNuVAA2kjEA=",
         "000201636fc0b8271c82825bb1ac5c41cf5351aa69b4febd94e8f17cdb95000da48c40"},
        {RrType::TLSA,
         "0 0 1 ( d2abde240d7cd3ee6b4b28c54df034b9 7983a1d16e8a410e4561cb106618e971 )",
         "000001d2abde240d7cd3ee6b4b28c54df034b97983a1d16e8a410e4561cb106618e971"},
        {RrType::SMIMEA, "3 1 1 aabbcc", "030101aabbcc"},
        {RrType::HIP,
         "( 2 200100107B1A74DF365639CC39F1D578 "
         "AwEAAbdxyhNuSutc5EMzxTs9LBPCIkOFH8cIvM4p9+LrV4e19WzK00+"
         "CI6zBCQTdtWsuxKbWIy87UOoJTwkUs7lBu+Upr1gsNrut79ryra+"
         "bSRGQb1slImA8YVJyuIDsj7kwzG7jnERNqnWxZ48AWkskmdHaVDP4BcelrTI3rMXdXF5D Rvs1.example.com. "
         "rvs2.example.com. )",
         "10020084200100107b1a74df365639cc39f1d57803010001b771ca136e4aeb5ce44333c53b3d2c13c22243851"
         "fc708bcce29f7e2eb5787b5f56ccad34f8223acc10904ddb56b2ec4a6d6232f3b50ea094f0914b3b941bbe529"
         "af582c36bbadefdaf2adaf9b4911906f5b2522603c615272b880ec8fb930cc6ee39c444daa75b1678f005a4b2"
         "499d1da5433f805c7a5ad3237acc5dd5c5e430452767331076578616d706c6503636f6d000472767332076578"
         "616d706c6503636f6d00"},
        {RrType::HIP, "2 2001 AQAB", "020200032001010001"},
        {RrType::OPENPGPKEY, "AQAB AgAC", "010001020002"},
        {RrType::HHIT, "AQAB", "010001"},
        {RrType::BRID, "AQAB", "010001"},
        {RrType::CAA, "0 issue \"ca1.example.net; policy=ev\"",
         "000569737375656361312e6578616d706c652e6e65743b20706f6c6963793d6576"},
        {RrType::CAA, "128 tbs Unknown", "8003746273556e6b6e6f776e"},
        {RrType::CAA, "0 issue \"\"", "00056973737565"},
    };
    check_good(rows);
}

TEST_CASE("what is wrong in keys and certificates is named with its token") {
    static const BadRdata rows[] = {
        {RrType::CERT, "PGPX 0 0 AQAB", Fault::unexpected, 0, "certificate type"},
        {RrType::CERT, "PGP 0 0", Fault::missing, 3, "base64 data"},
        {RrType::SSHFP, "2 1", Fault::missing, 2, "hexadecimal data"},
        {RrType::SSHFP, "2 1 12 3", Fault::unexpected, 3, "hexadecimal data"},
        {RrType::IPSECKEY, "10 4 2 . AQAB", Fault::unexpected, 1, "gateway type"},
        {RrType::IPSECKEY, "10 1 2 a. AQAB", Fault::unexpected, 3, "gateway"},
        {RrType::IPSECKEY, "10 1 2", Fault::missing, 3, "gateway"},
        {RrType::IPSECKEY, "10 0 0 . AQAB", Fault::trailing, 4, "base64 data"},
        {RrType::IPSECKEY, "10 0 2 . AQA", Fault::unexpected, 4, "base64 data"},
        {RrType::DHCID, "", Fault::missing, 0, "base64 data"},
        {RrType::TLSA, "0 0 x aa", Fault::unexpected, 2, "matching type"},
        {RrType::TLSA, "PKIX-TA 0 1 aa", Fault::unexpected, 0, "certificate usage"},
        {RrType::HIP, "2 200 AQAB", Fault::unexpected, 1, "host identity tag"},
        {RrType::HIP, "2 2001 AQA", Fault::unexpected, 2, "base64 data"},
        {RrType::HIP, "2 2001", Fault::missing, 2, "base64 data"},
        {RrType::HIP, "2 2001 AQAB a. b..", Fault::empty_label, 4, "domain name"},
        {RrType::OPENPGPKEY, "AQAB =", Fault::unexpected, 1, "base64 data"},
        {RrType::CAA, "0 is_sue \"a\"", Fault::caa_tag, 1, "property tag"},
        {RrType::CAA, "0 \"\" \"a\"", Fault::caa_tag, 1, "property tag"},
        {RrType::CAA, "256 issue \"a\"", Fault::unexpected, 0, "flags"},
        {RrType::CAA, "0 issue", Fault::missing, 2, "property value"},
        {RrType::CAA, "0 issue a b", Fault::trailing, 3, "end of the record"},
    };
    check_bad(rows);
}

TEST_CASE("a CAA tag has at most 255 letters, its value more than that") {
    const std::string longest(255, 't');
    CHECK(parsed(RrType::CAA, "0 " + longest + " \"" + std::string(300, 'v') + "\"").size() ==
          2 * 557);
    const std::string text = "0 t" + longest + " v";
    check_bad(std::array{BadRdata{RrType::CAA, text, Fault::caa_tag, 1, "property tag"}});
}

TEST_CASE("a host identity tag has at most 255 octets") {
    CHECK(parsed(RrType::HIP, "2 " + std::string(510, 'a') + " AQAB").starts_with("ff020003aaaa"));
    const std::string text = "2 " + std::string(512, 'a') + " AQAB";
    check_bad(std::array{BadRdata{RrType::HIP, text, Fault::unexpected, 1, "host identity tag"}});
}
