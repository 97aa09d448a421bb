// Key tags are hints: keys may share one (V-SIG-12).
#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"

#include <map>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// Two keys of one algorithm with one tag: among a few hundred there is a pair.
std::pair<TestKey, TestKey> colliding(std::uint16_t flags_a, std::uint16_t flags_b) {
    std::map<std::uint16_t, unsigned> seen;
    for (unsigned number = 0; number < 3000; ++number) {
        seen.emplace(TestKey(13, flags_a, number).tag(), number);
        const auto found = seen.find(TestKey(13, flags_b, number).tag());
        if (found != seen.end() && found->second != number)
            return {TestKey(13, flags_a, found->second), TestKey(13, flags_b, number)};
    }
    FAIL("no collision");
    return {TestKey(), TestKey()};
}

const TestRrset www{"www.example.", RrType::A, {"c0000201"}};

}  // namespace

TEST_CASE("all keys with the tag of a signature are tried") {
    const auto [a, b] = colliding(256, 256);
    REQUIRE(a.tag() == b.tag());
    const std::string published = soa + text(dnskeys({&a, &b}));
    for (const TestKey* key : {&a, &b}) {
        const Judged judged(published + with_signature(www, *key));
        const SignatureFact fact = judged.fact("www.example.", RrType::A);
        CHECK(fact.verdict == Verdict::valid);
        CHECK(equal(judged.keys[fact.key].rdata, key->dnskey()));
    }
}

TEST_CASE("a signature that no key of its tag verifies is bad and names none of them") {
    const auto [a, b] = colliding(256, 256);
    const TestRrset other{"www.example.", RrType::A, {"c0000202"}};
    const SignatureFact fact = Judged(soa + text(dnskeys({&a, &b})) + text(www) + rrsig(other, a))
                                   .fact("www.example.", RrType::A);
    CHECK(fact.verdict == Verdict::bad_signature);
    CHECK(fact.key == no_key);
}

TEST_CASE("a search cut short by the bound says not tried, not bad") {
    const auto [a, b] = colliding(256, 256);
    const std::string published = soa + text(dnskeys({&a, &b}));
    unsigned not_tried = 0;
    for (const TestKey* key : {&a, &b}) {
        const SignatureFact fact =
            Judged(published + with_signature(www, *key), {.keys_per_tag = 1})
                .fact("www.example.", RrType::A);
        if (fact.verdict == Verdict::valid) continue;
        CHECK(fact.verdict == Verdict::not_tried);
        CHECK(fact.detail == VerdictDetail::too_many_candidates);
        ++not_tried;
    }
    CHECK(not_tried == 1);
}

TEST_CASE("a usable key is tried before a revoked one of the same tag, and the revocation is still "
          "seen") {
    const auto [good, revoked] = colliding(256, 384);
    const TestRrset both = dnskeys({&good, &revoked});
    CHECK(Judged(soa + with_signature(both, good)).fact("example.", RrType::DNSKEY).verdict ==
          Verdict::valid);
    const SignatureFact shown =
        Judged(soa + with_signature(both, revoked)).fact("example.", RrType::DNSKEY);
    CHECK(shown.verdict == Verdict::key_unusable);
    CHECK(shown.detail == VerdictDetail::revoked_but_verifies);
    const SignatureFact elsewhere =
        Judged(soa + text(both) + with_signature(www, revoked)).fact("www.example.", RrType::A);
    CHECK(elsewhere.verdict == Verdict::bad_signature);
}

TEST_CASE("beside a key that cannot be used for its size no signature of the tag is bad") {
    const TestKey key;
    // A GOST key with the tag of a P-256 key would need the same algorithm; so an RSA key of 24
    // bits, twice.
    const std::string rsa = "example. 3600 IN DNSKEY 256 3 8 AwEAAf8=\n";
    const unsigned tag = Judged(soa + rsa).keys.keys()[0].tag;
    const std::string signature = "www.example. 3600 IN RRSIG A 8 2 3600 2000000 1000000 " +
                                  std::to_string(tag) + " example. AAAA\n";
    CHECK(Judged(soa + rsa + text(www) + signature).fact("www.example.", RrType::A).verdict ==
          Verdict::unsupported);
}
