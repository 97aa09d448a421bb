// From histories to what caches hold; and the incidents as histories.
#include "tests/rules/rollover/cache.hpp"
#include "tests/rules/rollover/incidents.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// Windows from noon on.
std::string from_noon(std::vector<Outage> outages) {
    for (Outage& outage : outages) {
        outage.from = Timestamp{seconds(outage.from) - incident_noon};
        if (outage.to) outage.to = Timestamp{seconds(*outage.to) - incident_noon};
    }
    return windows(outages);
}

CacheModel model_of(std::vector<Version> versions, std::vector<DsVersion> ds,
                    const Timing& timing = {}, std::int64_t now = 0) {
    const std::vector<ProviderVersions> providers{versions};
    return cache_model(*name_from_text("example."), providers, ds, timing,
                       Timestamp{incident_noon + now});
}

std::string unsafe_from_noon(const CacheModel& model) {
    return from_noon(check_caches(model, Timestamp{0}).unsafe);
}

const std::int64_t long_ago = -30 * 86400;
const Version before = version_at(long_ago, 1, "KZ", "K", {{"Z"}});

}  // namespace

TEST_CASE("incidents of the record have the windows they had") {
    for (const Incident& incident : incidents()) {
        CAPTURE(incident.name);
        const CacheCheck check =
            check_caches(testing::model_of(incident), Timestamp{incident_noon + long_ago});
        CHECK(from_noon(check.unsafe) == incident.unsafe);
        CHECK(from_noon(check.incomplete) == incident.incomplete);
    }
}

TEST_CASE("versions that show the same are one state, with the versions that showed it") {
    Version again = version_at(long_ago + 100, 2, "KZ", "K", {{"Z", 1200}});
    again.key_signatures = before.key_signatures;
    const CacheModel model =
        model_of({before, again, version_at(0, 3, "KYZ", "K", {{"Z"}})}, {ds_at(long_ago, "K")});
    REQUIRE(model.key_sets.size() == 2);
    CHECK(model.key_sets[0].life.since == before.published_at);
    CHECK(model.key_sets[0].life.superseded == Timestamp{incident_noon});
    CHECK((model.key_sets[0].source.version == 0 && model.key_sets[0].source.last_version == 1));
    REQUIRE(model.data.size() == 1);
    CHECK((model.data[0].source.last_version == 2 && model.data[0].rrsets == 1200));
    CHECK_FALSE(model.data[0].life.superseded);
}

TEST_CASE("TTLs of the policy lengthen those of the zone and never shorten them") {
    Timing timing;
    timing.dnskey_ttl = 7200;
    timing.max_zone_ttl = 60;
    timing.ds_ttl = 172800;
    const CacheModel model = model_of({before}, {ds_at(long_ago, "K")}, timing);
    CHECK(model.key_sets[0].life.ttl == 7200);
    CHECK(model.data[0].life.ttl == 86400);
    CHECK(model.ds[0].life.ttl == 172800);
    DsVersion silent = ds_at(long_ago, "K");
    silent.ttl.reset();
    CHECK(model_of({before}, {silent}).ds[0].life.ttl == 86400);
    CHECK(model_of({before}, {silent}, timing).ds[0].life.ttl == 172800);
}

TEST_CASE("a DS names a key by digest, tag and algorithm, not by tag alone") {
    const auto links = [](DsVersion ds) { return model_of({before}, {ds}).ds[0].links; };
    const DsVersion good = ds_at(long_ago, "K");
    CHECK(links(good)[0].keys.size() == 1);
    for (const std::size_t octet : {0u, 2u, 20u}) {  // tag, algorithm, digest
        DsVersion wrong = good;
        wrong.records[0][octet] = octet == 2 ? 13 : 0x5A;
        CAPTURE(octet);
        REQUIRE(links(wrong).size() == 1);
        CHECK(links(wrong)[0].keys.empty());
    }
}

TEST_CASE("DS records that validators cannot use, or set aside, do not count") {
    DsVersion ds = ds_at(long_ago, "K");
    auto sha1 = ds.records[0];
    sha1[3] = 1;
    sha1.resize(24);
    auto unknown_digest = ds.records[0], unknown_algorithm = ds.records[0];
    unknown_digest[3] = 99;
    unknown_algorithm[2] = 99;
    ds.records = {sha1, unknown_digest, unknown_algorithm};
    const auto links = [&] { return model_of({before}, {ds}).ds[0].links; };
    REQUIRE(links().size() == 1);
    CHECK(links()[0].digest_type == 1);
    ds.records.push_back(ds_at(long_ago, "K").records[0]);
    REQUIRE(links().size() == 1);
    CHECK(links()[0].digest_type == 2);
    ds.records = {unknown_digest};
    CHECK(links().empty());
    // Broken is not unknown: it counts, and names no key (V-DS-2).
    auto cut = ds_at(long_ago, "K").records[0];
    cut.pop_back();
    ds.records = {sha1, cut};
    REQUIRE(links().size() == 2);
    CHECK(links()[1].keys.empty());
}

TEST_CASE("a revoked key is no key, and a key whose flags changed is another") {
    Version revoked = version_at(0, 2, "KLZ", "KL", {{"Z"}});
    revoked.keys[0].rdata[1] |= 0x80;
    revoked.keys[0] = published_key(revoked.keys[0].rdata);
    CHECK(unsafe_from_noon(model_of({before, revoked}, {ds_at(long_ago, "K")})) == "0..");
    // A ZSK that becomes a CSK has another tag: its cached signatures no longer find it.
    Version promoted = version_at(0, 2, "KZ", "K", {{"Z"}});
    promoted.keys[1].rdata[1] |= 1;
    promoted.keys[1] = published_key(promoted.keys[1].rdata);
    CHECK(promoted.keys[1].identity == before.keys[1].identity);
    CHECK(unsafe_from_noon(model_of({before, promoted}, {ds_at(long_ago, "K")})) == "0..86700");
}

TEST_CASE("signatures are renewed in time, unless they are over where they are published") {
    const std::vector<DsVersion> ds = {ds_at(long_ago, "K")};
    CHECK(unsafe_from_noon(model_of({before}, ds, {}, long_ago)).empty());
    const std::int64_t expiry = long_ago + 14 * 86400;
    CHECK(unsafe_from_noon(model_of({before}, ds, {}, expiry)).empty());
    CHECK(unsafe_from_noon(model_of({before}, ds, {}, expiry + 1)) ==
          std::to_string(expiry + 1) + "..");
    Version expired = version_at(0, 2, "KZ", "K", {{"Z"}});
    expired.key_signatures[0].expiration = Timestamp{incident_noon - 1};
    CHECK(unsafe_from_noon(model_of({before, expired}, ds, {}, long_ago)) == "0..");
}

TEST_CASE("a DS that nobody saw begin was there from the first signed version on") {
    const Version unsigned_ = version_at(long_ago, 1, "", "", {{""}});
    const Version signed_ = version_at(0, 2, "KZ", "K", {{"Z"}});
    CHECK(unsafe_from_noon(model_of({unsigned_, signed_}, {ds_at(1800, "K")})) == "0..86700");
    CHECK(unsafe_from_noon(model_of({unsigned_, signed_},
                                    {ds_at(long_ago, ""), ds_at(1800, "K")})) == "1800..86700");
}

TEST_CASE("without a DS timeline signatures are checked against keys") {
    const CacheModel model = model_of({before, version_at(0, 2, "KY", "K", {{"Y"}})}, {});
    CHECK_FALSE(model.ds_known);
    CHECK(unsafe_from_noon(model) == "0..86700");
    const Version unsigned_ = version_at(long_ago, 1, "", "", {{""}});
    CHECK(unsafe_from_noon(model_of({unsigned_}, {})).empty());
}

TEST_CASE("a candidate is a step: its keys join the model, and DS RRsets that name them") {
    CacheModel model = model_of({before}, {ds_at(long_ago, "K"), ds_at(0, "KL")});
    const CacheStep swap = cache_step(model, version_at(0, 2, "LZ", "L", {{"Z"}}), Timing{});
    const SafeTime safe = earliest_safe(model, swap, Strictness::strict);
    CHECK(safe.at == Timestamp{incident_noon + 90000});
    const CacheStep drop = cache_step(model, ds_at(0, "L"), Timing{});
    CHECK_FALSE(earliest_safe(model, drop, Strictness::strict).ever);
    model = with_step(model, swap, Timestamp{incident_noon + 90000});
    CHECK(earliest_safe(model, drop, Strictness::strict).at ==
          Timestamp{incident_noon + 90000 + 3900});
}

TEST_CASE("a thousand versions of a large zone are judged at once") {
    std::vector<Version> versions;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        const char zsk = static_cast<char>('P' + i / 20 % 8);
        const std::string next(1, static_cast<char>('P' + (i / 20 + 1) % 8));
        versions.push_back(version_at(long_ago + i * std::int64_t{3600}, i,
                                      "K" + std::string(1, zsk) + next, "K",
                                      {{std::string(1, zsk), 1000000}}));
    }
    const CacheModel model = model_of(versions, {ds_at(long_ago, "K")}, {}, 12 * 86400);
    CHECK((model.key_sets.size() == 1000 && model.data.size() == 50));
    // Each ZSK leaves when its successor comes into use, every 20 hours: one outage, no pause.
    CacheCheck check = check_caches(model, Timestamp{0});
    REQUIRE(check.unsafe.size() == 1);
    CHECK(check.unsafe[0].rrsets == 1000000);
    // Told are the first causes and the one that lasts longest.
    const MisfitCause longest = check.unsafe[0].binding();
    keep_first_causes(check.unsafe[0], 16);
    CHECK(check.unsafe[0].causes.size() == 16);
    CHECK(check.unsafe[0].causes.back().to == longest.to);
}
