#include "rules/margin/spread.hpp"

#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t hour = 3600;

/// The spread of a zone whose n-th RRset, DNSKEY apart, is signed so.
Spread spread(int more_names, const std::function<TestRrsig(int)>& fields) {
    SignedZone zone;
    for (int i = 0; i < more_names; ++i) zone.add("n" + std::to_string(i) + " TXT x");
    int made = 0;
    zone.sign([&](const std::string&, RrType type, std::vector<Signing>& signings) {
        if (type != RrType::DNSKEY) signings[0].fields = fields(made++);
    });
    const auto judged = judge(zone.text(), options_at());
    const Policy policy;
    const ParentDs parent;
    Workers workers(2);
    return find_spread(
        Context(*judged->loaded.zone, judged->evidence, parent, judged->loaded.diagnostics, policy),
        workers);
}
Spread spread_of_ends(int more_names, const std::function<std::int64_t(int)>& end) {
    return spread(more_names,
                  [&](int n) { return SignedZone::valid_from_to(noon - day, noon + end(n)); });
}

}  // namespace

TEST_CASE("a zone signed at once has one inception, one expiration and no entropy") {
    const Spread found = spread_of_ends(0, [](int) { return 30 * day; });
    CHECK(found.inceptions == 1);
    CHECK(found.expirations == 1);
    CHECK(found.mode.count == found.rrsets);
    CHECK(found.entropy == 0);
    CHECK(found.median_validity == 31 * day);
    CHECK(found.p95 - found.p5 == 0);
}

TEST_CASE("ends are counted from each other, across 2038 and 2106") {
    for (const std::int64_t then : {std::int64_t{2147483647}, std::int64_t{4294967295}}) {
        const Spread found =
            spread(50, [&](int n) { return SignedZone::valid_from_to(then - day, then + n - 20); });
        CHECK(found.p95 - found.p5 >= 45);
        CHECK(found.p95 - found.p5 <= static_cast<std::int64_t>(found.rrsets));
        CHECK(found.median_validity >= day);
        CHECK(found.median_validity <= day + 60);
    }
}

TEST_CASE("validity periods are of one class when no more than a day lies between neighbours") {
    const auto classes = [](std::vector<std::int64_t> ends) {
        return spread_of_ends(
                   20, [&](int n) { return ends[static_cast<std::size_t>(n) % ends.size()]; })
            .class_count;
    };
    CHECK(classes({30 * day}) == 1);
    CHECK(classes({30 * day, 29 * day, 28 * day}) == 1);
    CHECK(classes({30 * day, 29 * day - 1}) == 2);
    CHECK(classes({30 * day, 20 * day, 10 * day, 5 * day}) == 4);
}

TEST_CASE("a cliff is more than half within an hour, or no jitter, of a thousand RRsets") {
    Spread found;
    found.rrsets = 1000, found.cliff = {0, 500}, found.p95 = 6 * hour;
    CHECK_FALSE(has_cliff(found, 12 * hour));
    found.cliff.count = 501;
    CHECK(has_cliff(found, 12 * hour));
    found.cliff.count = 500, found.p95 = 6 * hour - 1;
    CHECK(has_cliff(found, 12 * hour));
    CHECK_FALSE(has_cliff(found, 0));
    found.rrsets = 999;
    CHECK_FALSE(has_cliff(found, 12 * hour));
}

TEST_CASE("a few that end long before the others were forgotten") {
    const auto with = [](int early, std::int64_t end, int names = 200) {
        return spread_of_ends(names, [=](int n) { return n < early ? end : 30 * day + n; })
            .forgotten_before;
    };
    CHECK_FALSE(with(0, 0));
    CHECK(with(1, 20 * day));
    CHECK(with(2, 20 * day));
    CHECK_FALSE(with(40, 20 * day));        // no longer a few
    CHECK_FALSE(with(1, 29 * day + hour));  // within a day of the others
    CHECK_FALSE(with(1, 20 * day, 10));     // a small zone
}

TEST_CASE("nothing is spread in a zone without signatures") {
    const auto judged = judge(base);
    const Policy policy;
    const ParentDs parent;
    Workers workers(1);
    const Spread none = find_spread(
        Context(*judged->loaded.zone, judged->evidence, parent, judged->loaded.diagnostics, policy),
        workers);
    CHECK(none.rrsets == 0);
    CHECK_FALSE(has_cliff(none, 12 * hour));
}
