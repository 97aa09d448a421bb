#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

std::unique_ptr<Judged> judge_www(const TestRrsig& fields, const TestKey& key = zsk(),
                                  std::int64_t at = noon) {
    SignedZone zone;
    zone.sign("www.example.", RrType::A, [=, &key](auto& signings) {
        signings.push_back({&key, fields});
        if (&key == &zsk()) signings.erase(signings.begin());
    });
    return judge(zone.text(), options_at(at));
}

/// A zone with more names, whose n-th RRset, DNSKEY apart, is signed so.
std::unique_ptr<Judged> judge_many(int names, const std::function<TestRrsig(int)>& fields) {
    SignedZone zone;
    for (int i = 0; i < names; ++i) zone.add("n" + std::to_string(i) + " TXT x");
    int made = 0;
    zone.sign([&](const std::string&, RrType type, std::vector<Signing>& signings) {
        if (type != RrType::DNSKEY) signings[0].fields = fields(made++);
    });
    return judge(zone.text(), options_at());
}
TestRrsig until(std::int64_t end) {
    return SignedZone::valid_from_to(noon - day, noon + end);
}

}  // namespace

TEST_CASE("a signature lives for twice the TTL and five minutes at least") {
    const auto too_short = [](std::int64_t validity) {
        return judge_www(SignedZone::valid_from_to(noon - 1000, noon - 1000 + validity))
            ->raises("rrsig-validity-too-short");
    };
    CHECK(too_short(7499));
    CHECK_FALSE(too_short(7500));
}

TEST_CASE("more than three lengths of validity are noted, once") {
    const auto judged = [](std::vector<std::int64_t> ends) {
        return judge_many(
            20, [=](int n) { return until(ends[static_cast<std::size_t>(n) % ends.size()]); });
    };
    CHECK(judged({30 * day, 40 * day, 50 * day, 60 * day})->count("rrsig-validity-mixed") == 1);
    CHECK_FALSE(judged({30 * day, 40 * day, 50 * day})->raises("rrsig-validity-mixed"));
    CHECK_FALSE(
        judged({30 * day, 31 * day, 32 * day, 33 * day, 34 * day})->raises("rrsig-validity-mixed"));
}

TEST_CASE("a large zone that ends at once has a cliff") {
    const auto cliff = [](int names, std::int64_t spread) {
        return judge_many(names, [=](int n) { return until(30 * day + n * spread); })
            ->raises("rrsig-no-jitter");
    };
    CHECK(cliff(500, 0));
    CHECK_FALSE(cliff(480, 0));
    CHECK_FALSE(cliff(500, 60));
}

TEST_CASE("a name that the signer forgot stands out by its end and its age") {
    const auto outliers = [](const TestRrsig& forgotten) {
        return judge_many(200, [=](int n) { return n == 7 ? forgotten : until(30 * day); })
            ->count("rrsig-expiry-spread-outlier");
    };
    CHECK(outliers(SignedZone::valid_from_to(noon - 9 * day, noon + 20 * day)) == 1);
    CHECK(outliers(SignedZone::valid_from_to(noon - 9 * day, noon + 29 * day)) == 0);
    CHECK(outliers(SignedZone::valid_from_to(noon - day, noon + 20 * day)) ==
          0);  // shorter by design
}

TEST_CASE("SOA EXPIRE is no more than two fifths of the validity") {
    const auto noted = [](std::int64_t validity) {  // EXPIRE is 14 d
        return judge_many(0, [=](int) { return until(validity - day); })
            ->raises("soa-expire-vs-validity-ratio");
    };
    CHECK_FALSE(noted(35 * day));
    CHECK(noted(35 * day - 1));
}

TEST_CASE("times beyond 31 bits are noted") {
    constexpr std::int64_t edge = 2147483647;  // 2038-01-19T03:14:07Z
    const auto noted = [](std::int64_t begin, std::int64_t end) {
        return judge_www(SignedZone::valid_from_to(begin, end), zsk(), begin)
            ->count("rrsig-2038-2106");
    };
    CHECK(noted(edge - day, edge) == 0);
    CHECK(noted(edge - day, edge + 1) == 1);
    CHECK(noted(4294967295 - day, 4294967295 + day) == 1);
}

TEST_CASE("a signature that outlives its key is noted until it ends") {
    const auto noted = [](std::int64_t end) {
        return judge_www(until(end), hidden())->raises("rrsig-outlives-key");
    };
    CHECK(noted(0));
    CHECK_FALSE(noted(-1));
    CHECK_FALSE(judge_www(until(30 * day))->raises("rrsig-outlives-key"));
}

TEST_CASE("signatures of a revoked key over data outlive it") {
    SignedZone zone;
    const TestKey revoked(13, 256 | 128, 2);
    zone.keys = {&ksk(), &zsk(), &revoked};
    zone.sign("www.example.", RrType::A, [&](auto& signings) {
        signings.push_back({&revoked, until(day)});
    });
    const auto judged = judge(zone.text(), options_at());
    REQUIRE(judged->find("rrsig-outlives-key") != nullptr);
    CHECK(judged->find("rrsig-outlives-key")->group.cause == "revoked");
}
