// Rollovers that resolvers follow by RFC 5011 (sections 4.5, 4.8), and the intervals of RFC 7583 as
// formulas.
#include "rules/rollover/formulas.hpp"
#include "rules/rollover/keys.hpp"
#include "tests/rules/rollover/log.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t root_ttl = 172800;

/// The root: keys of two days, nobody above.
Log root() {
    Log log;
    log.zone_name = ".";
    log.key_ttl = root_ttl;
    log.zone(-100 * days, "KZ", "K", {{"Z", 100}});
    return log;
}

}  // namespace

TEST_CASE("the intervals of RFC 7583, with BIND's defaults") {
    const Timing bind;
    const RollTtls ttl{3600, 86400, 86400};
    CHECK(interval::zsk_publication(bind, ttl) == 3900);
    CHECK(interval::zsk_retirement(bind, ttl) == 9 * days + 86700);
    // 10d01h05m incremental, with the safety of an hour
    CHECK(interval::zsk_retirement(bind, ttl) + bind.retire_safety == 10 * days + 3600 + 300);
    CHECK(interval::zsk_double_signature(bind, {172800, 86400, 86400}) == 9 * days + 173100);
    CHECK(interval::ksk_publication(bind, ttl) == 3900);
    CHECK(interval::ksk_retirement(bind, ttl) == 90000);
    CHECK(interval::ds_publication(bind, ttl) == 90000);
    CHECK(interval::double_rrset(bind, ttl) == 90000);
    CHECK(interval::double_rrset(bind, {172800, 86400, 86400}) == 173100);
    CHECK(interval::csk_retirement(bind, ttl) == 9 * days + 86700);
    CHECK(interval::first_signing(bind, ttl, 3600) == 86700);
    CHECK(interval::first_signing(bind, {3600, 86400, 300}, 3600) == 3900);
    CHECK(interval::going_insecure(bind, ttl) == 90000);
}

TEST_CASE("how often resolvers ask, and until when they trust a key") {
    constexpr std::int64_t month = 30 * days;
    CHECK(interval::query_interval(172800, month) == 86400);
    CHECK(interval::retry_time(172800, month) == 17280);
    CHECK(interval::query_interval(86400, month) == 43200);
    CHECK(interval::retry_time(86400, month) == 8640);
    CHECK(interval::query_interval(3600, month) == 3600);
    CHECK(interval::retry_time(3600, month) == 3600);
    CHECK(interval::query_interval(172800, 2 * 50000) == 50000);  // a signature about to end
    CHECK(interval::trust_point({}, 172800, month) == 32 * days);
    CHECK(interval::revocation({}, 172800) == 300 + 86400);
    CHECK(interval::revocation({}, 60 * days) == 300 + 15 * days);
}

TEST_CASE("a new trust anchor signs when resolvers trust it, not when caches hold it") {
    Log log = root();
    log.renewed_until = 400 * days;
    log.zone(0, "KLZ", "K", {{"Z", 100}});
    constexpr std::int64_t trusted = 300 + 32 * days + 17280;
    CHECK(told(log, 10) == "rfc5011 pending WAIT switch-ksk " + std::to_string(trusted));
    CHECK(told(log, trusted) == "rfc5011 pending READY switch-ksk " + std::to_string(trusted));
}

TEST_CASE("against replay the publisher waits for the signatures of the set before as well") {
    Situation situation =
        root().zone(-days, "KZ", "K", {{"Z", 100}}).zone(0, "KLZ", "K", {{"Z", 100}}).at(10);
    situation.strict_5011 = true;
    const Assessed assessed(situation);
    CHECK(seconds(*assessed.only().time.at) - epoch == 300 + 13 * days + 32 * days + 17280);
}

TEST_CASE("the old anchor is revoked when the new one is trusted, and removed a month later") {
    Log log = root().zone(-60 * days, "KLZ", "K", {{"Z", 100}}).zone(0, "KLZ", "L", {{"Z", 100}});
    CHECK(Assessed(log.at(10)).only().step == "revoke-old");
    CHECK(Assessed(log.at(10)).only().grade == ReadinessGrade::ready);
    log.zone(days, "K*LZ", "KL", {{"Z", 100}});
    CHECK(told(log, days + 10) ==
          "rfc5011 revoked WAIT remove-revoked " + std::to_string(31 * days));
    log.zone(31 * days, "LZ", "L", {{"Z", 100}});
    CHECK(told(log, 31 * days) == "STABLE");
}

TEST_CASE("a revocation without its own signature blocks the removal") {
    Log log = root().zone(-60 * days, "KLZ", "L", {{"Z", 100}}).zone(0, "K*LZ", "L", {{"Z", 100}});
    const Assessed assessed(log.at(40 * days));
    CHECK(assessed.only().grade == ReadinessGrade::blocked);
    CHECK(code_of(assessed.only()) == "REVOKED_NOT_SELF_SIGNED");
}

TEST_CASE("a key that alone signs before its hold-down is over is told") {
    Log log = root().zone(0, "KLZ", "K", {{"Z", 100}}).candidate("KLZ", "L", {{"Z", 100}});
    const Assessed early(log.at(29 * days));
    REQUIRE(early.issue(IssueKind::holddown) != nullptr);
    CHECK(early.issue(IssueKind::holddown)->to == Timestamp{epoch + 300 + 32 * days + 17280});
    CHECK(Assessed(log.at(33 * days)).issue(IssueKind::holddown) == nullptr);
}

TEST_CASE("without a history nobody knows since when an idle anchor is published") {
    Log log;
    log.zone_name = ".";
    log.candidate("KLZ", "K", {{"Z", 100}});
    const Assessed assessed(log.at(0));
    CHECK(assessed.only().kind == RollKind::rfc5011);
    CHECK(code_of(assessed.only()) == "HISTORY");
}

TEST_CASE("whether an anchor may go is not asked of caches alone") {
    Log log = root();
    log.zone(-50 * days, "KLZ", "K", {{"Z", 100}}).ds(-100 * days, "KL");
    const auto removal = [](const Assessed& root, char letter) {
        for (const KeyStory& story : root.outlook.stories().keys)
            if (story.key.identity == test_key(letter).identity)
                return removal_of(story, root.outlook);
        return Removal{};
    };
    const Removal standby = removal(Assessed(log.at(0)), 'L');
    CHECK(standby.answer == Removal::Answer::unknown);
    CHECK(standby.why.find("revoke it first, RFC 5011") != std::string::npos);
    // Revoked ten days ago, signing: twenty days more.
    log.zone(-40 * days, "KLZ", "KL", {{"Z", 100}}).zone(-10 * days, "K*LZ", "KL", {{"Z", 100}});
    const Removal revoked = removal(Assessed(log.at(0)), 'K');
    CHECK(revoked.answer == Removal::Answer::later);
    REQUIRE(revoked.time.at);
    CHECK(seconds(*revoked.time.at) - seconds(Assessed(log.at(0)).outlook.at()) == 20 * days);
}

namespace {

/// The grade and the first reason.
std::string answer(const Log& log, std::int64_t at) {
    const Assessed assessed(log.at(at));
    const Readiness& readiness = assessed.readiness;
    return std::string(to_text(readiness.grade)) +
           (readiness.reasons.empty() ? "" : " " + readiness.reasons.front().code);
}

}  // namespace

TEST_CASE("a candidate that resolvers would not follow is not published") {
    Log log = root().zone(0, "KLZ", "K", {{"Z", 100}});
    log.renewed_until = 400 * days;
    CHECK(answer(log.candidate("KLZ", "L", {{"Z", 100}}), 29 * days) == "BLOCKED HOLDDOWN");
    CHECK(answer(log.candidate("KLZ", "L", {{"Z", 100}}), 33 * days) == "READY");
    CHECK(answer(log.candidate("MZ", "M", {{"Z", 100}}), 33 * days) == "BLOCKED HOLDDOWN");
    CHECK(answer(log.candidate("KZ", "Z", {{"Z", 100}}), 33 * days) == "BLOCKED HOLDDOWN");
    // Once it is published, keeping it for another version makes nothing worse.
    log.zone(20 * days, "KLZ", "L", {{"Z", 100}});
    const Assessed kept(log.candidate("KLZ", "L", {{"Z", 101}}).at(21 * days));
    CHECK(kept.readiness.reasons.empty());
    // A history of a day does not tell how old an idle key is.
    Log young = root();
    young.history.versions.clear();
    young.zone(-days, "KLZ", "K", {{"Z", 100}});
    CHECK(answer(young.candidate("KLZ", "L", {{"Z", 100}}), 0) == "BLOCKED HOLDDOWN");
    CHECK(answer(young.candidate("KLZ", "K", {{"Z", 101}}), 0) == "WAIT");
    // Nor which of two is the new one.
    Log both = root();
    both.history.versions.clear();
    both.renewed_until = 400 * days;
    both.zone(-days, "KLZ", "KL", {{"Z", 100}});
    CHECK(answer(both.candidate("KLZ", "L", {{"Z", 100}}), 0) == "BLOCKED HOLDDOWN");
    CHECK(answer(both.candidate("KLZ", "KL", {{"Z", 101}}), 0) == "STABLE");
    CHECK(answer(both.candidate("KLZ", "L", {{"Z", 100}}), 40 * days) == "READY");
}

TEST_CASE("where no key but a revoked one signs the DNSKEY RRset, nothing validates") {
    Log log = root().zone(-60 * days, "KLZ", "K", {{"Z", 100}});
    CHECK(answer(log.candidate("K*LZ", "K", {{"Z", 100}}), 0) == "BOGUS DNSKEY_UNSIGNED");
    CHECK(answer(log.candidate("KZ", "", {{"Z", 100}}), 0) == "BOGUS DNSKEY_UNSIGNED");
    CHECK(answer(root().candidate("K*Z", "K", {{"Z", 100}}), 0) == "BOGUS DNSKEY_UNSIGNED");
    Log published = root().zone(0, "K*Z", "K", {{"Z", 100}});
    CHECK(answer(published, 10) == "BOGUS DNSKEY_UNSIGNED");
    // Below the root a DS says so as well.
    Log below = settled().zone(-50 * days, "KLZ", "KL", {{"Z", 100}});
    CHECK(answer(below.candidate("K*LZ", "K", {{"Z", 100}}), 0) == "BOGUS DNSKEY_UNSIGNED");
}

TEST_CASE("a key that was revoked is never trusted again") {
    Log log = root().zone(-60 * days, "KLZ", "K", {{"Z", 100}});
    log.renewed_until = 400 * days;
    log.zone(-days, "K*LZ", "KL", {{"Z", 100}});
    const auto cleared = log.version(0, "KLZ", "KL", {{"Z", 100}});
    log.next = cleared;
    CHECK(answer(log, 0) == "BLOCKED REVOKE_CLEARED");
    log.next = {};
    log.zone(40 * days, "LZ", "L", {{"Z", 100}}).zone(50 * days, "KLZ", "L", {{"Z", 100}});
    CHECK(Assessed(log.at(90 * days)).only().step == "revoke-old");
    CHECK(answer(log.candidate("KLZ", "K", {{"Z", 100}}), 90 * days) == "BLOCKED HOLDDOWN");
}

TEST_CASE("above the root is no parent whose DS could be asked for") {
    const auto removal = [](const Log& log, std::int64_t at, char letter) {
        const Assessed root(log.at(at));
        return removal_of(*root.outlook.stories().find(test_key(letter).identity), root.outlook);
    };
    Log log = root();
    log.renewed_until = 400 * days;
    CHECK(removal(log, 0, 'K').answer == Removal::Answer::in_use);
    log.zone(0, "KLZ", "KL", {{"Z", 100}});
    CHECK(removal(log, 50 * days, 'K').why.find("revoke it first") != std::string::npos);
    log.zone(50 * days, "K*LZ", "KL", {{"Z", 100}});
    CHECK(removal(log, 51 * days, 'K').answer == Removal::Answer::later);
    CHECK(removal(log, 81 * days, 'K').answer == Removal::Answer::now);
    CHECK(removal(log, 81 * days, 'L').answer == Removal::Answer::in_use);
}
