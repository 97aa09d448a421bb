#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"
#include "verifier/keys.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const std::string p256 =
    "GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+e+MAnLr+Wi9xMWyQLc8NAA==";

KeyTable table(const std::string& dnskeys) {
    return KeyTable(zone_of(soa + dnskeys), Engine::automatic);
}

/// The fault of the only key.
KeyFault fault(const std::string& rdata) {
    const Zone zone = zone_of(soa + "example. 3600 IN DNSKEY " + rdata + "\n");
    const KeyTable keys(zone, Engine::automatic);
    REQUIRE(keys.keys().size() == 1);
    CHECK(keys.any_usable() == (keys.keys()[0].fault == KeyFault::none));
    return keys.keys()[0].fault;
}

std::vector<int> algorithms(const std::string& dnskeys) {
    const auto found = table(dnskeys);
    return {found.algorithms().begin(), found.algorithms().end()};
}

}  // namespace

TEST_CASE("what a key is not fit for is said by the first fault that applies") {
    CHECK(fault("256 3 13 " + p256) == KeyFault::none);
    CHECK(fault("257 3 13 " + p256) == KeyFault::none);
    CHECK(fault("32512 3 13 " + p256) == KeyFault::none);  // reserved flag bits are ignored
    CHECK(fault("0 3 13 " + p256) == KeyFault::no_zone_flag);
    CHECK(fault("128 4 99 AAAA") == KeyFault::no_zone_flag);
    CHECK(fault("256 4 13 " + p256) == KeyFault::wrong_protocol);
    CHECK(fault("385 3 13 " + p256) == KeyFault::revoked);
    CHECK(fault("256 3 12 " + p256) == KeyFault::unsupported_algorithm);
    CHECK(fault("256 3 8 AwEAAf8=") == KeyFault::declined);
    CHECK(fault("256 3 14 " + p256) == KeyFault::malformed);
    CHECK(fault("256 3 15 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=") == KeyFault::not_on_curve);
}

TEST_CASE("a sound key has a verifier even where it may not be used") {
    for (const char* flags : {"0 3 13 ", "256 4 13 ", "384 3 13 ", "256 3 13 "}) {
        const Zone zone = zone_of(soa + "example. 3600 IN DNSKEY " + flags + p256 + "\n");
        CHECK(KeyTable(zone, Engine::automatic).keys()[0].verifier != nullptr);
    }
    const Zone zone = zone_of(soa + "example. 3600 IN DNSKEY 384 3 14 " + p256 + "\n");
    CHECK(KeyTable(zone, Engine::automatic).keys()[0].verifier == nullptr);
}

TEST_CASE("only the DNSKEY RRset of the apex holds the keys of the zone") {
    CHECK(table("a.example. 3600 IN DNSKEY 256 3 13 " + p256 + "\n").empty());
    CHECK(table("").empty());
}

TEST_CASE("keys of one tag are candidates together, those that can be used first") {
    // The same octet sum in another order: 0x0001 and 0x0100 swapped between two 16-bit words.
    const Zone zone = zone_of(soa + "example. 3600 IN DNSKEY 256 3 12 AAEAAg==\n" +
                              "example. 3600 IN DNSKEY 256 3 12 AAIAAQ==\n" +
                              "example. 3600 IN DNSKEY 256 3 12 AAIAAg==\n");
    const KeyTable keys(zone, Engine::automatic);
    const auto same = keys.candidates(12, keys.keys()[0].tag);
    REQUIRE(same.size() == 2);
    CHECK(keys[same[0]].tag == keys[same[1]].tag);
    CHECK(keys.candidates(13, keys.keys()[0].tag).empty());
    CHECK(keys.candidates(12, static_cast<std::uint16_t>(keys.keys()[0].tag + 7)).empty());
}

TEST_CASE("usable keys signal their algorithms, and well-formed keys of algorithms that only IANA "
          "knows") {
    const std::string key = "example. 3600 IN DNSKEY ";
    CHECK(algorithms(key + "256 3 13 " + p256 + "\n" + key + "257 3 13 " + p256 + "\n") ==
          std::vector<int>{13});
    CHECK(algorithms(key + "256 3 17 " + p256 + "\n" + key + "256 3 13 " + p256 + "\n") ==
          std::vector<int>{13, 17});
    CHECK(algorithms(key + "256 3 17 AAAA\n").empty());  // not of the length of an SM2 key
    CHECK(algorithms(key + "256 3 8 AwEAAf8=\n") == std::vector<int>{8});  // declined
    for (const char* silent :
         {"384 3 13 ", "0 3 13 ", "256 4 13 ", "256 3 14 ", "256 3 200 ", "256 3 0 "})
        CHECK(algorithms(key + silent + p256 + "\n").empty());
}

TEST_CASE("the key tag is that of the RDATA as published, flags and all") {
    const TestKey key(13, 257), revoked(13, 385);
    const Zone zone = zone_of(soa + text(dnskeys({&key, &revoked})));
    const KeyTable keys(zone, Engine::automatic);
    CHECK(keys.keys()[0].tag == key.tag());
    CHECK(keys.keys()[1].tag == revoked.tag());
    CHECK(keys.candidates(13, revoked.tag()).size() == 1);
}
