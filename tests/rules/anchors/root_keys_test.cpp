#include "rules/anchors/root_keys.hpp"

#include "parser/dns/rdata.hpp"
#include "tests/rules/anchors/anchor_texts.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/trust.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("row 5: each built-in anchor has the tag and the digest of its own public key") {
    REQUIRE(root_keys().size() == 3);
    for (const RootKey& key : root_keys()) {
        CAPTURE(key.tag);
        CHECK(key_tag(key.dnskey) == key.tag);
        CHECK(DsView(key.ds).key_tag() == key.tag);
        CHECK(equal(DsView(key.ds).digest(), ds_digest(2, NameView(), key.dnskey)));
    }
    CHECK(digest(20326).substr(0, 8) == "E06D44B8");
    CHECK(digest(20326).substr(60) == "EC8D");
    CHECK(digest(38696).substr(0, 8) == "683D2D0A");
    CHECK(digest(38696).substr(60) == "2B16");
    CHECK(digest(19036) == "49AAC11D7B6F6446702E54A1607371607A1A41855200FD2CE1CDDE32F24E8FB5");
}

TEST_CASE("the tag of a revoked key is computed, not guessed") {
    CHECK(find_root_key(20326)->revoked_tag == 20454);
    CHECK(find_root_key(38696)->revoked_tag == 38824);
    CHECK(find_root_key(19036)->revoked_tag == 19164);
    CHECK(find_root_key(20454) == nullptr);
}

TEST_CASE("one key signs the root at a time, without a gap") {
    for (std::int64_t at = seconds(on("2010-07-15")); at < seconds(on("2030-01-01")); at += day) {
        CAPTURE(to_iso8601(Timestamp{at}));
        int signers = 0;
        for (const RootKey& key : root_keys()) signers += key.signs(Timestamp{at});
        CHECK(signers == 1);
    }
}

TEST_CASE("the built-in anchors are in force as root-anchors.xml says") {
    const ParentDs anchors = built_in_root_anchors();
    const auto in_force_on = [&](const char* date) {
        std::set<unsigned> tags;
        for (const TrustInput& input : anchors.records)
            if (in_force(input, seconds(on(date)))) tags.insert(DsView(input.rdata).key_tag());
        return tags;
    };
    CHECK(in_force_on("2016-01-01") == std::set<unsigned>{19036});
    CHECK(in_force_on("2018-01-01") == std::set<unsigned>{19036, 20326});
    CHECK(in_force_on("2020-01-01") == std::set<unsigned>{20326});
    CHECK(in_force_on("2026-08-01") == std::set<unsigned>{20326, 38696});
}
