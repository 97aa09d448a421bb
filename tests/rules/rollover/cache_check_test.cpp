// Outages as they happened, to the second, in miniature.
#include "tests/rules/rollover/cache.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const CacheStep plain = publish(ds("K")) + publish(key_set("KZ", "K")) + publish(data("Z"));
const CacheStep unsigned_zone = publish(key_set("", "")) + publish(data(""));

CacheCheck check(const CacheModel& model) {
    return check_caches(model, Timestamp{-1'000'000'000});
}

}  // namespace

TEST_CASE("a zone that stays as it is is safe") {
    CHECK(unsafe(Past(plain)).empty());
    CHECK(unsafe(Past(plain).then(0, plain)).empty());
}

TEST_CASE("nz 2023: the old KSK leaves three hours after the DS was swapped") {
    const Past past = Past(plain)
                          .then(-30 * 86400, publish(key_set("KLZ", "KL")))
                          .then(0, publish(ds("L")))
                          .then(3 * hour, publish(key_set("LZ", "L")));
    CHECK(unsafe(past) == "10800..90000");
    const Outage outage = check(past).unsafe.front();
    CHECK(outage.everything);
    CHECK(outage.binding().misfit == Misfit::no_key_for_ds);
    REQUIRE(outage.binding().ds);
    CHECK(static_cast<const CacheModel&>(past).ds[*outage.binding().ds].links == ds("K").links);
}

TEST_CASE("APNIC 2012: a standby signer with other ZSKs takes over") {
    const Past past = Past(plain).then(0, publish(key_set("KY", "K")) + publish(data("Y")));
    CHECK(unsafe(past) == "0..86700");  // 24.083 hours
    const Outage outage = check(past).unsafe.front();
    CHECK_FALSE(outage.everything);
    CHECK(outage.rrsets == 100);
    CHECK(outage.binding().misfit == Misfit::signer_not_in_keys);
}

TEST_CASE("gov 2013: signed with the new algorithm alone, while the DS names the old") {
    const CacheStep bad = publish(key_set("KZkz", "k")) + publish(data("z"));
    CHECK(unsafe(Past(plain).then(0, bad)) == "0..");
    CHECK(check(Past(plain).then(0, bad)).unsafe.front().binding().misfit ==
          Misfit::ds_key_not_signing);
    // Repaired after a day; bad copies of the DNSKEY RRset outlast the repair by an hour.
    const Past repaired =
        Past(plain).then(0, bad).then(86400, publish(key_set("KZkz", "Kk")) + publish(data("Zz")));
    CHECK(unsafe(repaired) == "0..90300");
}

TEST_CASE("de 2026: two thirds of new signatures are by keys that nobody published") {
    CacheStep bad = publish(data("Y", 1000));
    bad.data->push_back(bogus(2000));
    bad.data->push_back(data("Z", 9000));
    const Past past = Past(plain)
                          .then(-3 * 86400, publish(key_set("KYZ", "K")))
                          .then(0, bad)
                          .then(3 * hour, publish(data("Z")));
    const Outage outage = check(past).unsafe.front();
    CHECK(unsafe(past) == "0..97500");                         // three hours, and 24.083 more
    CHECK(outage.validators_until == Timestamp{10800 + 300});  // that validators do not keep
    CHECK(outage.rrsets == 2000);
    CHECK(outage.binding().misfit == Misfit::not_signed);
}

TEST_CASE("Slack 2021: unsigned an hour after the DS was withdrawn") {
    const Past past = Past(plain).then(0, publish(ds(""))).then(hour, unsigned_zone);
    CHECK(unsafe(past) == "3600..90000");
    CHECK(check(past).unsafe.front().binding().misfit == Misfit::no_keys);
}

TEST_CASE("unsigned 25 hours after the DS was withdrawn is safe") {
    CHECK(unsafe(Past(plain).then(0, publish(ds(""))).then(25 * hour, unsigned_zone)).empty());
    CHECK(unsafe(Past(plain).then(0, publish(ds(""))).then(25 * hour - 1, unsigned_zone)) ==
          "89999..90000");
}

TEST_CASE("a DS half an hour after first signing meets what was cached unsigned") {
    const CacheStep since_ever = publish(ds("")) + unsigned_zone;
    const CacheStep sign = publish(key_set("KZ", "K")) + publish(data("Z"));
    CHECK(unsafe(Past(since_ever).then(0, sign).then(1800, publish(ds("K")))) == "1800..86700");
    CHECK(unsafe(Past(since_ever).then(0, sign).then(86700, publish(ds("K")))).empty());
}

TEST_CASE("an insecure zone may publish what it likes") {
    const CacheStep insecure = publish(ds("")) + publish(key_set("KZ", "")) + publish(data("Y"));
    CHECK(unsafe(Past(insecure)).empty());
    CHECK(unsafe(Past(insecure).then(0, unsigned_zone)).empty());
}

TEST_CASE("a zone without its keys fails for everybody as long as there is a DS") {
    const Past past = Past(plain).then(0, publish(key_set("", "")));
    CHECK(unsafe(past) == "0..");
    const Outage outage = check(past).unsafe.front();
    CHECK((outage.everything && !outage.to && outage.causes.size() == 1));
}

TEST_CASE("signatures over the DNSKEY RRset count in their time only") {
    CachedKeySet set = key_set("KZ", "K");
    set.signatures[0].from = Timestamp{100};
    set.signatures[0].to = Timestamp{499};
    const Past past = Past(plain).then(0, publish(set));
    CHECK(unsafe(past) == "0..100 500..");
}

TEST_CASE("an outage that is over is not told, one that is not is told whole") {
    const Past past = Past(plain).then(0, publish(key_set("KY", "K")) + publish(data("Y")));
    CHECK(windows(check_caches(past, Timestamp{86699}).unsafe) == "0..86700");
    CHECK(check_caches(past, Timestamp{86700}).safe());
}

TEST_CASE("two outages apart are two, and causes are told apart within one") {
    const CacheStep other = publish(key_set("KY", "K")) + publish(data("Y"));
    const Past past = Past(plain).then(0, other).then(30 * 86400, plain);
    CHECK(unsafe(past) == "0..86700 2592000..2678700");
    const Outage first = check(past).unsafe.front();
    // Cached keys against new signatures, and new keys against cached signatures.
    REQUIRE(first.causes.size() == 2);
    CHECK((first.causes[0].from == Timestamp{0} && first.causes[1].from == Timestamp{0}));
    CHECK(first.binding().to == Timestamp{86700});
}

TEST_CASE("the conservative algorithm rollover passes, strict validators included") {
    // RFC 6781 4.1.4: signatures, keys, DS, keys out, signatures out.
    CachedData both = data("Z");
    both.presumed = keys("z");
    CachedData leaving = data("z");
    leaving.presumed = keys("Z");
    const Past past = Past(plain)
                          .then(0, publish(both))
                          .then(86700, publish(key_set("KZkz", "Kk")) + publish(data("Zz")))
                          .then(2 * 86700, publish(ds("k")))
                          .then(2 * 86700 + 90000, publish(key_set("kz", "k")) + publish(leaving))
                          .then(2 * 86700 + 90000 + 3900, publish(data("z")));
    CHECK(unsafe(past).empty());
    CHECK(check(past).incomplete.empty());
}

TEST_CASE("signatures under a tag nobody published are trusted by no safety check") {
    CachedData presumed = data("");
    presumed.presumed = keys("Z");
    CHECK(unsafe(Past(plain).then(0, publish(presumed))) == "0..");
}

TEST_CASE("multi-signer model 2 passes when each provider publishes the keys of both") {
    const auto of = [](CacheStep step, std::uint16_t provider) {
        step.provider = provider;
        return step;
    };
    const auto provider = [&](const char* all, const char* ksk, const char* zsk, std::uint16_t n) {
        return of(publish(key_set(all, ksk)) + publish(data(zsk)), n);
    };
    Past good(publish(ds("KL")));
    good.then(0, provider("KLYZ", "K", "Z", 0)).then(0, provider("KLYZ", "L", "Y", 1));
    CHECK(unsafe(good).empty());
    CHECK(check(good).incomplete.empty());
    Past alone(publish(ds("KL")));
    alone.then(0, provider("KZ", "K", "Z", 0)).then(0, provider("LY", "L", "Y", 1));
    CHECK(unsafe(alone) == "0..");
    // A new ZSK of one provider has to be in the other's DNSKEY RRset first.
    CHECK(unsafe(good.then(100, of(publish(key_set("KLYZX", "K")), 0))
                     .then(9999999, of(publish(data("X")), 0))) == "9999999..");
}
