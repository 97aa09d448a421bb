#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// www.example. A signed otherwise than by one good signature.
SignedZone www_signed(std::function<void(std::vector<Signing>&)> edit) {
    SignedZone zone;
    return zone.sign("www.example.", RrType::A, std::move(edit));
}

/// The same fault alone, then beside a good signature.
Ids alone(const Signing& signing) {
    return raised(www_signed([=](auto& signings) { signings = {signing}; }));
}
Ids beside_good(const Signing& signing) {
    return raised(www_signed([=](auto& signings) { signings.push_back(signing); }));
}

Signing by_zsk(std::function<void(TestRrsig&)> edit = {}) {
    Signing signing{&zsk(), SignedZone::valid_now()};
    if (edit) edit(signing.fields);
    return signing;
}

/// What was left unchecked.
std::vector<std::string> causes_in(const SignedZone& zone, const Options& options = options_at()) {
    const auto judged = judge(zone.text(), options);
    std::vector<std::string> causes;
    for (const Unchecked& unchecked : judged->summary().unchecked)
        causes.push_back(unchecked.cause);
    return causes;
}

}  // namespace

TEST_CASE("an RRset without signature is missing one") {
    const auto judged =
        judge(www_signed([](auto& signings) { signings.clear(); }).text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-missing"});
    const Finding& finding = *judged->find("rrsig-missing");
    CHECK(finding.count == 1);
    CHECK(finding.examples[0].owner == "www.example.");
    CHECK(finding.examples[0].message == "no RRSIG covers this RRset");
}

TEST_CASE("a delegation's DS without signature has a rule of its own") {
    SignedZone zone;
    zone.sign("sec.example.", RrType::DS, [](auto& signings) { signings.clear(); });
    CHECK(raised(zone) == Ids{"ds-rrset-unsigned-in-zone"});
}

TEST_CASE("a withdrawn key is one finding with a count, not one for each signature") {
    SignedZone zone;
    zone.keys = {&ksk()};
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-missing"});
    REQUIRE(judged->result.findings[0].rule->id == "rrsig-missing");
    const Finding& finding = *judged->find("rrsig-missing");
    CHECK(finding.group.cause == "unknown-key");
    CHECK(finding.group.key_tag == zsk().tag());
    CHECK(finding.count == judged->loaded.zone->signatures().size() - 1);
    CHECK(finding.examples[0].field == 6);
}

TEST_CASE("a zone with keys and no signature at all is one finding") {
    SignedZone zone;
    zone.sign([](auto&, RrType, auto& signings) { signings.clear(); });
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-missing"});
    CHECK(judged->count("rrsig-missing") == 1);
    CHECK(judged->find("rrsig-missing")->group.cause == "nothing-signed");
}

TEST_CASE("a signature by a key without ZONE flag does not count") {
    const TestKey no_zone_flag(13, 0, 7);
    SignedZone zone = www_signed([&](auto& signings) {
        signings = {{&no_zone_flag, SignedZone::valid_now()}};
    });
    zone.keys.push_back(&no_zone_flag);
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-missing", "dnskey-zone-flag-unset"});
    CHECK(judged->find("rrsig-missing")->group.cause == "key-unusable");
}

TEST_CASE("a signature with a wrong bit does not verify") {
    Signing flipped = by_zsk();
    flipped.flipped = true;
    CHECK(alone(flipped) == Ids{"rrsig-invalid"});
    CHECK(beside_good(flipped) == Ids{"rrsig-some-invalid"});
    CHECK(beside_good({&ksk(), SignedZone::valid_now()}) == Ids{});
}

TEST_CASE("nothing is proven where a signature fails beside a good one") {
    const auto causes_of = [](const char* owner, RrType type, std::vector<Signing> others) {
        SignedZone zone;
        zone.sign(owner, type, [=](auto& signings) {
            signings.insert(signings.end(), others.begin(), others.end());
        });
        return causes_in(zone);
    };
    const std::vector<std::string> doubt = {"failing-signature-beside"}, none;
    const auto bad = [](const TestKey& key, std::int64_t ends) {
        Signing signing{&key, SignedZone::valid_from_to(noon - day, noon + ends)};
        signing.flipped = true;
        return signing;
    };
    const Signing ended{&zsk(), SignedZone::valid_from_to(noon - 9 * day, noon - 1)};
    const Signing early{&zsk(), SignedZone::valid_from_to(noon + 1, noon + 40 * day)};
    CHECK(causes_of("www.example.", RrType::A,
                    {{&zsk(), SignedZone::valid_from_to(noon - day, noon + 30 * day)}}) == none);
    CHECK(causes_of("www.example.", RrType::A, {bad(zsk(), 30 * day)}) == doubt);
    CHECK(causes_of("www.example.", RrType::A, {ended}) == doubt);
    CHECK(causes_of("www.example.", RrType::A, {early}) == doubt);
    CHECK(causes_of("www.example.", RrType::A, {{&hidden(), SignedZone::valid_now()}}) == none);

    // Over DNSKEY one bad signature is looked past, two are too many for PowerDNS.
    CHECK(causes_of("example.", RrType::DNSKEY, {bad(ksk(), 30 * day)}) == none);
    CHECK(causes_of("example.", RrType::DNSKEY, {bad(ksk(), 30 * day), bad(ksk(), 31 * day)}) ==
          doubt);
    CHECK(causes_of("example.", RrType::DNSKEY, {{&ksk(), ended.fields}}) == none);
    CHECK(causes_of("example.", RrType::DNSKEY,
                    {by_zsk([](TestRrsig& rrsig) { rrsig.labels = 2; })}) == doubt);
}

TEST_CASE("what ends within a range stands beside the good signature for the rest of it") {
    SignedZone zone;
    zone.sign("www.example.", RrType::A, [](auto& signings) {
        signings.push_back({&zsk(), SignedZone::valid_from_to(noon - day, noon + day)});
    });
    const std::vector<std::string> doubt = {"failing-signature-beside"}, none;
    CHECK(causes_in(zone, options_at(noon, noon + day)) == none);
    CHECK(causes_in(zone, options_at(noon, noon + day + 1)) == doubt);
}

TEST_CASE("nothing is proven of what servers do not load, or cannot send") {
    const auto causes_of = [](unsigned records, unsigned octets) {
        SignedZone zone;
        std::string text;
        for (unsigned i = 0; i < records; ++i)
            text += fmt::format("many TYPE65400 \\# {} {:08x}{}\n", octets, i,
                                std::string(2 * octets - 8, '0'));
        zone.body += text;
        return causes_in(zone);
    };
    CHECK(causes_of(100, 4) == std::vector<std::string>{});
    CHECK(causes_of(101, 4) == std::vector<std::string>{"more-records-than-loaded"});
    // Delegations are loaded too; and RRSIGs over each type are a type of their own to BIND.
    const auto with = [](unsigned count, const char* line) {
        SignedZone zone;
        for (unsigned i = 0; i < count; ++i) zone.body += fmt::format(fmt::runtime(line), i);
        return causes_in(zone);
    };
    const std::vector<std::string> doubt{"more-records-than-loaded"}, none;
    CHECK(with(100, "many NS n{}.example.net.\n") == none);
    CHECK(with(101, "many NS n{}.example.net.\n") == doubt);
    CHECK(with(49, "types TYPE65{:03} \\# 1 00\n") == none);  // and NSEC
    CHECK(with(50, "types TYPE65{:03} \\# 1 00\n") == doubt);
    CHECK(causes_of(99, 600) == std::vector<std::string>{});
    CHECK(causes_of(99, 660) == std::vector<std::string>{"answer-too-large"});
}

TEST_CASE("data changed after signing makes its signature bad, and names no other cause") {
    SignedZone zone;
    zone.replace("www A 192.0.2.80", "www A 192.0.2.81");
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-invalid"});
    CHECK(judged->find("rrsig-invalid")->group.cause == "");
}

TEST_CASE("a signature over a name in lower case where validators keep upper case says so") {
    SignedZone zone;
    zone.replace("NSEC www.example.", "NSEC WWW.example.");
    const auto judged = judge(zone.text(), options_at());
    const Finding* const finding = judged->find("rrsig-invalid");
    REQUIRE(finding);
    CHECK(finding->group.cause == "letter-case");
    CHECK(finding->examples[0].message.find("lower case") != std::string::npos);
}

TEST_CASE(
    "several bad signatures by a key that verifies others point at another key of the same tag") {
    SignedZone zone;
    zone.sign([](auto& owner, RrType, auto& signings) {
        if (owner != "www.example.") return;
        for (Signing& signing : signings) signing.key = &hidden(), signing.fields.tag = zsk().tag();
    });
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-invalid"});
    const Finding& finding = *judged->find("rrsig-invalid");
    CHECK(finding.group.cause == "same-tag-other-key");
    CHECK(finding.count == 2);
    CHECK(finding.examples[0].field == 6);
    CHECK(finding.fingerprint.starts_with("sha256:"));
}

TEST_CASE("a key that verifies nothing is named as the cause") {
    SignedZone zone;
    zone.sign([](auto&, RrType type, auto& signings) {
        if (type == RrType::DNSKEY) return;
        for (Signing& signing : signings) signing.key = &hidden(), signing.fields.tag = zsk().tag();
    });
    CHECK(judge(zone.text(), options_at())->find("rrsig-invalid")->group.cause ==
          "key-verifies-nothing");
}

TEST_CASE("a signature by an unpublished key beside a good one is superfluous") {
    CHECK(beside_good({&hidden(), SignedZone::valid_now()}) == Ids{"rrsig-unknown-key"});
    CHECK(alone({&hidden(), SignedZone::valid_now()}) == Ids{"rrsig-missing"});
}

TEST_CASE("each RRset is signed with each algorithm that is published") {
    const auto zone_with = [](auto edit_www) {
        SignedZone zone;
        zone.keys.push_back(&other_ksk());
        zone.sign([=](auto& owner, RrType type, auto& signings) {
            signings.push_back({&other_ksk(), SignedZone::valid_now()});
            if (owner == "www.example." && type == RrType::A) edit_www(signings);
        });
        return zone;
    };
    CHECK(raised(zone_with([](auto&) {})) == Ids{});
    CHECK(raised(zone_with([](auto& signings) { signings.pop_back(); })) ==
          Ids{"rrsig-missing-algorithm"});
    const auto expired = zone_with([](auto& signings) {
        signings[1].fields = SignedZone::valid_from_to(noon - 9 * day, noon - day);
    });
    const auto judged = judge(expired.text(), options_at());
    CHECK(raised(*judged) == Ids{"rrsig-missing-algorithm"});
    CHECK(judged->find("rrsig-missing-algorithm")->group.cause == "out-of-time");
    CHECK_FALSE(judged->raises("rrsig-expired-redundant"));
}

TEST_CASE("an algorithm with which nothing is signed is one finding") {
    SignedZone zone;
    zone.keys.push_back(&other_ksk());
    const auto judged = judge(zone.text(), options_at());
    CHECK(raised(*judged) == Ids{"dnskey-standby-other-algorithm"});
    CHECK(judged->count("dnskey-standby-other-algorithm") == 1);
}

TEST_CASE(
    "RRsets signed with an unsupported algorithm only are unchecked, or miss the supported one") {
    const std::string unsupported = "@ DNSKEY 257 3 23 " + std::string(86, 'A') + "==\n";
    SignedZone mixed;
    mixed.more_keys = unsupported;
    CHECK(raised(mixed) == Ids{"dnskey-standby-other-algorithm"});

    SignedZone only;
    only.keys = {};
    only.more_keys = unsupported;
    only.sign([](auto&, RrType, auto& signings) { signings.clear(); });
    const auto with_signatures = [&](std::string text) {
        const auto loaded = load_zone(text);
        const std::uint16_t tag =
            key_tag(loaded.zone->records(*loaded.zone->at_apex(RrType::DNSKEY)).front());
        for (const Rrset& rrset : loaded.zone->rrsets())
            if (must_be_signed(rrset))
                text += fmt::format("{0} 3600 IN RRSIG {1} 23 {2} 3600 20261222000000 "
                                    "20261122000000 {3} example. AAAA\n",
                                    to_text(loaded.zone->name(rrset.owner)), to_text(rrset.type),
                                    signed_labels_of(*loaded.zone, rrset), tag);
        return text;
    };
    const auto judged = judge(with_signatures(only.text()), options_at());
    CHECK(raised(*judged) == Ids{});
    CHECK(word(*judged) == "not-proven");
}

TEST_CASE("the signer's name is that of the zone") {
    const Signing wrong = by_zsk([](TestRrsig& fields) { fields.signer = "www.example."; });
    CHECK(alone(wrong) == Ids{"rrsig-signer-not-apex"});
    CHECK(beside_good(wrong) == Ids{"rrsig-some-invalid"});
}

TEST_CASE("a signer's name in upper case is told and does not matter") {
    SignedZone zone;
    zone.then(fmt::format("www RRSIG A 13 2 3600 20261222000000 20261122000000 {} EXAMPLE. AAAA",
                          hidden().tag()));
    CHECK(raised(zone) == Ids{"rrsig-signer-case", "rrsig-unknown-key"});
}

TEST_CASE("the labels field counts the labels of the owner") {
    const Signing too_many = by_zsk([](TestRrsig& fields) { fields.labels = 3; });
    CHECK(alone(too_many) == Ids{"rrsig-labels-exceed-owner"});
    CHECK(beside_good(too_many) == Ids{"rrsig-some-invalid"});
    CHECK(alone(by_zsk([](TestRrsig& fields) { fields.labels = 0; })) ==
          Ids{"rrsig-labels-below-signer"});
    const Signing too_few = by_zsk([](TestRrsig& fields) { fields.labels = 1; });
    CHECK(alone(too_few) == Ids{"rrsig-labels-too-few"});
    CHECK(beside_good(too_few) == Ids{"rrsig-some-invalid"});
}

TEST_CASE("an expanded wildcard answer is an error beside a good signature too") {
    const Signing expanded =
        by_zsk([](TestRrsig& fields) { fields.labels = 1, fields.signed_owner = "*.example."; });
    CHECK(alone(expanded) == Ids{"rrsig-labels-too-few"});
    CHECK(beside_good(expanded) == Ids{"rrsig-labels-too-few"});
}

TEST_CASE("a signature has the length and range of its algorithm") {
    Signing cut = by_zsk();
    cut.octets = 40;
    CHECK(alone(cut) == Ids{"rrsig-signature-length"});
    CHECK(beside_good(cut) == Ids{"rrsig-some-invalid"});
    Signing zero = by_zsk();
    zero.zeroed = true;
    CHECK(alone(zero) == Ids{"rrsig-ecdsa-degenerate"});
}

TEST_CASE("a validity period ends after it begins") {
    Signing reversed = by_zsk();
    reversed.fields = SignedZone::valid_from_to(noon + day, noon - day);
    CHECK(alone(reversed) == Ids{"rrsig-inception-after-expiration"});
    CHECK(beside_good(reversed) == Ids{"rrsig-some-invalid"});
    reversed.fields = SignedZone::valid_from_to(noon - day, noon - day + 0x80000000);
    CHECK(alone(reversed) == Ids{"rrsig-inception-after-expiration"});
}

TEST_CASE("an RRSIG covers something that is there and must be signed") {
    const auto with = [](const std::string& line) {
        SignedZone zone;
        return raised(zone.then(line));
    };
    const std::string rest = " 3600 20261222000000 20261122000000 1 example. AAAA";
    CHECK(with("www RRSIG TXT 13 2" + rest) == Ids{"rrsig-orphan"});
    CHECK(with("www RRSIG RRSIG 13 2" + rest) == Ids{"rrsig-covers-rrsig"});
    CHECK(with("sub RRSIG NS 13 2" + rest) == Ids{"rrsig-on-delegation-ns"});
    CHECK(with("ns.sub RRSIG A 13 3" + rest) == Ids{"rrsig-on-glue"});
}

TEST_CASE("an orphan signature is worse where its owner has nothing else") {
    SignedZone zone;
    zone.then("nothing RRSIG A 13 2 3600 20261222000000 20261122000000 1 example. AAAA");
    CHECK(judge(zone.text(), options_at())->find("rrsig-orphan")->severity == Severity::error);
}

TEST_CASE("the TTLs of an RRset, its signature and the signed one are the same") {
    const auto with_ttl = [](const std::string& ttl) {
        SignedZone zone;
        return raised(zone.replace("www A", "www " + ttl + " A"));
    };
    CHECK(with_ttl("7200") == Ids{"rrsig-original-ttl-exceeded"});
    CHECK(with_ttl("1800") == Ids{"rrsig-original-ttl-mismatch"});
    CHECK(with_ttl("3600") == Ids{});
    Signing short_lived = by_zsk();
    short_lived.ttl = 300;
    CHECK(alone(short_lived) == Ids{"rrsig-ttl-mismatch"});
}

TEST_CASE("where the TTLs of an RRset differ, that is the one finding") {
    SignedZone zone;
    zone.add("www A 192.0.2.81").replace("www A 192.0.2.81", "www 60 A 192.0.2.81");
    CHECK(raised(zone) == Ids{"zone-rrset-ttl-mismatch"});
}
