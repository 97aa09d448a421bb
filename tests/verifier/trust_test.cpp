#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"
#include "verifier/crypto/digest.hpp"
#include "verifier/trust.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const TestKey ksk(13, 257), zsk(13, 256, 2), ed25519(15, 257, 3);
constexpr std::int64_t now = 1'500'000;  // inside the periods of the signer

/// A DS of the key with its digest, or with other fields where given.
struct Ds {
    const TestKey& key;
    std::uint8_t digest_type = 2;
    int tag_off = 0;
    std::optional<std::uint8_t> algorithm = {};
    bool wrong_digest = false, short_digest = false;
};

TrustInput input(const Ds& ds) {
    OctetVector rdata;
    append16(rdata, static_cast<std::uint16_t>(ds.key.tag() + ds.tag_off));
    append16(rdata, ds.algorithm.value_or(ds.key.algorithm()) << 8 | ds.digest_type);
    OctetVector digest = ds_digest(ds.digest_type, *name_from_text("example."), ds.key.dnskey());
    if (digest.empty()) digest.assign(32, 7);
    if (ds.wrong_digest) digest[3] ^= 0x10;
    if (ds.short_digest) digest.pop_back();
    append(rdata, digest);
    TrustInput made;
    made.rdata = rdata;
    return made;
}

TrustInput anchor(const TestKey& key) {
    TrustInput made;
    made.is_ds = false;
    made.rdata = key.dnskey();
    return made;
}

struct Trusted {
    Judged judged;
    ParentDs parent;
    std::vector<DsFact> facts;

    Trusted(const std::string& text, const std::vector<TrustInput>& inputs, bool given = true)
        : judged(soa + text) {
        parent.given = given;
        parent.records = inputs;
        facts = check_ds(judged.zone, judged.keys, parent);
    }
    TrustState state(std::int64_t at = now) const {
        return trust_state(judged.zone, judged.keys, judged.facts, parent, facts, at);
    }
    /// The key a fact names.
    bool is(KeyId id, const TestKey& key) const {
        return id != no_key && equal(judged.keys[id].rdata, key.dnskey());
    }
};

const TestRrset both = dnskeys({&ksk, &zsk});
const std::string signed_by_ksk = with_signature(both, ksk);
const std::string signed_by_zsk = with_signature(both, zsk);

TrustState state_with(const std::vector<TrustInput>& inputs,
                      const std::string& text = signed_by_ksk) {
    return Trusted(text, inputs).state();
}

}  // namespace

TEST_CASE("a DS that matches a key in tag, algorithm and digest names it, with every digest type "
          "of V-DS-2") {
    for (const std::uint8_t type : {1, 2, 4}) {
        const Trusted trusted(signed_by_ksk, {input({ksk, type})});
        CHECK(trusted.is(trusted.facts[0].match, ksk));
        CHECK(trusted.facts[0].usable());
        CHECK(trusted.facts[0].algorithm_published);
        CHECK(trusted.state() == TrustState::secure);
    }
}

TEST_CASE("a DS with the right digest and another tag or algorithm matches nothing, and says why") {
    const Trusted trusted(signed_by_ksk,
                          {input({ksk, 2, 1}), input({.key = ksk, .algorithm = 14})});
    CHECK(trusted.facts[0].match == no_key);
    CHECK(trusted.is(trusted.facts[0].right_digest_wrong_tag, ksk));
    CHECK(trusted.facts[1].match == no_key);
    CHECK(trusted.is(trusted.facts[1].right_digest_wrong_algorithm, ksk));
    CHECK(!trusted.facts[1].algorithm_published);
    CHECK(trusted.state() == TrustState::no_match);
}

TEST_CASE("a DS with the right tag and another digest names the key it misses") {
    const Trusted trusted(signed_by_ksk, {input({.key = ksk, .wrong_digest = true})});
    CHECK(trusted.facts[0].match == no_key);
    CHECK(trusted.is(trusted.facts[0].same_tag, ksk));
    CHECK(trusted.state() == TrustState::no_match);
}

TEST_CASE("a digest of the wrong length matches nothing and chains nothing") {
    const Trusted trusted(signed_by_ksk, {input({.key = ksk, .short_digest = true})});
    CHECK(!trusted.facts[0].length_ok);
    CHECK(trusted.facts[0].usable());
    CHECK(trusted.facts[0].same_tag == no_key);
    CHECK(trusted.state() == TrustState::no_match);
}

TEST_CASE("the digest of a key that may not be used is told apart") {
    for (const std::uint16_t flags : {1, 385}) {
        const TestKey unfit(13, flags);
        const TestRrset keys = dnskeys({&unfit, &zsk});
        const Trusted trusted(with_signature(keys, zsk), {input({unfit})});
        CHECK(trusted.facts[0].match == no_key);
        CHECK(trusted.is(trusted.facts[0].right_digest_unusable_key, unfit));
        CHECK(trusted.state() == TrustState::no_match);
    }
}

TEST_CASE("DS of unknown digest or algorithm are ignored; with no others the zone is insecure") {
    CHECK(state_with({input({ksk, 3})}) == TrustState::none_usable);
    CHECK(state_with({input({.key = ksk, .algorithm = 12})}) == TrustState::none_usable);
    CHECK(state_with({input({ksk, 3}), input({ksk})}) == TrustState::secure);
}

TEST_CASE("a DS of a key whose size we decline is of an algorithm we do not support") {
    const std::string rsa = "example. 3600 IN DNSKEY 257 3 8 AwEAAf8=\n";
    const Zone zone = zone_of(soa + rsa);
    const KeyTable keys(zone, Engine::automatic);
    OctetVector rdata;
    append16(rdata, keys.keys()[0].tag);
    append16(rdata, 8 << 8 | 2);
    append(rdata, ds_digest(2, zone.origin(), keys.keys()[0].rdata));
    TrustInput ds;
    ds.rdata = rdata;
    const Trusted trusted(rsa, {ds});
    CHECK(!trusted.facts[0].algorithm_supported);
    CHECK(trusted.state() == TrustState::none_usable);
}

TEST_CASE("a SHA-1 DS is set aside beside a usable SHA-2 one, whatever key that names") {
    const Trusted shadowed(signed_by_ksk,
                           {input({ksk, 1}), input({.key = ed25519, .wrong_digest = true})});
    CHECK(shadowed.facts[0].set_aside);
    CHECK(shadowed.state() == TrustState::no_match);
    const Trusted cut_off(signed_by_ksk,
                          {input({ksk, 1}), input({.key = ed25519, .short_digest = true})});
    CHECK(!cut_off.facts[0].set_aside);
    CHECK(cut_off.state() == TrustState::secure);
    CHECK(!Trusted(signed_by_ksk, {input({ksk, 1}), input({ksk, 3})}).facts[0].set_aside);
}

TEST_CASE("one DS that chains is enough, and SHA-256 does not give way to SHA-384") {
    CHECK(state_with({input({.key = ksk, .wrong_digest = true}), input({ksk, 4})}) ==
          TrustState::secure);
    CHECK(state_with(
              {input({ksk, 2}), input({.key = ksk, .digest_type = 4, .wrong_digest = true})}) ==
          TrustState::secure);
}

TEST_CASE("a repeated DS is a duplicate of the first") {
    const Trusted trusted(signed_by_ksk, {input({ksk}), input({zsk}), input({ksk})});
    CHECK(!trusted.facts[0].duplicate);
    CHECK(!trusted.facts[1].duplicate);
    CHECK(trusted.facts[2].duplicate);
}

TEST_CASE("a DNSKEY given as anchor matches by identical RDATA") {
    const Trusted trusted(signed_by_ksk, {anchor(ksk), anchor(TestKey(13, 256))});
    CHECK(trusted.is(trusted.facts[0].match, ksk));
    CHECK(trusted.facts[1].match == no_key);
    CHECK(trusted.state() == TrustState::secure);
    CHECK(state_with({anchor(zsk)}) == TrustState::not_signed_by_match);
}

TEST_CASE("the matched key itself must sign the keys, at that moment") {
    CHECK(state_with({input({ksk})}, signed_by_zsk) == TrustState::not_signed_by_match);
    CHECK(state_with({input({zsk})}, signed_by_zsk) == TrustState::secure);
    const Trusted trusted(signed_by_ksk, {input({ksk})});
    CHECK(trusted.state(1'000'000) == TrustState::secure);
    CHECK(trusted.state(2'000'000) == TrustState::secure);
    CHECK(trusted.state(999'999) == TrustState::not_signed_by_match);
    CHECK(trusted.state(2'000'001) == TrustState::not_signed_by_match);
}

TEST_CASE("DS asked for and none about this zone, or none in force, is no input") {
    CHECK(state_with({}) == TrustState::no_input);
    TrustInput timed = input({ksk});
    timed.valid_from = Timestamp{1'400'000};
    timed.valid_until = Timestamp{1'600'000};
    const Trusted trusted(signed_by_ksk, {timed});
    CHECK(trusted.state(1'399'999) == TrustState::no_input);
    CHECK(trusted.state(1'400'000) == TrustState::secure);
    CHECK(trusted.state(1'600'000) == TrustState::secure);
    CHECK(trusted.state(1'600'001) == TrustState::no_input);
}

TEST_CASE("a zone without DNSKEY has no keys, with or without DS") {
    CHECK(Trusted("", {}, false).state() == TrustState::no_keys);
    CHECK(Trusted("", {input({ksk})}).state() == TrustState::no_keys);
}

namespace {

TrustState without_ds(const std::string& text) {
    return Trusted(text, {}, false).state();
}

}  // namespace

TEST_CASE("without DS the keys must be signed by one of them") {
    CHECK(without_ds(signed_by_ksk) == TrustState::self_consistent);
    CHECK(without_ds(text(both)) == TrustState::no_secure_entry);
    CHECK(without_ds(text(both) + rrsig(dnskeys({&ksk}), ksk)) == TrustState::no_secure_entry);
    CHECK(without_ds(with_signature(both, ksk, {.expiration = 1'200'000})) ==
          TrustState::no_secure_entry);
}

TEST_CASE("without SEP keys no entry has to be guessed") {
    CHECK(without_ds(with_signature(dnskeys({&zsk}), zsk)) == TrustState::self_consistent);
}

TEST_CASE("SEP keys whose signatures all fail outweigh another key's good one") {
    const std::string failing = rrsig(dnskeys({&ksk}), ksk);
    CHECK(without_ds(signed_by_zsk + failing) == TrustState::no_secure_entry);
    CHECK(without_ds(signed_by_zsk + rrsig(both, ksk, {.expiration = 1'200'000})) ==
          TrustState::no_secure_entry);
    CHECK(without_ds(signed_by_zsk + rrsig(both, ksk)) == TrustState::self_consistent);
}

TEST_CASE("SEP keys that sign nothing leave the entry unsure") {
    CHECK(without_ds(signed_by_zsk) == TrustState::unsure_entry);
}

TEST_CASE("keys that only an unsupported algorithm signs are unchecked, not broken") {
    const std::string gost = "example. 3600 IN DNSKEY 257 3 12 AAEAAg==\n";
    const unsigned tag = Judged(soa + gost).keys.keys()[0].tag;
    CHECK(without_ds(gost + "example. 3600 IN RRSIG DNSKEY 12 1 3600 2000000 1000000 " +
                     std::to_string(tag) + " example. AAAA\n") == TrustState::unchecked);
}

TEST_CASE("untried signatures of the matched key leave trust unchecked") {
    const Judged judged(soa + signed_by_ksk, {.signatures_per_rrset = 0});
    ParentDs parent;
    parent.given = true;
    parent.records = {input({ksk})};
    const auto ds = check_ds(judged.zone, judged.keys, parent);
    CHECK(trust_state(judged.zone, judged.keys, judged.facts, parent, ds, now) ==
          TrustState::unchecked);
    CHECK(trust_state(judged.zone, judged.keys, judged.facts, parent, ds, 2'000'001) ==
          TrustState::not_signed_by_match);
    parent.given = false;
    CHECK(trust_state(judged.zone, judged.keys, judged.facts, parent, ds, now) ==
          TrustState::unchecked);
}
