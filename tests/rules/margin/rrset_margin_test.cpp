#include "rules/margin/rrset_margin.hpp"

#include "rules/margin/resign.hpp"
#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t hour = 3600;

RrsetMargin margin(std::vector<ValidityPeriod> periods, std::int64_t at,
                   std::vector<std::uint8_t> algorithms = {}) {
    return margin_at(periods, 3600, algorithms, Timestamp{at});
}

/// www.example. A with one signature, at a moment.
MomentMargin www(std::uint32_t inception, std::uint32_t expiration, const Moment& moment) {
    SignedZone zone;
    TestRrsig fields;
    fields.inception = inception, fields.expiration = expiration;
    zone.sign("www.example.", RrType::A, [=](auto& signings) { signings[0].fields = fields; });
    const auto judged = judge(zone.text(), options_at());
    const Policy policy;
    const ParentDs parent;
    const Zone& signed_zone = *judged->loaded.zone;
    const Context context(signed_zone, judged->evidence, parent, judged->loaded.diagnostics,
                          policy);
    const auto name = signed_zone.find(*name_from_text("www.example."));
    return MarginReader(context, moment, {})(*signed_zone.find(*name, RrType::A));
}
MomentMargin www_at(std::uint32_t inception, std::uint32_t expiration, std::int64_t when) {
    return www(inception, expiration, at(when));
}

std::int64_t utc(const char* text) {
    return seconds(*from_iso8601(text));
}

}  // namespace

TEST_CASE("E is the last end of a signature that has begun") {
    const RrsetMargin both = margin({{0, 100, 60, 13}, {0, 200, 90, 13}, {51, 900, 60, 13}}, 50);
    CHECK(both.state == MarginState::in_time);
    CHECK(both.ends == 200);
    CHECK(both.left == 150);
    CHECK(both.validity == 200);
    CHECK(both.ttl == 90);
}

TEST_CASE("of several algorithms in the DS RRset the first to end counts") {
    const std::vector<ValidityPeriod> two = {{0, 100, 60, 8}, {0, 90, 60, 8}, {0, 200, 60, 13}};
    CHECK(margin(two, 50).ends == 200);
    CHECK(margin(two, 50, {8, 13}).ends == 100);
    CHECK(margin(two, 50, {13}).ends == 200);
    CHECK(margin(two, 150, {8, 13}).state == MarginState::ended);
    CHECK(margin(two, 50, {15}).ends == 200);
    CHECK(margin(two, 50, {13, 15}).ends == 200);
    CHECK(margin({{60, 300, 60, 8}, {0, 200, 60, 13}}, 50, {8, 13}).state ==
          MarginState::not_begun);
}

TEST_CASE("a signature is in time from its first second to its last") {
    const std::vector<ValidityPeriod> one = {{100, 200, 60, 13}};
    CHECK(margin(one, 99).state == MarginState::not_begun);
    CHECK(margin(one, 99).left == 0);
    CHECK(margin(one, 100).left == 100);
    CHECK(margin(one, 200).state == MarginState::in_time);
    CHECK(margin(one, 201).state == MarginState::ended);
    CHECK(margin(one, 201).left == -1);
    CHECK(margin({}, 0).state == MarginState::broken);
}

// rollover.md 5.1
TEST_CASE("times mean the moment nearest to the one asked about") {
    const struct {
        std::uint32_t inception, expiration;
        const char* at;
        const char* ends;
    } vectors[] = {
        {0x7ffffff0, 0x7fffffff, "2038-01-19T03:14:00Z", "2038-01-19T03:14:07Z"},
        {0x7ffffff0, 0x80000000, "2038-01-19T03:14:00Z", "2038-01-19T03:14:08Z"},
        {0xfffffff0, 0xffffffff, "2106-02-07T06:28:10Z", "2106-02-07T06:28:15Z"},
        {0xfffffff0, 0x00000000, "2106-02-07T06:28:10Z", "2106-02-07T06:28:16Z"},
        {0xfffffff0, 0x00000100, "2106-02-07T06:30:00Z", "2106-02-07T06:32:32Z"},
    };
    for (const auto& [inception, expiration, when, ends] : vectors) {
        CAPTURE(when, ends);
        const MomentMargin got = www_at(inception, expiration, utc(when));
        CHECK(got.margin.state == MarginState::in_time);
        CHECK(to_iso8601(Timestamp{got.margin.ends}) == ends);
    }
}

// rollover.md 5.1: at 2026-11-22T00:00Z the farthest future is 2094-12-10T03:14:07Z
TEST_CASE("2^31 seconds ahead is neither past nor future, one more is the past") {
    const std::int64_t now = utc("2026-11-22T00:00:00Z");
    const auto begins = static_cast<std::uint32_t>(now);
    const auto expiring = [&](std::int64_t left) {
        return www_at(begins, static_cast<std::uint32_t>(now + left), now);
    };
    const MomentMargin farthest = expiring(2147483647);
    CHECK(farthest.margin.state == MarginState::in_time);
    CHECK(to_iso8601(Timestamp{farthest.margin.ends}) == "2094-12-10T03:14:07Z");
    // A period of 2^31 seconds ends before it begins, and is no sound one: ask from behind it.
    const MomentMargin opposite = www_at(begins, begins + 100, now + 100 + 2147483648);
    CHECK(opposite.undefined);
    CHECK(opposite.margin.state == MarginState::broken);
    const MomentMargin past = www_at(begins, begins + 100, now + 100 + 2147483647);
    CHECK_FALSE(past.undefined);
    CHECK(past.margin.state == MarginState::ended);
    CHECK(past.margin.left == -2147483647);
}

TEST_CASE("over a range the least is left at its end, or just before another signature begins") {
    const auto www_over = [](std::vector<TestRrsig> fields, const Moment& moment) {
        SignedZone zone;
        zone.sign("www.example.", RrType::A, [=](auto& signings) {
            signings.clear();
            for (const TestRrsig& one : fields) signings.push_back({&zsk(), one});
        });
        const auto judged = judge(zone.text(), options_at());
        const Policy policy;
        const ParentDs parent;
        const Zone& made = *judged->loaded.zone;
        const Context context(made, judged->evidence, parent, judged->loaded.diagnostics, policy);
        const auto name = made.find(*name_from_text("www.example."));
        return MarginReader(context, moment, {})(*made.find(*name, RrType::A));
    };
    const Moment week{Timestamp{noon}, Timestamp{noon + 7 * day}};
    const TestRrsig first = SignedZone::valid_from_to(noon - day, noon + 2 * day);
    const auto then = [&](std::int64_t gap) {
        return SignedZone::valid_from_to(noon + 2 * day + gap, noon + 20 * day);
    };
    const MomentMargin relay = www_over({first, then(-hour)}, week);
    CHECK(relay.worst.left == hour + 1);
    CHECK(relay.margin.left == 13 * day);
    const MomentMargin gap = www_over({first, then(2)}, week);
    CHECK(gap.worst.state == MarginState::ended);
    CHECK(gap.margin.ends == noon + 2 * day);
    CHECK(gap.margin.left == -5 * day);
    const MomentMargin alone = www_over({then(-10 * day)}, week);
    CHECK(alone.worst.left == 13 * day);
}

TEST_CASE("a signer that goes on renews what has F seconds left, and then stops") {
    const Timing timing;  // F = 5 d
    const RrsetMargin now{MarginState::in_time, 14 * day, 14 * day, 14 * day + hour, 3600};
    const auto ends = [&](std::int64_t stops) {
        const RrsetMargin later = resigned_until(now, Timestamp{0}, Timestamp{stops}, timing);
        CHECK(later.left == later.ends - stops);
        return later.ends;
    };
    CHECK(ends(0) == 14 * day);
    CHECK(ends(9 * day - 1) == 14 * day);
    CHECK(ends(9 * day) == 23 * day);
    CHECK(ends(18 * day - 1) == 23 * day);
    CHECK(ends(18 * day) == 32 * day);
    CHECK(ends(900 * day) == 914 * day);
}

TEST_CASE("what has ended has no signer that goes on") {
    const Timing timing;
    const RrsetMargin ended{MarginState::ended, -10, -10, 14 * day, 3600};
    const RrsetMargin later = resigned_until(ended, Timestamp{0}, Timestamp{day}, timing);
    CHECK(later.state == MarginState::ended);
    CHECK(later.left == -10 - day);
}

TEST_CASE("a signature that lives no longer than the margin is renewed at every run") {
    Timing timing;
    timing.sig_refresh = 20 * day;
    const RrsetMargin now{MarginState::in_time, 14 * day, 14 * day, 14 * day + hour, 3600};
    CHECK(resigned_until(now, Timestamp{0}, Timestamp{day}, timing).ends == 15 * day);
}
