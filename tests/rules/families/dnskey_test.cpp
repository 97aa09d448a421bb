#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

SignedZone zone_with_key(const std::string& rdata) {
    SignedZone zone;
    zone.more_keys = "@ DNSKEY " + rdata + "\n";
    return zone;
}
Ids with_key(const std::string& rdata) {
    return raised(zone_with_key(rdata));
}

std::string base64_of(const OctetVector& octets) {
    return Botan::base64_encode(octets.data(), octets.size());
}
std::string point() {
    return base64_of(hidden().public_key());
}

/// An RSA public key field with a modulus of so many bits, all ones (RFC 3110 2).
OctetVector rsa_field(unsigned bits, const OctetVector& exponent = {1, 0, 1}) {
    OctetVector field = {static_cast<std::uint8_t>(exponent.size())};
    field.insert(field.end(), exponent.begin(), exponent.end());
    field.resize(field.size() + bits / 8, 0xFF);
    return field;
}
std::string rsa(unsigned bits) {
    return base64_of(rsa_field(bits));
}

const TestKey& revoked() {
    static const TestKey key(13, 385, 5);
    return key;
}

/// The DNSKEY RRset signed by these.
SignedZone keys_signed_by(std::vector<const TestKey*> keys, std::vector<const TestKey*> signers) {
    SignedZone zone;
    zone.keys = std::move(keys);
    zone.sign("example.", RrType::DNSKEY, [=](auto& signings) {
        signings.clear();
        for (const TestKey* signer : signers) signings.push_back({signer, SignedZone::valid_now()});
    });
    return zone;
}

}  // namespace

TEST_CASE("a zone with signatures and no DNSKEY misses it, once") {
    SignedZone zone;
    zone.keys = {};
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"dnskey-missing"});
    CHECK(judged->summary().errors == 1);
}

TEST_CASE("DNSKEY stands at the apex, or below a delegation where it is not ours") {
    SignedZone zone, occluded;
    CHECK(raised(zone.add("www DNSKEY 256 3 13 " + point())) == Ids{"dnskey-not-at-apex"});
    CHECK(raised(occluded.add("ns.sub DNSKEY 256 3 13 " + point())) == Ids{"deleg-occluded-data"});
}

TEST_CASE("fields of a DNSKEY have the values that make it a zone key") {
    CHECK(with_key("256 4 13 " + point()) == Ids{"dnskey-protocol-not-3"});
    CHECK(with_key("256 3 13 " + point()) == Ids{});
    CHECK(with_key("258 3 13 " + point()) == Ids{"dnskey-reserved-flags"});
    CHECK(with_key("256 3 200 AAAA") == Ids{"dnskey-algorithm-unknown"});
    CHECK(with_key("256 3 252 AAAA") == Ids{"dnskey-algorithm-unknown"});
}

TEST_CASE("a key without ZONE flag is an error only where something refers to it") {
    const auto severity = [](const SignedZone& zone) {
        return judge(zone.text(), options_at())->find("dnskey-zone-flag-unset")->severity;
    };
    SignedZone zone = zone_with_key("0 3 13 " + point());
    CHECK(severity(zone) == Severity::warning);
    const TestKey same(13, 0, 4);
    CHECK(severity(zone.add("@ CDNSKEY 0 3 13 " + point())) == Severity::error);
    SignedZone signs = zone_with_key("0 3 13 " + point());
    signs.sign("www.example.", RrType::A, [&](auto& signings) {
        signings.push_back({&same, SignedZone::valid_now()});
    });
    CHECK(severity(signs) == Severity::error);
}

TEST_CASE("a public key has the form of its algorithm") {
    CHECK(with_key("256 3 13 AAAA") == Ids{"dnskey-key-length-wrong"});
    CHECK(with_key("256 3 13 " + std::string(86, 'A') + "==") == Ids{"dnskey-point-not-on-curve"});
    CHECK(with_key("256 3 8 AAAA").count("dnskey-key-length-wrong") == 1);
    CHECK(with_key("256 3 8 " + rsa(2048)).count("dnskey-key-length-wrong") == 0);
}

TEST_CASE("RSA keys have a modulus of 2048 to 4096 bits") {
    const auto has = [](unsigned bits, const char* rule) {
        return with_key("256 3 8 " + rsa(bits)).count(rule) == 1;
    };
    CHECK(has(8192, "dnskey-rsa-too-large"));
    CHECK_FALSE(has(4096, "dnskey-rsa-too-large"));
    CHECK(has(1024, "dnskey-rsa-too-small"));
    CHECK_FALSE(has(2048, "dnskey-rsa-too-small"));
    const auto severity = [](unsigned bits) {
        return judge(zone_with_key("256 3 8 " + rsa(bits)).text(), options_at())
            ->find("dnskey-rsa-too-small")
            ->severity;
    };
    CHECK(severity(1016) == Severity::error);
    CHECK(severity(1024) == Severity::warning);
}

TEST_CASE("RSA exponents are odd, more than 3, and not long") {
    const auto weak = [](const OctetVector& exponent) {
        const Ids ids = with_key("256 3 8 " + base64_of(rsa_field(2048, exponent)));
        return ids.count("dnskey-rsa-exponent-weak") == 1;
    };
    CHECK(weak({1}));
    CHECK(weak({3}));
    CHECK(weak({1, 0, 0}));
    CHECK(weak({1, 0, 0, 0, 0, 1, 1}));
    CHECK(weak({2, 0, 0, 0, 1}));
    CHECK_FALSE(weak({17}));
    CHECK_FALSE(weak({1, 0, 1}));
    CHECK_FALSE(weak({1, 0, 0, 0, 1}));  // 2^32 + 1, a Fermat number that BIND makes with -e
}

TEST_CASE("RSA numbers do not begin with a zero octet") {
    OctetVector field = rsa_field(2048);
    field[4] = 0;  // behind the exponent and its length
    CHECK(with_key("256 3 8 " + base64_of(field)).count("dnskey-rsa-leading-zero") == 1);
    CHECK(with_key("256 3 8 " + rsa(2048)).count("dnskey-rsa-leading-zero") == 0);
}

TEST_CASE("the length of an RSA exponent takes three octets only where one is too few") {
    OctetVector field = rsa_field(2048);
    const OctetVector modulus(field.begin() + 4, field.end());
    const auto with_exponent = [&](std::size_t octets, OctetVector length) {
        length.resize(length.size() + octets, 3);
        length.insert(length.end(), modulus.begin(), modulus.end());
        return with_key("256 3 8 " + base64_of(length)).count("dnskey-rsa-leading-zero");
    };
    CHECK(with_exponent(3, {3}) == 0);
    CHECK(with_exponent(3, {0, 0, 3}) == 1);
    CHECK(with_exponent(255, {255}) == 0);
    CHECK(with_exponent(255, {0, 0, 255}) == 1);
    CHECK(with_exponent(256, {0, 1, 0}) == 0);

    // And nothing is proven: Knot Resolver takes such a key for malformed (V-VER-12).
    OctetVector odd = {0, 0, 3, 1, 0, 1};
    odd.insert(odd.end(), modulus.begin(), modulus.end());
    SignedZone zone;
    zone.more_keys = "@ DNSKEY 256 3 8 " + base64_of(odd) + "\n";
    const auto unchecked = judge(zone.text(), options_at())->summary().unchecked;
    CHECK(std::ranges::count(unchecked, "long-exponent-form", &Unchecked::cause) == 1);
}

TEST_CASE("a private algorithm says which one it is") {
    CHECK(with_key("256 3 253 /////w==").count("dnskey-private-alg-id") == 1);
    CHECK(with_key("256 3 253 B2V4YW1wbGUAAQ==").count("dnskey-private-alg-id") == 0);
    CHECK(with_key("256 3 254 /wE=").count("dnskey-private-alg-id") == 1);
    CHECK(with_key("256 3 254 AioDBA==").count("dnskey-private-alg-id") == 0);
}

TEST_CASE("a revoked key shows its revocation by signing the DNSKEY RRset") {
    const auto good = keys_signed_by({&ksk(), &zsk(), &revoked()}, {&ksk(), &revoked()});
    CHECK(raised(good) == Ids{});
    CHECK(word(*judge(good.text(), options_at())) == "proven");
    CHECK(raised(keys_signed_by({&ksk(), &zsk(), &revoked()}, {&ksk()})) ==
          Ids{"dnskey-revoked-not-self-signed"});
    CHECK(raised(good, options_at(noon, noon + 40 * day)).count("dnskey-revoked-not-self-signed") ==
          1);
}

TEST_CASE("a DNSKEY RRset signed by revoked keys only has no way in") {
    CHECK(raised(keys_signed_by({&revoked(), &zsk()}, {&revoked()})) ==
          Ids{"dnskey-only-revoked-signs", "dnskey-no-secure-entry"});
}

TEST_CASE("a revoked key signs nothing else") {
    SignedZone zone = keys_signed_by({&ksk(), &zsk(), &revoked()}, {&ksk(), &revoked()});
    const auto keys = zone.edit_signing;
    zone.sign([=](auto& owner, RrType type, auto& signings) {
        keys(owner, type, signings);
        if (owner == "www.example.") signings.push_back({&revoked(), SignedZone::valid_now()});
    });
    CHECK(raised(zone) == Ids{"dnskey-revoked-signs-other-rrsets"});
}

TEST_CASE("without a DS, some key signs the DNSKEY RRset validly") {
    CHECK(raised(keys_signed_by({&ksk(), &zsk()}, {})) ==
          Ids{"rrsig-missing", "dnskey-no-secure-entry"});
    CHECK(raised(keys_signed_by({&zsk()}, {&zsk()})) == Ids{});
}

TEST_CASE("SEP keys whose signatures fail are no way in, whoever else signs") {
    SignedZone zone;
    zone.sign("example.", RrType::DNSKEY, [](auto& signings) {
        signings[0].flipped = true;
        signings.push_back({&zsk(), SignedZone::valid_now()});
    });
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"dnskey-no-secure-entry", "rrsig-some-invalid"});
    CHECK(judged->find("dnskey-no-secure-entry")->group.cause == "sep-keys-fail");
}

TEST_CASE("where SEP keys sign nothing, the DS decides") {
    const auto zone = keys_signed_by({&ksk(), &zsk()}, {&zsk()});
    const auto alone = judge(zone.text(), options_at());
    CHECK(raised(*alone) == Ids{"rrsig-dnskey-not-by-ksk"});
    CHECK(word(*alone) == "not-proven");
    const auto named = judge(zone.text(), with_parent({ds_of(zsk())}));
    CHECK(raised(*named) == Ids{});
    CHECK(named->raises("ds-matches-non-sep"));
    CHECK(word(*named) == "proven");
    CHECK(raised(zone, with_parent({ds_of(ksk())})) == Ids{"rrsig-dnskey-by-ds-key"});
}

TEST_CASE("data signed by the key signing key only is worth a note in a split zone") {
    SignedZone zone;
    zone.sign("www.example.", RrType::A, [](auto& signings) { signings[0].key = &ksk(); });
    CHECK(judge(zone.text(), options_at())->count("rrsig-data-signed-by-ksk-only") == 1);
    SignedZone single;
    single.keys = {&ksk()};
    single.sign([](auto&, RrType, auto& signings) { signings[0].key = &ksk(); });
    CHECK_FALSE(judge(single.text(), options_at())->raises("rrsig-data-signed-by-ksk-only"));
}

TEST_CASE("a second key of a used algorithm may rest") {
    SignedZone zone;
    zone.keys.push_back(&hidden());
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{});
    CHECK(judged->count("dnskey-unused-key") == 1);
    CHECK_FALSE(judge(SignedZone{}.text(), options_at())->raises("dnskey-unused-key"));
}

TEST_CASE("SHA-1 signatures were discouraged in 2019 and forbidden in 2025") {
    const std::string text = zone_with_key("256 3 7 " + rsa(2048)).text();
    const auto at = [&](const char* date) {
        Options options = options_at();
        options.check.rules_as_of = from_digits(date);
        return judge(text, options);
    };
    CHECK_FALSE(at("20190501000000")->raises("dnskey-algorithm-sha1"));
    CHECK(at("20251031000000")->find("dnskey-algorithm-sha1")->severity == Severity::warning);
    CHECK(at("20251101000000")->find("dnskey-algorithm-sha1")->severity == Severity::error);
    CHECK_FALSE(judge(zone_with_key("256 3 8 " + rsa(2048)).text(), options_at())
                    ->raises("dnskey-algorithm-sha1"));
}

TEST_CASE("keys of withdrawn algorithms are errors of policy") {
    CHECK(with_key("256 3 3 AAAA").count("dnskey-algorithm-must-not") == 1);
    CHECK(with_key("256 3 12 " + std::string(86, 'A') + "==").count("dnskey-algorithm-must-not") ==
          1);
    CHECK(with_key("256 3 10 " + rsa(2048)).count("dnskey-algorithm-must-not") == 0);
}

TEST_CASE("keys with one tag are told once") {
    // Exchanging octets at even distance keeps the sum, and so the tag (RFC 4034 B).
    OctetVector first = rsa_field(2048), second = first;
    first[10] = 1, second[12] = 1;
    SignedZone zone = zone_with_key("256 3 8 " + base64_of(first));
    zone.more_keys += "@ DNSKEY 256 3 8 " + base64_of(second) + "\n";
    const auto judged = judge(zone.text(), options_at());
    CHECK(judged->count("dnskey-keytag-collision") == 1);
    CHECK_FALSE(judge(SignedZone{}.text(), options_at())->raises("dnskey-keytag-collision"));
}

TEST_CASE("nothing is proven when a namesake stands before the key that signs") {
    const auto loaded = load_zone(SignedZone{}.text());
    const KeyTable keys(*loaded.zone, Engine::automatic);
    const Octets rdata = std::ranges::find(keys.keys(), 256, &Key::flags)->rdata;
    const auto unchecked = [&](bool before) {
        OctetVector field(rdata.begin() + 4, rdata.end());
        for (std::size_t i = 0; i + 2 < field.size(); ++i)
            if (before ? field[i] > field[i + 2] : field[i] < field[i + 2]) {
                std::swap(field[i], field[i + 2]);
                break;
            }
        SignedZone zone;
        zone.more_keys = "@ DNSKEY 256 3 13 " + base64_of(field) + "\n";
        return judge(zone.text(), options_at())->summary().unchecked;
    };
    CHECK(unchecked(false).empty());
    REQUIRE(unchecked(true).size() == 1);
    CHECK(unchecked(true)[0].cause == "other-key-of-tag-first");
}

TEST_CASE("an RRset has no more signatures than validators try") {
    const auto with = [](unsigned signatures) {
        SignedZone zone;
        return raised(zone.sign("www.example.", RrType::A, [=](auto& signings) {
            for (unsigned i = 1; i < signatures; ++i)
                signings.push_back(
                    {&zsk(), SignedZone::valid_from_to(noon - day, noon + (30 + i) * day)});
        }));
    };
    CHECK(with(8) == Ids{});
    CHECK(with(9) == Ids{"rrsig-too-many"});
}

TEST_CASE("pairs of signatures and keys stay within the budget of validators") {
    SignedZone zone;
    for (unsigned i = 1; i < 4; ++i) {
        OctetVector field = rsa_field(2048);
        field[10 + 2 * i] = 1;
        zone.more_keys += "@ DNSKEY 256 3 8 " + base64_of(field) + "\n";
    }
    const auto loaded = load_zone(zone.text());
    const KeyTable keys(*loaded.zone, Engine::automatic);
    const auto rsa_key = std::ranges::find(keys.keys(), 8, &Key::algorithm);
    for (const char* value : {"AAAA", "AAAB", "AAAC"})
        zone.then(fmt::format("www RRSIG A 8 2 3600 20261222000000 20261122000000 {} example. {}",
                              rsa_key->tag, value));
    Options options = options_at();
    options.policy.keytrap_budget =
        9;  // three keys for each of three signatures, and one more pair
    CHECK(raised(zone, options).count("rrsig-keytrap-product") == 1);
    options.policy.keytrap_budget = 10;
    CHECK(raised(zone, options).count("rrsig-keytrap-product") == 0);
}
