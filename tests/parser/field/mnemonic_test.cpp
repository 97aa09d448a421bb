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
