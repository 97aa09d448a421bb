#include "parser/field/mnemonic.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("an RR type is a mnemonic or TYPEnnn, never a bare number") {
    CHECK(decoded(put_rr_type, "rrsig") == "002e");
    CHECK(decoded(put_rr_type, "TYPE65280") == "ff00");
    CHECK(decoded(put_rr_type, "TYPE0") == "0000");
    CHECK(fault_of(put_rr_type, "46") == Fault::unknown_type);
    CHECK(fault_of(put_rr_type, "TYPE65536") == Fault::unknown_type);
}

TEST_CASE("an algorithm is a number or a mnemonic") {
    CHECK(decoded(put_algorithm, "13") == "0d");
    CHECK(decoded(put_algorithm, "EcdsaP256Sha256") == "0d");
    CHECK(decoded(put_algorithm, "99") == "63");
    CHECK(fault_of(put_algorithm, "256") == Fault::unexpected);
    CHECK(fault_of(put_algorithm, "RSASHA") == Fault::unexpected);
}

TEST_CASE("CERT types and DSYNC schemes have names") {
    CHECK(decoded(put_cert_type, "PGP") == "0003");
    CHECK(decoded(put_cert_type, "iacpkix") == "0008");
    CHECK(decoded(put_cert_type, "OID") == "00fe");
    CHECK(decoded(put_cert_type, "65280") == "ff00");
    CHECK(fault_of(put_cert_type, "PG") == Fault::unexpected);
    CHECK(decoded(put_dsync_scheme, "NOTIFY") == "01");
    CHECK(decoded(put_dsync_scheme, "200") == "c8");
    CHECK(fault_of(put_dsync_scheme, "NOTIFIED") == Fault::unexpected);
}

TEST_CASE("tokens and texts mean the same types") {
    RrType type, found;
    for (const TypeInfo& row : known_types()) {
        const TokenLine token(std::string(row.mnemonic) + " x");
        CAPTURE(row.mnemonic);
        REQUIRE((read_rr_type(token.first(), type) && type == row.type));
        if (row.mnemonic.size() <= ShortMnemonics::longest)  // or it needs another factor
            CHECK((short_mnemonics.find(token.first(), found) && found == row.type));
    }
    std::uint32_t seed = 5;
    for (unsigned round = 0; round < 100000; ++round) {
        std::string text(1 + round % 8, 'A');
        for (char& c : text) {
            seed = seed * 1664525 + 1013904223;
            c = static_cast<char>(seed >> 24);
            if (std::string_view(" \t\r\n();\"\\").find(c) != std::string_view::npos) c = 'S';
        }
        const auto expected = type_from_text(text);
        REQUIRE(read_rr_type(TokenLine(text).first(), type) == expected.has_value());
        if (expected) REQUIRE(type == *expected);
    }
    CHECK_FALSE(read_rr_type(TokenLine(std::string_view("A\0", 2)).first(), type));
    CHECK_FALSE(read_rr_type(TokenLine(std::string_view("\0", 1)).first(), type));
}
