#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t begins = noon - day, ends = noon + 30 * day;

Ids raised_at(std::int64_t from, std::int64_t to = 0) {
    return raised(SignedZone{}, options_at(from, to));
}

SignedZone www_signed(std::vector<TestRrsig> fields) {
    SignedZone zone;
    zone.sign("www.example.", RrType::A, [=](auto& signings) {
        signings.clear();
        for (const TestRrsig& one : fields) signings.push_back({&zsk(), one});
    });
    return zone;
}

const Ids expired = {"rrsig-expired", "dnskey-no-secure-entry"};
const Ids early = {"rrsig-not-yet-valid", "dnskey-no-secure-entry"};

}  // namespace

TEST_CASE("both ends of a validity period belong to it") {
    CHECK(raised_at(ends) == Ids{"rrsig-expires-before-ttl"});
    CHECK(raised_at(ends + 1) == expired);
    CHECK(raised_at(begins) == Ids{"rrsig-inception-too-recent"});
    CHECK(raised_at(begins - 1) == early);
}

TEST_CASE("an expired zone is one finding a key, with a count and the time") {
    const auto judged = judge(SignedZone{}.text(), options_at(ends + 7200));
    CHECK(judged->count("rrsig-expired") == judged->loaded.zone->signatures().size());
    const Finding& finding = *judged->find("rrsig-expired");
    CHECK(seconds(*finding.at) == ends + 7200);
    CHECK(finding.examples[0].field == 4);
    CHECK(finding.examples[0].message.find("2 h") != std::string::npos);
}

TEST_CASE("the most urgent margin speaks, at its very second") {
    CHECK(raised_at(ends - 3600) == Ids{"rrsig-expires-soon"});
    CHECK(raised_at(ends - 3599) == Ids{"rrsig-expires-before-ttl"});
    CHECK(raised_at(ends - 3 * day) == Ids{"rrsig-expires-before-soa-expire"});
    CHECK(raised_at(ends - 3 * day + 1) == Ids{"rrsig-expires-soon"});
    CHECK(raised_at(ends - 14 * day - 3600) == Ids{});
    CHECK(raised_at(ends - 14 * day - 3599) == Ids{"rrsig-expires-before-soa-expire"});
}

TEST_CASE("margins look at the latest signature of an algorithm") {
    const auto zone =
        www_signed({SignedZone::valid_from_to(begins, noon + 100), SignedZone::valid_now()});
    CHECK(raised(zone) == Ids{});
    CHECK(raised(www_signed({SignedZone::valid_from_to(begins, noon + 100)})) ==
          Ids{"rrsig-expires-before-ttl"});
}

TEST_CASE("a signature that has begun five minutes ago is old enough") {
    const auto with_age = [](std::int64_t age) {
        return raised(www_signed({SignedZone::valid_from_to(noon - age, ends)}));
    };
    CHECK(with_age(299) == Ids{"rrsig-inception-too-recent"});
    CHECK(with_age(300) == Ids{});
}

TEST_CASE("a signature is valid for half a year at most") {
    const auto with_validity = [](std::int64_t validity) {
        return raised(www_signed({SignedZone::valid_from_to(begins, begins + validity)}));
    };
    CHECK(with_validity(180 * day) == Ids{});
    CHECK(with_validity(180 * day + 1) == Ids{"rrsig-validity-too-long"});
}

TEST_CASE("signatures out of their time beside a valid one are noted") {
    const auto judged = judge(
        www_signed({SignedZone::valid_from_to(noon - 9 * day, noon - 1), SignedZone::valid_now(),
                    SignedZone::valid_from_to(noon + 1, noon + 9 * day)})
            .text(),
        options_at());
    CHECK(raised(*judged) == Ids{});
    CHECK(judged->count("rrsig-expired-redundant") == 2);
    CHECK_FALSE(judge(www_signed({SignedZone::valid_now()}).text(), options_at())
                    ->raises("rrsig-expired-redundant"));
}

TEST_CASE("a range is valid only where every second of it is") {
    const auto relay = www_signed({SignedZone::valid_from_to(begins, noon + day),
                                   SignedZone::valid_from_to(noon + day + 1, ends)});
    const auto gap = www_signed({SignedZone::valid_from_to(begins, noon + day),
                                 SignedZone::valid_from_to(noon + day + 2, ends)});
    CHECK(raised(relay, options_at(noon, noon + 2 * day)) == Ids{});
    CHECK(raised(gap, options_at(noon, noon + 2 * day)) == Ids{"rrsig-expired"});
    CHECK(raised_at(noon, ends + 1) == expired);
}

TEST_CASE("each moment is judged for itself") {
    Options options = options_at();
    options.check.moments.push_back(at(ends + 1));
    const auto judged = judge(SignedZone{}.text(), options);
    CHECK(raised(*judged) == expired);
    CHECK(judged->summary().per_moment == std::vector{VerdictWord::proven, VerdictWord::rejected});
}
