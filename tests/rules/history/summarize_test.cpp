// The compact form of zones that are signed in one way or another.
#include "rules/history/history.hpp"
#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr Timestamp at_noon{noon};

Version version_of(const std::string& text, Timestamp at = at_noon, unsigned threads = 1) {
    Workers workers(threads);
    const auto judged = judge(text, options_at(seconds(at)));
    REQUIRE(judged->loaded.zone);
    return summarize(*judged->loaded.zone, judged->evidence, at, Confidence::high, workers);
}
Version version_of(const SignedZone& zone) {
    return version_of(zone.text());
}

KeyPosition position(const Version& version, const TestKey& key) {
    const auto found = version.find(key_identity(key.dnskey()));
    REQUIRE(found);
    return *found;
}

const TestKey& other_zsk() {
    static const TestKey key(13, 256, 9);
    return key;
}

/// Signs www A otherwise.
SignedZone www_signed_by(std::vector<Signing> signings) {
    SignedZone zone;
    zone.keys = {&ksk(), &zsk(), &other_zsk()};
    zone.sign("www.example.", RrType::A, [=](auto& all) { all = signings; });
    return zone;
}

std::uint64_t total(const Version& version) {
    std::uint64_t total = 0;
    for (const SignerSet& set : version.signer_sets) total += set.count;
    return total;
}

}  // namespace

TEST_CASE("a zone signed by one ZSK is one class of RRsets") {
    const Version version = version_of(SignedZone());
    REQUIRE(version.signer_sets.size() == 1);
    const SignerSet& set = version.signer_sets[0];
    CHECK(set.keys == std::vector{position(version, zsk())});
    CHECK((set.count == version.data_rrsets && set.count > 10));
    CHECK((set.max_ttl == 3600 && set.example == "example. NS"));
    CHECK((seconds(set.first_expiry) == noon + 30 * day && set.last_expiry == set.first_expiry));
    CHECK(data_use(version, position(version, zsk())).full);
    CHECK(data_use(version, position(version, ksk())).rrsets == 0);
}

TEST_CASE("the DNSKEY RRset is told apart: its keys, who signs it, how long it is kept") {
    const Version version = version_of(SignedZone());
    REQUIRE(version.keys.size() == 2);
    const PublishedKey& key = version.keys[position(version, ksk())];
    CHECK((key.tag == ksk().tag() && key.bits == 256 && key.sep() && key.usable()));
    CHECK(key.rdata == ksk().dnskey());
    CHECK((version.dnskey_ttl == 3600 && version.key_signatures.size() == 1));
    CHECK(signs_keys(version, position(version, ksk())));
    CHECK_FALSE(signs_keys(version, position(version, zsk())));
    CHECK(seconds(version.key_signatures[0].inception) == noon - day);
    CHECK((version.serial() == 2026112201 && version.soa.expire == 1209600));
}

TEST_CASE("a key is known by algorithm and public key, whatever its flags and tag") {
    TestKey revoked(13, 257 | 128, 1);
    CHECK(key_identity(ksk().dnskey()) == key_identity(revoked.dnskey()));
    CHECK(ksk().tag() != revoked.tag());
    CHECK(key_identity(ksk().dnskey()) != key_identity(zsk().dnskey()));
    auto other_algorithm = ksk().dnskey();
    other_algorithm[3] = 14;
    CHECK(key_identity(ksk().dnskey()) != key_identity(other_algorithm));
    // Protocol is always 3 and no part of it: SHA-256 of 0D and the 64 octets.
    Digest digest(HashAlgorithm::sha256);
    digest.update(Octets(ksk().dnskey()).subspan(3));
    CHECK(to_text(key_identity(ksk().dnskey())) == to_hex(digest.finish()));
}

TEST_CASE("RRsets that two keys sign are a class of their own") {
    const Version version = version_of(www_signed_by(
        {{&zsk(), SignedZone::valid_now()}, {&other_zsk(), SignedZone::valid_now()}}));
    REQUIRE(version.signer_sets.size() == 2);
    CHECK(version.signer_sets[0].count == version.data_rrsets - 1);  // most RRsets first
    CHECK(version.signer_sets[1].keys.size() == 2);
    CHECK(version.signer_sets[1].example == "www.example. A");
    const DataUse use = data_use(version, position(version, other_zsk()));
    CHECK((use.rrsets == 1 && use.alone == 0 && !use.full));
    CHECK(data_use(version, position(version, zsk())).full);
}

TEST_CASE("an RRset without a good signature in its time has no signers") {
    Signing flipped{&zsk(), SignedZone::valid_now()};
    flipped.flipped = true;
    const Signing expired{&zsk(), SignedZone::valid_from_to(noon - 2 * day, noon - 1)};
    const Signing later{&zsk(), SignedZone::valid_from_to(noon + 1, noon + day)};
    for (const Signing& signing : {flipped, expired, later}) {
        const Version version = version_of(www_signed_by({signing}));
        REQUIRE(version.signer_sets.size() == 2);
        CHECK((version.signer_sets[1].keys.empty() && version.signer_sets[1].count == 1));
        CHECK(total(version) == version.data_rrsets);
    }
}

TEST_CASE("signers that nobody published are kept as what they claim to be") {
    const Version version = version_of(
        www_signed_by({{&zsk(), SignedZone::valid_now()}, {&hidden(), SignedZone::valid_now()}}));
    REQUIRE(version.signer_sets.size() == 2);
    CHECK(version.signer_sets[1].keys == std::vector{position(version, zsk())});
    CHECK(version.signer_sets[1].unpublished == std::vector{UnpublishedSigner{13, hidden().tag()}});
    SignedZone zone;
    zone.sign("example.", RrType::DNSKEY, [](auto& all) {
        all.push_back({&hidden(), SignedZone::valid_now()});
    });
    CHECK(version_of(zone).unpublished_key_signers.size() == 1);
}

TEST_CASE("no cache keeps an RRset longer than the original TTL of its signature says") {
    SignedZone zone;
    zone.add("long 86400 A 192.0.2.1");
    CHECK(version_of(zone).signer_sets[0].max_ttl == 86400);
    zone.sign("long.example.", RrType::A, [](auto& all) { all[0].fields.original_ttl = 7200; });
    CHECK(version_of(zone).signer_sets[0].max_ttl == 7200);
}

TEST_CASE("an unsigned zone is one class without keys, kept as long as what is not there") {
    const std::string text = "$ORIGIN example.\n@ 60 SOA ns h 1 7200 900 1209600 900\n"
                             "@ 60 NS ns\nns 60 A 192.0.2.1\n";
    const Version version = version_of(text);
    CHECK_FALSE(version.is_signed());
    REQUIRE(version.signer_sets.size() == 1);
    CHECK((version.signer_sets[0].keys.empty() && version.signer_sets[0].count == 3));
    CHECK((version.signer_sets[0].max_ttl == 60 && version.dnskey_ttl == 60));
    std::string long_soa = text;
    long_soa.replace(long_soa.find("@ 60 SOA"), 8, "@ 7200 SOA");
    CHECK(version_of(long_soa).signer_sets[0].max_ttl == 7200);
    CHECK(version_of(long_soa).dnskey_ttl == 900);
}

TEST_CASE("a revoked key shows its revocation and is not usable") {
    const TestKey revoked(13, 257 | 128, 7);
    SignedZone zone;
    zone.keys = {&ksk(), &zsk(), &revoked};
    zone.sign("example.", RrType::DNSKEY, [&](auto& all) {
        all.push_back({&revoked, SignedZone::valid_now()});
    });
    const Version version = version_of(zone);
    const KeyPosition at = position(version, revoked);
    CHECK((version.keys[at].revoked() && version.keys[at].sound && !version.keys[at].usable()));
    CHECK(signs_keys(version, at));
}

TEST_CASE("requests for DS, denial and sizes are kept") {
    SignedZone zone = SignedZone::with_nsec3(true);
    zone.add("@ CDS 12345 13 2 " + std::string(64, 'A'));
    const Version version = version_of(zone);
    REQUIRE(version.cds.rdata.size() == 1);
    CHECK(version.cds.signers == std::vector{position(version, ksk())});
    CHECK(version.cdnskey.rdata.empty());
    REQUIRE(version.nsec3.size() == 1);
    CHECK((version.nsec3[0].listed && version.nsec3[0].opt_out && !version.nsec));
    CHECK((version.counts.delegations == 2 && version.counts.secure_delegations == 1));
    CHECK(version.counts.good_signatures == version.counts.signatures);
    CHECK(version_of(SignedZone()).nsec);
}

TEST_CASE("what is counted for losses is the same under NSEC and NSEC3") {
    const VersionCounts plain = version_of(SignedZone()).counts;
    const VersionCounts hashed = version_of(SignedZone::with_nsec3(false)).counts;
    CHECK(hashed.existing_names == plain.existing_names);
    CHECK(hashed.names > plain.names);
    CHECK(hashed.signed_rrsets == plain.signed_rrsets + 1);  // NSEC3PARAM
}

TEST_CASE("the number of threads changes nothing") {
    const std::string text = www_signed_by({{&other_zsk(), SignedZone::valid_now()}}).text();
    const Version one = version_of(text), four = version_of(text, at_noon, 4);
    CHECK(one.signer_sets == four.signer_sets);
    CHECK(one.keys == four.keys);
}

TEST_CASE("a zone tells when it was published by the signature of its SOA") {
    const auto judged = judge(SignedZone().text(), options_at());
    const auto estimate = estimated_publication(*judged->loaded.zone, judged->evidence, at_noon);
    CHECK(estimate == Timestamp{noon - day + 3600});
    const auto bare = judge(base, options_at());
    CHECK_FALSE(estimated_publication(*bare->loaded.zone, bare->evidence, at_noon));
}

TEST_CASE("a DS version holds what is in force, sorted and once, anchors as DS") {
    ParentDs parent = parent_with({ds_of(zsk()), ds_of(ksk()), ds_of(ksk())});
    parent.records[0].ttl = 7200;
    TrustInput anchor;
    anchor.is_ds = false;
    anchor.rdata = ksk().dnskey();
    parent.records.push_back(anchor);
    parent.records.push_back(ds_of(other_ksk()));
    parent.records.back().valid_until = Timestamp{noon - 1};
    const DsVersion ds = ds_version(parent, *name_from_text("example."), at_noon);
    REQUIRE(ds.records.size() == 2);
    CHECK(compare(ds.records[0], ds.records[1]) < 0);
    CHECK(ds.ttl == 7200u);
}
