#include "rules/anchors/recorded.hpp"

#include "tests/rules/anchors/anchor_texts.hpp"

using namespace zoneproof;
using zoneproof::testing::on;

namespace {

/// A version with these root keys, the first of which signs.
Version version(const char* date, std::initializer_list<std::vector<std::uint8_t>> keys) {
    Version made;
    made.published_at = on(date);
    made.dnskey_ttl = 172800;
    for (const auto& rdata : keys) made.keys.push_back(published_key(rdata));
    made.key_signatures.push_back({0, on(date), on("2026-12-31")});
    return made;
}

std::vector<std::uint8_t> key(std::uint16_t tag, std::uint16_t flags = 257) {
    std::vector<std::uint8_t> rdata = find_root_key(tag)->dnskey;
    store16(rdata.data(), flags);
    return rdata;
}

}  // namespace

TEST_CASE("a recorded history is what RFC 5011 looks at") {
    History recorded;
    recorded.versions = {version("2018-10-11", {key(20326), key(19036)}),
                         version("2019-01-11", {key(20326), key(19036, 385), key(38696, 256)})};
    const auto history = rfc5011::history_of(recorded);
    REQUIRE(history);
    REQUIRE(history->versions.size() == 2);
    const rfc5011::KeySet& first = history->versions[0];
    CHECK(first.from == on("2018-10-11"));
    CHECK(first.ttl == 172800);
    CHECK(first.expires == on("2026-12-31"));
    CHECK(first.keys[0].id == "20326");
    CHECK(first.keys[0].signs);
    CHECK_FALSE(first.keys[1].signs);
    const rfc5011::KeySet& second = history->versions[1];
    CHECK_FALSE(second.expires);  // it will be signed again
    CHECK(second.keys[1].id == "19036");
    CHECK(second.keys[1].tag == 19164);
    CHECK(second.keys[1].revoked);
    CHECK_FALSE(second.keys[2].sep);
}

TEST_CASE("signatures that had ended when they were published are not renewed") {
    History recorded;
    recorded.versions = {version("2027-06-01", {key(20326)})};
    CHECK(rfc5011::history_of(recorded)->versions[0].expires == on("2026-12-31"));
}

TEST_CASE("keys with one tag are told apart by what they are") {
    // Two 16-bit words of the public key in the other order: the sum is the same (RFC 4034 B).
    std::vector<std::uint8_t> twin = key(20326);
    REQUIRE(load16(twin.data() + 40) != load16(twin.data() + 42));
    std::swap(twin[40], twin[42]);
    std::swap(twin[41], twin[43]);
    History recorded;
    recorded.versions = {version("2018-10-11", {key(20326), twin})};
    const auto history = rfc5011::history_of(recorded);
    REQUIRE(history);
    const auto& keys = history->versions[0].keys;
    CHECK(keys[0].tag == keys[1].tag);
    CHECK(keys[0].id != keys[1].id);
    CHECK(keys[0].id.find("20326/") == 0);
}

TEST_CASE("a history without keys says nothing about trust") {
    History recorded;
    CHECK_FALSE(rfc5011::history_of(recorded));
    recorded.versions = {version("2018-10-11", {key(20326)}), version("2018-10-11", {key(38696)})};
    const auto history = rfc5011::history_of(recorded);
    REQUIRE(history);
    CHECK(history->versions.size() == 1);
    CHECK(history->versions[0].keys[0].id == "38696");
}

TEST_CASE("an anchor names a key by its digest or its public key, not by its tag") {
    std::vector<std::uint8_t> twin = key(20326);
    std::swap(twin[40], twin[42]);
    std::swap(twin[41], twin[43]);
    const std::vector<std::uint8_t> own = key(20326);
    const rfc5011::Key real{"a", 20326, true, false, true, own},
        other{"b", 20326, true, false, true, twin};
    Anchor by_ds;
    by_ds.is_ds = true;
    by_ds.rdata = find_root_key(20326)->ds;
    by_ds.tag = 20326;
    by_ds.algorithm = 8;
    Anchor by_key = by_ds;
    by_key.is_ds = false;
    by_key.rdata = own;
    for (const Anchor& anchor : {by_ds, by_key}) {
        CHECK(rfc5011::names(anchor, real));
        CHECK_FALSE(rfc5011::names(anchor, other));
        CHECK(rfc5011::names(anchor, {"c", 20326}));  // a history of tags tells no more
        CHECK_FALSE(rfc5011::names(anchor, {"d", 20327}));
    }
    by_ds.rdata.back() ^= 1;
    CHECK_FALSE(rfc5011::names(by_ds, real));
}
