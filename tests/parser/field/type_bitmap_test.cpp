#include "parser/field/type_bitmap.hpp"

#include "tests/catch.hpp"
#include "tests/parser/token_line.hpp"

using namespace zoneproof;

TEST_CASE("the bitmap of RFC 4034 4.3") {
    CHECK(decoded_all(put_type_bitmap, "A MX RRSIG NSEC TYPE1234") ==
          "0006400100000003041b000000000000000000000000000000000000000000000000000020");
}

TEST_CASE("order, case and repetition in text do not matter") {
    const std::string expected = decoded_all(put_type_bitmap, "A NS SOA RRSIG NSEC DNSKEY");
    CHECK(expected == "0007620000000003"
                      "80");
    CHECK(decoded_all(put_type_bitmap, "DNSKEY nsec RRSIG Soa NS A") == expected);
    CHECK(decoded_all(put_type_bitmap, "A A NS SOA RRSIG NSEC DNSKEY TYPE48") == expected);
}

TEST_CASE("a bitmap may be empty and may use every window") {
    CHECK(decoded_all(put_type_bitmap, "") == "");
    CHECK(decoded_all(put_type_bitmap, "CAA") == "010140");
    CHECK(decoded_all(put_type_bitmap, "DLV URI A") == "000140010180800140");
    CHECK(decoded_all(put_type_bitmap, "TYPE65535") == "ff20" + std::string(62, '0') + "01");
    std::string all;
    for (unsigned type = 0; type <= 65535; ++type) all += "TYPE" + std::to_string(type) + " ";
    const std::string wire = decoded_all(put_type_bitmap, all);
    CHECK(wire.size() == 2 * 256 * 34);
    CHECK(wire.ends_with("ff20" + std::string(64, 'f')));
}

TEST_CASE("a mnemonic that is no type is refused where it stands") {
    CHECK(decoded_all(put_type_bitmap, "A NS BOGUS MX") == "refused at 2");
    CHECK(decoded_all(put_type_bitmap, "CAA A TYPE65536") == "refused at 2");
    CHECK(decoded_all(put_type_bitmap, "1") == "refused at 0");
}

TEST_CASE("the map of NXT has the types up to 127 in one piece") {
    CHECK(decoded_all(put_nxt_bitmap, "A MX SIG NXT") == "40010082");
    CHECK(decoded_all(put_nxt_bitmap, "TYPE127") == std::string(30, '0') + "01");
    CHECK(decoded_all(put_nxt_bitmap, "A TYPE128") == "refused at 1");
    CHECK(decoded_all(put_nxt_bitmap, "TYPE0") == "refused at 0");
    CHECK(decoded_all(put_nxt_bitmap, "A CAA") == "refused at 1");
}
