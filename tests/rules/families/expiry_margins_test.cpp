#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t hour = 3600;

/// What is raised when a signature over www.example. A, cached for `ttl`, ends `left` after noon.
std::unique_ptr<Judged> judge_www(std::int64_t left, std::int64_t ttl = 3600,
                                  const Policy& policy = {}, std::int64_t validity = 31 * day) {
    SignedZone zone;
    zone.body.replace(zone.body.find("www A"), 5, "www " + std::to_string(ttl) + " A");
    zone.sign("www.example.", RrType::A, [=](auto& signings) {
        signings[0].fields = SignedZone::valid_from_to(noon + left - validity, noon + left);
    });
    Options options = options_at();
    options.policy = policy;
    return judge(zone.text(), options);
}
Ids www(std::int64_t left, std::int64_t ttl = 3600, const Policy& policy = {}) {
    return raised(*judge_www(left, ttl, policy));
}

Policy declared() {
    Policy policy;
    policy.timing_declared = true;
    policy.timing.sig_refresh = 20 * day;  // above SOA EXPIRE, 14 d
    return policy;
}

}  // namespace

TEST_CASE("a secondary asks again within REFRESH and three times RETRY, and caches keep the TTL") {
    // SOA 7200 900: 9900 s; four days of TTL, five minutes to the last secondary
    const std::int64_t margin = 4 * day + 9900 + 300;
    CHECK(www(margin - 1, 4 * day) == Ids{"rrsig-expires-before-soa-refresh"});
    CHECK(www(margin, 4 * day) == Ids{"rrsig-expires-before-soa-expire"});
}

TEST_CASE("a signer that has missed a run is told by the margin it was told to keep") {
    Policy policy = declared();
    policy.timing.resign_period = day;
    CHECK(www(19 * day - 1, 3600, policy) == Ids{"rrsig-refresh-margin"});
    CHECK(www(19 * day, 3600, policy) == Ids{});
}

TEST_CASE("BIND's default is no more than a hint for a signer that declared nothing") {
    const auto late = judge_www(4 * day + 12 * hour - 1), fresh = judge_www(4 * day + 12 * hour);
    CHECK(late->find("rrsig-refresh-margin")->severity == Severity::info);
    CHECK_FALSE(fresh->raises("rrsig-refresh-margin"));
}

TEST_CASE("a refresh margin below SOA EXPIRE is one finding about the zone") {
    Policy policy = declared();
    policy.timing.sig_refresh = 14 * day;
    CHECK_FALSE(judge_www(30 * day, 3600, policy)->raises("rrsig-expires-before-soa-expire"));
    policy.timing.sig_refresh = 14 * day - 1;
    const auto judged = judge_www(14 * day, 3600, policy);
    const Finding* const found = judged->find("rrsig-expires-before-soa-expire");
    REQUIRE(found != nullptr);
    CHECK(found->group.cause == "refresh-below-expire");
    CHECK(judged->count("rrsig-expires-before-soa-expire") == 1);
}

TEST_CASE("the time to react is what the policy says") {
    Policy policy = declared();
    policy.timing.sig_refresh = 14 * day, policy.timing.resign_period = 14 * day - 1;
    policy.timing.reaction = 6 * day;
    CHECK(www(6 * day - 1, 3600, policy) == Ids{"rrsig-expires-soon"});
    CHECK_FALSE(judge_www(6 * day, 3600, policy)->raises("rrsig-expires-soon"));
}

TEST_CASE("a signature made for an answer is measured by its own length") {
    Policy policy = declared();
    policy.timing.online = true;
    const auto with = [&](std::int64_t left, std::int64_t validity) {
        return raised(*judge_www(left, 5, policy, validity));
    };
    CHECK(with(25 * hour, 50 * hour) == Ids{});
    CHECK(with(45000, 50 * hour) == Ids{});
    CHECK(with(44999, 50 * hour) == Ids{"rrsig-expires-soon"});
    CHECK(with(50 * hour, 50 * hour) == Ids{});  // begun just now
    CHECK(with(25 * hour, 4 * day + 1) == Ids{"rrsig-expires-soon"});
}

TEST_CASE("keys are signed until the next ceremony at least") {
    Policy policy;
    const auto raised_with = [&](std::int64_t ceremony) {
        policy.next_ceremony = Timestamp{ceremony};
        return www(30 * day, 3600, policy);
    };
    CHECK(raised_with(noon + 30 * day) == Ids{});
    CHECK(raised_with(noon + 30 * day + 1) == Ids{"rrsig-expires-before-ceremony"});
}

TEST_CASE("without a ceremony the rule about it is not applicable") {
    const auto applicable = [](const Policy& policy) {
        return judge_www(30 * day, 3600, policy)->summary().rules.not_applicable;
    };
    Policy policy;
    const auto without = applicable(policy);
    policy.next_ceremony = Timestamp{noon};
    CHECK(applicable(policy) + 1 == without);
}
