#include "parser/dns/rdata.hpp"

#include "tests/catch.hpp"

#include <botan/base64.h>

#include <set>
#include <vector>

using namespace zoneproof;

namespace {

std::vector<std::uint8_t> dnskey(std::uint16_t flags, std::uint8_t algorithm,
                                 const std::string& key) {
    std::vector<std::uint8_t> rdata = {static_cast<std::uint8_t>(flags >> 8),
                                       static_cast<std::uint8_t>(flags), 3, algorithm};
    for (const std::uint8_t octet : Botan::base64_decode(key)) rdata.push_back(octet);
    return rdata;
}

const std::string ksk_2017 = "AwEAAaz/tAm8yTn4Mfeh5eyI96WSVexTBAvkMgJzkKTOiW1vkIbzxeF3+/"
                             "4RgWOq7HrxRixHlFlExOLAJr5emLvN7SWXgnLh4+B5xQlNVz8Og8kv"
                             "ArMtNROxVQuCaSnIDdD5LKyWbRd2n9WGe2R8PzgCmr3EgVLrjyBxWezF0jLHwVN8efS3r"
                             "Cj/EWgvIWgb9tarpVUDK/b58Da+sqqls3eNbuv7pr+e"
                             "oZG+SrDK6nWeL3c6H5Apxz7LjVc1uTIdsIXxuOLYA4/"
                             "ilBmSVIzuDWfdRUfhHdY6+cn8HFRm+2hM8AnXGXws9555KrUB5qihylGa8subX2Nn6UwN"
                             "R1AkUTV74bU=";

}  // namespace

TEST_CASE("key tags are those of RFC 4034 5.4 and of the root's keys") {
    CHECK(
        key_tag(dnskey(
            256, 5,
            "AQOeiiR0GOMYkDshWoSKz9XzfwJr1AYtsmx3TGkJaNXVbfi/"
            "2pHm822aJ5iI9BMzNXxeYCmZDRD99WYwYqUSdjMmmAphXdvx"
            "egXd/M5+X7OrzKBaMbCVdFLUUh6DhweJBjEVv5f2wwjM9XzcnOf+EPbtG9DMBmADjFDc2w/rljwvFw==")) ==
        60485);
    CHECK(key_tag(dnskey(257, 8, ksk_2017)) == 20326);
    CHECK(key_tag(dnskey(257 | 0x80, 8, ksk_2017)) ==
          20454);  // revoked: recomputed, not always + 128 (V-KEY-3)
}

TEST_CASE("the tag of an RSA/MD5 key is taken from its modulus (RFC 4034 B.1, V-KEY-4)") {
    CHECK(key_tag(std::vector<std::uint8_t>{1, 0, 3, 1, 1, 3, 0xAA, 0x12, 0x34, 0x56}) == 0x1234);
    CHECK(key_tag(std::vector<std::uint8_t>{1, 0, 3, 1, 0x12, 0x34, 0x56}) == 0x1234);
    CHECK(key_tag(std::vector<std::uint8_t>{1, 0, 3, 1}) == 0);
}

TEST_CASE("a key of any length has a tag") {
    CHECK(key_tag(std::vector<std::uint8_t>{1, 0, 3, 8}) == 0x0100 + 0x0308);
    CHECK(key_tag(std::vector<std::uint8_t>{1, 0, 3, 8, 0xFF}) ==
          ((0x0408 + 0xFF00 + ((0x0408 + 0xFF00) >> 16)) & 0xFFFF));
    CHECK(key_tag({}) == 0);
    std::vector<std::uint8_t> longest(65535, 0xFF);
    CHECK(key_tag(longest) ==
          0xFF00 + 0);  // 32,767 times 0xFFFF and one 0xFF00, with end-around carry
}

TEST_CASE("a bitmap holds the types of RFC 4034 4.3") {
    std::vector<std::uint8_t> windows = {0, 6, 0x40, 0x01, 0, 0, 0, 0x03, 4, 27};
    windows.resize(windows.size() + 26);
    windows.push_back(0x20);
    const TypeBitmap bitmap{windows};
    const std::set<unsigned> expected = {1, 15, 46, 47, 1234};
    std::set<unsigned> seen;
    bitmap.each([&](RrType type) { seen.insert(number(type)); });
    CHECK(seen == expected);
    for (unsigned i = 0; i < 65536; ++i)
        if (bitmap.contains(static_cast<RrType>(i)) != expected.contains(i)) FAIL(i);
}

TEST_CASE("contains and each agree on bitmaps that are not well formed") {
    const std::vector<std::vector<std::uint8_t>> bitmaps = {{},
                                                            {0},
                                                            {0, 1},
                                                            {0, 0},
                                                            {0, 6, 0x40},
                                                            {0, 40, 0xFF, 0xFF},
                                                            {1, 1, 0x80, 0, 1, 0x40},
                                                            {0, 1, 0x40, 0, 1, 0x20},
                                                            std::vector<std::uint8_t>(42, 40),
                                                            {255, 255, 1},
                                                            std::vector<std::uint8_t>(257, 255)};
    for (const auto& windows : bitmaps) {
        const TypeBitmap bitmap{windows};
        std::set<unsigned> seen;
        bitmap.each([&](RrType type) { seen.insert(number(type)); });
        for (unsigned i = 0; i < 65536; ++i)
            if (bitmap.contains(static_cast<RrType>(i)) != seen.contains(i))
                FAIL(to_hex(windows) << " " << i);
    }
}

TEST_CASE("views read the fields of their records") {
    const std::vector<std::uint8_t> soa = {1, 'a', 0, 1, 'b', 0, 0, 0, 0, 1, 0, 0, 0,
                                           2, 0,   0, 0, 3,   0, 0, 0, 4, 0, 0, 0, 5};
    CHECK(SoaView(soa).serial() == 1);
    CHECK(SoaView(soa).minimum() == 5);
    CHECK(SoaView(soa).expire() == 4);
    const std::vector<std::uint8_t> nsec3 = {1, 1, 0, 12, 2, 0xAA, 0xBB, 3, 7, 8, 9, 0, 1, 0x40};
    CHECK(Nsec3View(nsec3).iterations() == 12);
    CHECK(equal(Nsec3View(nsec3).salt(), std::vector<std::uint8_t>{0xAA, 0xBB}));
    CHECK(equal(Nsec3View(nsec3).next_hash(), std::vector<std::uint8_t>{7, 8, 9}));
    CHECK(Nsec3View(nsec3).types().contains(RrType::A));
}
