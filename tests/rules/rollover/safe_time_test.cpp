// The earliest safe time of each step of each method (RFC 7583 3), to the second, as brute force
// over all combinations of cached copies gives it.
#include "tests/rules/rollover/cache.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

/// K, L: key signing keys; Z, Y: zone signing keys; small letters: those of the new algorithm.
struct MethodStep {
    const char* name;
    Past past;  // its last step at 0
    CacheStep next;
    const char* earliest;
};

CacheStep zone(const CacheStep& a, const CacheStep& b, const CacheStep& c) {
    return a + b + c;
}
const CacheStep plain = zone(publish(ds("K")), publish(key_set("KZ", "K")), publish(data("Z")));

}  // namespace

TEST_CASE("the earliest safe time of each step is that of RFC 7583, to the second") {
    const std::vector<MethodStep> steps = {
        {"activate a new ZSK", Past(plain).then(0, publish(key_set("KYZ", "K"))),
         publish(data("Y")), "3900"},
        {"remove the old ZSK (pre-publication)",
         Past(plain).then(-90000, publish(key_set("KYZ", "K"))).then(0, publish(data("Y"))),
         publish(key_set("KY", "K")), "86700"},
        {"remove the old ZSK and its signatures (double signature)",
         Past(plain).then(0, publish(key_set("KYZ", "K")) + publish(data("YZ"))),
         publish(key_set("KY", "K")) + publish(data("Y")), "86700"},
        {"swap the DS (double KSK)", Past(plain).then(0, publish(key_set("KLZ", "KL"))),
         publish(ds("L")), "3900"},
        {"remove the old KSK (double KSK)",
         Past(plain).then(-90000, publish(key_set("KLZ", "KL"))).then(0, publish(ds("L"))),
         publish(key_set("LZ", "L")), "90000"},
        {"swap the KSK (double DS)", Past(plain).then(0, publish(ds("KL"))),
         publish(key_set("LZ", "L")), "90000"},
        {"remove the old DS (double DS)",
         Past(plain).then(-100000, publish(ds("KL"))).then(0, publish(key_set("LZ", "L"))),
         publish(ds("L")), "3900"},
        {"remove both (double RRset)",
         Past(plain).then(0, publish(ds("KL")) + publish(key_set("KLZ", "KL"))),
         publish(ds("L")) + publish(key_set("LZ", "L")), "90000"},
        {"swap the DS (algorithm, liberal)",
         Past(plain).then(0, publish(key_set("KZkz", "Kk")) + publish(data("Zz"))),
         publish(ds("k")), "86700"},
        {"drop the old algorithm",
         Past(plain)
             .then(-100000, publish(key_set("KZkz", "Kk")) + publish(data("Zz")))
             .then(0, publish(ds("k"))),
         publish(key_set("kz", "k")) + publish(data("z")), "90000"},
        {"remove the old CSK",
         Past(zone(publish(ds("K")), publish(key_set("K", "K")), publish(data("K"))))
             .then(-90000, publish(key_set("KL", "KL")))
             .then(0, publish(ds("L")) + publish(data("L"))),
         publish(key_set("L", "L")), "90000"},
    };
    for (const MethodStep& step : steps) {
        CAPTURE(step.name);
        const SafeTime safe = earliest_safe(step.past, step.next, Strictness::strict);
        CHECK(when(safe) == step.earliest);
        // Just so: a second before it breaks something, at that second it does not.
        const std::int64_t at = std::stoll(step.earliest);
        const auto check = [&](std::int64_t moment) {
            return check_caches(with_step(step.past, step.next, Timestamp{moment}), Timestamp{0});
        };
        CHECK((check(at).safe() && check(at).incomplete.empty()));
        CHECK_FALSE((check(at - 1).safe() && check(at - 1).incomplete.empty()));
    }
}

TEST_CASE("a DS of a new algorithm harms only strict validators while old signatures are cached") {
    const Past past = Past(plain).then(0, publish(key_set("KZkz", "Kk")) + publish(data("Zz")));
    CHECK(when(earliest_safe(past, publish(ds("k")), Strictness::lenient)) == "3900");
    const CacheModel early = with_step(past, publish(ds("k")), Timestamp{3900});
    CHECK(unsafe(early).empty());
    CHECK(windows(check_caches(early, Timestamp{0}).incomplete) == "3900..86700");
}

TEST_CASE("a safe time is made of terms that add up to it, and names what would break") {
    const Past past =
        Past(plain).then(-90000, publish(key_set("KYZ", "K"))).then(500, publish(data("Y")));
    const SafeTime safe =
        earliest_safe(past, publish(key_set("KY", "K")), Strictness::strict, {3600, 3600});
    REQUIRE(safe.terms.size() == 4);
    CHECK((safe.terms[0].name == "superseded" && safe.terms[0].at == Timestamp{500}));
    CHECK((safe.terms[1].name == "propagation" && safe.terms[1].seconds == zone_delay));
    CHECK((safe.terms[2].name == "ttl" && safe.terms[2].seconds == data_ttl));
    CHECK((safe.terms[3].name == "safety" && safe.terms[3].seconds == 3600));
    CHECK(safe.at == Timestamp{500 + zone_delay + data_ttl + 3600});
    REQUIRE(safe.binding);
    CHECK(safe.binding->misfit == Misfit::signer_not_in_keys);
    CHECK(safe.binding->rrsets == 100);
}

TEST_CASE("what is still needed can never go, however long one waits") {
    const Past past(plain);
    for (const CacheStep& step : {publish(key_set("K", "K")), publish(key_set("Z", "Z")),
                                  publish(ds("L")), publish(data("Y")), publish(bogus(1))}) {
        const SafeTime safe = earliest_safe(past, step, Strictness::lenient);
        CHECK_FALSE(safe.ever);
        CHECK(safe.binding.has_value());
    }
}

TEST_CASE("a key may be published, and the same things again, without waiting") {
    const Past past(plain);
    for (const CacheStep& step :
         {publish(key_set("KYZ", "K")), publish(key_set("KLZ", "KL")), plain, publish(ds("KL"))})
        CHECK(when(earliest_safe(past, step, Strictness::lenient)) == "-");
    // Strict validators too: the second DS has the same algorithm.
    CHECK(when(earliest_safe(past, publish(ds("KL")), Strictness::strict)) == "-");
    CHECK(when(earliest_safe(past, publish(ds("Kk")), Strictness::strict)) == "never");
}

TEST_CASE("a first DS waits for everything that was cached unsigned") {
    const Past past = Past(zone(publish(ds("")), publish(key_set("", "")), publish(data(""))))
                          .then(0, publish(key_set("KZ", "K")) + publish(data("Z")));
    CHECK(when(earliest_safe(past, publish(ds("K")), Strictness::strict)) == "86700");
}

TEST_CASE("a signature that begins later is waited for") {
    CachedKeySet later = key_set("KLZ", "KL");
    later.signatures[1].from = Timestamp{7200};
    const Past past = Past(plain).then(0, publish(later));
    const SafeTime safe = earliest_safe(past, publish(ds("L")), Strictness::lenient);
    CHECK(when(safe) == "7200");
    REQUIRE(safe.terms.size() == 1);
    CHECK(safe.terms[0].name == "inception");
}

TEST_CASE("RRsets that were bogus in themselves are no reason to wait") {
    CacheStep bad = publish(data("Z"));
    bad.data->push_back(bogus(7));
    const Past past = Past(plain).then(0, bad).then(hour, publish(data("Z")));
    CHECK(when(earliest_safe(past, publish(key_set("KYZ", "K")), Strictness::strict)) == "-");
}

TEST_CASE("without a word about the DS nobody is told that the zone may go unsigned") {
    CacheModel model = Past(plain);
    model.ds.clear();
    model.ds_known = false;
    const CacheStep unsign = publish(key_set("", "")) + publish(data(""));
    CHECK(when(earliest_safe(model, unsign, Strictness::lenient)) == "never");
    CHECK(when(earliest_safe(model, publish(data("Y")), Strictness::lenient)) == "never");
}
