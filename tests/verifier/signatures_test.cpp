#include "tests/verifier/judged.hpp"
#include "tests/verifier/signer.hpp"

#include <random>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const TestKey zsk, other(13, 256, 2), ed25519(15), p384(14);
const TestRrset www{"www.example.", RrType::A, {"c0000201", "c0000202"}};
const std::string keys = text(dnskeys({&zsk}));

bool is(const SignatureFact& fact, Verdict verdict, VerdictDetail detail = VerdictDetail::none) {
    CAPTURE(static_cast<int>(fact.verdict), static_cast<int>(fact.detail));
    CHECK(fact.verdict == verdict);
    CHECK(fact.detail == detail);
    return fact.verdict == verdict && fact.detail == detail;
}

/// The verdict on the signature of www.example. A with these fields.
SignatureFact fact_of(const TestRrsig& fields, const std::string& published = keys,
                      const TestKey& key = zsk) {
    return Judged(soa + published + with_signature(www, key, fields))
        .fact("www.example.", RrType::A);
}

/// The RRSIG line of www.example. A with the last octets of its signature replaced.
std::string rrsig_with(const std::string& hex_signature) {
    OctetVector rdata = octets_to_sign(www, zsk, {});
    rdata.resize(18 + wire("example.").size());
    append(rdata, hex(hex_signature));
    return text(www) + record_text("www.example.", 3600, "RRSIG", rdata);
}

}  // namespace

TEST_CASE("a good signature is valid and says which key verified it, for every algorithm") {
    const std::string published = text(dnskeys({&zsk, &other, &ed25519, &p384}));
    for (const TestKey* key : {&zsk, &other, &ed25519, &p384}) {
        const Judged judged(soa + published + with_signature(www, *key));
        const SignatureFact fact = judged.fact("www.example.", RrType::A);
        is(fact, Verdict::valid);
        CHECK(equal(judged.keys[fact.key].rdata, key->dnskey()));
    }
}

TEST_CASE("time has no part in the verdict") {
    is(fact_of({.inception = 5, .expiration = 4}), Verdict::valid);
    is(fact_of({.inception = 0, .expiration = 0x80000000}), Verdict::valid);
}

TEST_CASE("a signature over other data is bad") {
    const TestRrset changed{"www.example.", RrType::A, {"c0000201", "c0000203"}};
    is(Judged(soa + keys + text(changed) + rrsig(www, zsk)).fact("www.example.", RrType::A),
       Verdict::bad_signature);
}

TEST_CASE("a signature of an unpublished key has no key, whatever its tag elsewhere") {
    const SignatureFact fact = fact_of({}, text(dnskeys({&other})));
    is(fact, Verdict::no_such_key);
    CHECK(fact.key == no_key);
    is(fact_of({.tag = static_cast<std::uint16_t>(zsk.tag() + 1)}), Verdict::no_such_key);
    is(fact_of({}, ""), Verdict::no_such_key);
}

TEST_CASE("a signer other than the zone is wrong, also when the signature is good") {
    is(fact_of({.signer = "www.example."}), Verdict::wrong_signer,
       VerdictDetail::signer_elsewhere_but_verifies);
    is(fact_of({.signer = "."}, text(dnskeys({&other}))), Verdict::wrong_signer);
    const TestRrset changed{"www.example.", RrType::A, {"c0000203"}};
    const std::string line = rrsig(www, zsk, {.signer = "a.example."});
    is(Judged(soa + keys + text(changed) + line).fact("www.example.", RrType::A),
       Verdict::wrong_signer);
}

TEST_CASE("a signer in upper case is the zone") {
    is(fact_of({.signer = "EXAMPLE."}), Verdict::valid);
}

TEST_CASE("more labels than the owner has, or fewer than the zone has, are never verified") {
    is(fact_of({.labels = 3}), Verdict::wrong_labels, VerdictDetail::labels_exceed_owner);
    is(fact_of({.labels = 0, .signed_owner = "*."}), Verdict::wrong_labels,
       VerdictDetail::labels_below_signer);
}

TEST_CASE("a stored wildcard expansion has wrong labels; a good signature is told apart") {
    is(fact_of({.labels = 1, .signed_owner = "*.example."}), Verdict::wrong_labels,
       VerdictDetail::labels_too_few_but_verifies);
    is(fact_of({.labels = 1}), Verdict::wrong_labels, VerdictDetail::labels_too_few);
    is(fact_of({.labels = 1}, text(dnskeys({&other}))), Verdict::wrong_labels,
       VerdictDetail::labels_too_few);
}

TEST_CASE("a wildcard signature counts labels without the asterisk") {
    const TestRrset wildcard{"*.example.", RrType::A, {"c0000201"}};
    is(Judged(soa + keys + with_signature(wildcard, zsk)).fact("*.example.", RrType::A),
       Verdict::valid);
    is(Judged(soa + keys + with_signature(wildcard, zsk, {.labels = 2}))
           .fact("*.example.", RrType::A),
       Verdict::wrong_labels, VerdictDetail::labels_exceed_owner);
}

TEST_CASE("in the root zone the apex has no labels, and neither has its wildcard") {
    const std::string root = ". 3600 IN SOA a. b. 1 2 3 4 5\n" + text(dnskeys({&zsk}, "."));
    const TestRrset wildcard{"*.", RrType::A, {"c0000201"}}, apex{".", RrType::A, {"c0000201"}};
    const Judged judged(root + with_signature(wildcard, zsk, {.signer = ".", .labels = 0}) +
                        with_signature(apex, zsk, {.signer = "."}));
    is(judged.fact("*.", RrType::A), Verdict::valid);
    is(judged.fact(".", RrType::A), Verdict::valid);
}

TEST_CASE("a signature of the wrong length or outside its range is malformed") {
    const std::string one(63, '0');
    const auto fact = [](const std::string& signature) {
        return Judged(soa + keys + rrsig_with(signature)).fact("www.example.", RrType::A);
    };
    is(fact("00"), Verdict::malformed, VerdictDetail::signature_length);
    is(fact(std::string(126, '1')), Verdict::malformed, VerdictDetail::signature_length);
    is(fact(std::string(130, '1')), Verdict::malformed, VerdictDetail::signature_length);
    is(fact(std::string(64, '0') + one + "1"), Verdict::malformed, VerdictDetail::degenerate);
    is(fact(std::string(128, 'f')), Verdict::malformed, VerdictDetail::degenerate);
    is(fact(one + "1" + one + "1"), Verdict::bad_signature);
}

TEST_CASE("keys that may not be used verify nothing") {
    for (const std::uint16_t flags : {0, 384, 385}) {
        const TestKey unfit(13, flags);
        const SignatureFact fact = fact_of({}, text(dnskeys({&unfit})), unfit);
        is(fact, Verdict::key_unusable);
        CHECK(fact.key == KeyId{0});
    }
}

TEST_CASE("a revoked key shows its own revocation over the DNSKEY RRset and nowhere else") {
    const TestKey revoked(13, 385);
    const TestRrset both = dnskeys({&zsk, &revoked});
    is(Judged(soa + with_signature(both, revoked)).fact("example.", RrType::DNSKEY),
       Verdict::key_unusable, VerdictDetail::revoked_but_verifies);
    const TestRrset less = dnskeys({&revoked});
    is(Judged(soa + text(both) + rrsig(less, revoked)).fact("example.", RrType::DNSKEY),
       Verdict::key_unusable);
    const TestRrset elsewhere = dnskeys({&revoked}, "a.example.");
    is(Judged(soa + text(both) + with_signature(elsewhere, revoked))
           .fact("a.example.", RrType::DNSKEY),
       Verdict::key_unusable);
}

TEST_CASE(
    "an algorithm or key we cannot verify is unsupported when published and unknown when not") {
    const std::string signature =
        text(www) + "www.example. 3600 IN RRSIG A 12 2 3600 2000000 1000000 TAG example. AAAA\n";
    const auto with_tag = [&](unsigned tag) {
        return std::string(signature).replace(signature.find("TAG"), 3, std::to_string(tag));
    };
    const std::string gost = "example. 3600 IN DNSKEY 256 3 12 AAEAAg==\n";
    const unsigned tag = Judged(soa + gost).keys.keys()[0].tag;
    is(Judged(soa + gost + with_tag(tag)).fact("www.example.", RrType::A), Verdict::unsupported);
    is(Judged(soa + gost + with_tag(tag + 1)).fact("www.example.", RrType::A),
       Verdict::no_such_key);
    is(Judged(soa + keys + with_tag(tag)).fact("www.example.", RrType::A), Verdict::no_such_key);
}

TEST_CASE("a signature that covers RRSIG, nothing, or data that is never signed is not verified") {
    const std::string cut =
        "c.example. 3600 IN NS a.c.example.\na.c.example. 3600 IN A 192.0.2.1\n";
    const TestRrset ns{"c.example.",
                       RrType::NS,
                       {"0161"
                        "0163"
                        "076578616d706c6500"}};
    const TestRrset glue{"a.c.example.", RrType::A, {"c0000201"}};
    const Judged judged(soa + keys + cut + rrsig(ns, zsk) + rrsig(glue, zsk) + rrsig(www, zsk) +
                        rrsig(www, zsk, {.covers = RrType::RRSIG}));
    is(judged.fact("c.example.", RrType::NS), Verdict::not_applicable,
       VerdictDetail::not_to_be_signed);
    is(judged.fact("a.c.example.", RrType::A), Verdict::not_applicable,
       VerdictDetail::not_to_be_signed);
    is(judged.fact("www.example.", RrType::A), Verdict::not_applicable,
       VerdictDetail::covers_nothing);
    is(judged.fact("www.example.", RrType::RRSIG), Verdict::not_applicable,
       VerdictDetail::covers_rrsig);
}

TEST_CASE("of many signatures over one RRset only so many are tried") {
    std::string text = soa + keys + zoneproof::testing::text(www);
    for (std::uint32_t i = 0; i < 5; ++i) text += rrsig(www, zsk, {.expiration = 2'000'000 + i});
    const Judged judged(text, {.signatures_per_rrset = 3});
    for (std::size_t i = 0; i < 3; ++i)
        is(judged.fact("www.example.", RrType::A, i), Verdict::valid);
    for (std::size_t i = 3; i < 5; ++i)
        is(judged.fact("www.example.", RrType::A, i), Verdict::not_tried,
           VerdictDetail::too_many_signatures);
}

TEST_CASE("a set stop flag leaves everything that needs cryptography untried") {
    const std::atomic<bool> stop = true;
    const Zone zone = zone_of(soa + keys + with_signature(www, zsk));
    Workers workers(1, &stop);
    const auto facts = verify_signatures(zone, KeyTable(zone, Engine::automatic), {}, workers);
    REQUIRE(facts.size() == 1);
    is(facts[0], Verdict::not_tried, VerdictDetail::deadline);
}

TEST_CASE(
    "a signature over a next name in lower case stays bad, and says that the letter case is why") {
    const std::string nsec = "www.example. 3600 IN NSEC B.Example. A\n";
    const auto fact = [&](const char* rdata) {
        return Judged(soa + keys + nsec + rrsig({"www.example.", RrType::NSEC, {rdata}}, zsk))
            .fact("www.example.", RrType::NSEC);
    };
    is(fact("0142"
            "074578616d706c6500"
            "000140"),
       Verdict::valid);
    is(fact("0162"
            "076578616d706c6500"
            "000140"),
       Verdict::bad_signature, VerdictDetail::verifies_folded);
    is(fact("0162"
            "074578616d706c6500"
            "000140"),
       Verdict::bad_signature);
}

namespace {

/// Says "good" to everything until a lane is found out during the pass, and is right from then on.
struct CaughtVerifier final : KeyVerifier {
    mutable bool caught = false;

    void check(std::span<const SignedOctets>, std::span<SignatureCheck> answers,
               Scratch&) const override {
        std::ranges::fill(answers, caught ? SignatureCheck::bad : SignatureCheck::valid);
        caught = true;
    }
    std::optional<SignatureCheck> objection(Octets) const override { return std::nullopt; }
    std::vector<LaneFault> lane_faults() const override {
        if (!caught) return {};
        return {{"test", LaneTrouble::cross_check}};
    }
};

}  // namespace

TEST_CASE("nothing a lane said counts once it has been caught, and the fault is told once") {
    const Zone zone = zone_of(soa + text(dnskeys({&zsk, &other})) + with_signature(www, zsk));
    const KeyTable table(zone, [](std::uint8_t, Octets) -> std::unique_ptr<KeyVerifier> {
        return std::make_unique<CaughtVerifier>();
    });
    Workers workers(1);
    const auto facts = verify_signatures(zone, table, {}, workers);
    REQUIRE(facts.size() == 1);
    is(facts[0], Verdict::bad_signature);
    REQUIRE(table.lane_faults().size() == 1);
    CHECK(table.lane_faults()[0].trouble == LaneTrouble::cross_check);
}

TEST_CASE("the number of workers changes no fact") {
    std::string text = soa + zoneproof::testing::text(dnskeys({&zsk, &other, &ed25519}));
    for (unsigned i = 0; i < 700; ++i) {
        const TestRrset rrset{"n" + std::to_string(i) + ".example.",
                              RrType::A,
                              {i % 3 == 0 ? "c0000201" : "c0000202"}};
        const TestKey& key = i % 2 == 0 ? ed25519 : i % 5 == 0 ? other : zsk;
        text += rrsig(rrset, key) + record_text(rrset.owner, 3600, "A", hex("c0000202"));
    }
    const Judged one(text), four(text, {}, 4);
    REQUIRE(one.facts.size() == 700);
    std::size_t valid = 0;
    for (std::size_t i = 0; i < one.facts.size(); ++i) {
        CHECK(one.facts[i].verdict == four.facts[i].verdict);
        CHECK(one.facts[i].key == four.facts[i].key);
        valid += one.facts[i].verdict == Verdict::valid;
    }
    CHECK(valid == 700 - 234);
}

TEST_CASE("flipping any bit that is signed, or of the signature, is found") {
    const TestRrset rrset{"www.example.", RrType::TXT, {"0568656c6c6f", "00"}};
    OctetVector rdata = octets_to_sign(rrset, ed25519, {});
    const OctetVector signature = ed25519.sign(rdata);
    rdata.resize(18 + wire("example.").size());
    append(rdata, signature);
    const std::string published = soa + text(dnskeys({&ed25519}));
    const auto verdict = [&](const OctetVector& rrsig, const OctetVector& txt) {
        const Zone zone = zone_of(published + record_text("www.example.", 3600, "TYPE16", txt) +
                                  record_text("www.example.", 3600, "TYPE16", hex("00")) +
                                  record_text("www.example.", 3600, "RRSIG", rrsig));
        Workers workers(1);
        const auto facts = verify_signatures(zone, KeyTable(zone, Engine::automatic), {}, workers);
        return facts[0].verdict;
    };
    const OctetVector hello = hex("0568656c6c6f");
    REQUIRE(verdict(rdata, hello) == Verdict::valid);
    for (std::size_t bit = 0; bit < rdata.size() * 8; ++bit) {
        if (bit >= 18 * 8 && bit < 27 * 8)
            continue;  // the signer: its length octets and letter case are another matter
        OctetVector flipped = rdata;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        CAPTURE(bit);
        CHECK(verdict(flipped, hello) != Verdict::valid);
    }
    for (std::size_t bit = 8; bit < hello.size() * 8; ++bit) {
        OctetVector flipped = hello;
        flipped[bit / 8] ^= static_cast<std::uint8_t>(1u << (bit % 8));
        CHECK(verdict(rdata, flipped) == Verdict::bad_signature);
    }
}
