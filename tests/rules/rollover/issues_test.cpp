// The faults of steps between versions, RO-001 to RO-022 of the design, each with its window to the
// second; and the outages of the past, had they been asked about (section 4.3, 4.6).
#include "tests/rules/rollover/log.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

constexpr std::int64_t hour = 3600;

std::string window(const RolloverIssue* issue) {
    if (issue == nullptr) return "none";
    const auto text = [](const std::optional<Timestamp>& time) {
        return time ? std::to_string(seconds(*time) - epoch) : std::string();
    };
    return text(issue->from) + ".." + text(issue->to);
}
std::string grade(const Assessed& assessed) {
    return std::string(to_text(assessed.readiness.grade));
}

}  // namespace

TEST_CASE("RO-001: a key that leaves while data signed by it is cached") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(0, "KYZ", "K", {{"Y", 100}});
    log.candidate("KY", "K", {{"Y", 100}});
    const Assessed early(log.at(1000));
    CHECK(grade(early) == "UNSAFE");
    CHECK(window(early.issue(IssueKind::key_removed_early)) == "1000..86700");
    CHECK(rule_of(IssueKind::key_removed_early) == "rollover-retire-early");
    REQUIRE(early.readiness.unsafe.size() == 1);
    CHECK(early.readiness.unsafe[0].by_candidate);
    CHECK(early.readiness.unsafe[0].delay_until == Timestamp{epoch + 86700});
    CHECK(early.readiness.unsafe[0].outage.rrsets == 100);
    CHECK(grade(Assessed(log.at(86700))) == "STABLE");
    CHECK(grade(Assessed(log.at(86699))) == "UNSAFE");
}

TEST_CASE("a candidate inside the policy's safety margin is early, by the margin of what it does") {
    Log begins = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    begins.timing.publish_safety = 1000;
    begins.timing.retire_safety = 5000;
    Log drops = begins;
    drops.zone(10000, "KYZ", "K", {{"Y", 100}});
    begins.candidate("KYZ", "K", {{"Y", 100}});
    drops.candidate("KY", "K", {{"Y", 100}});
    const Assessed signs(begins.at(3900));
    CHECK(signs.readiness.unsafe.empty());
    CHECK(signs.readiness.early_until == Timestamp{epoch + 4900});
    CHECK_FALSE(Assessed(begins.at(4900)).readiness.early_until);
    const Assessed removes(drops.at(96700));
    CHECK(removes.readiness.unsafe.empty());
    CHECK(removes.readiness.early_until == Timestamp{epoch + 101700});
    CHECK(Assessed(drops.at(96699)).readiness.unsafe[0].delay_with_safety ==
          Timestamp{epoch + 101700});
    CHECK(Assessed(begins.at(3899)).readiness.unsafe[0].delay_with_safety ==
          Timestamp{epoch + 4900});
}

TEST_CASE("a candidate that does both waits for the later of both margins") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(0, "KYZ", "K", {{"Y", 100}});
    log.zone(86400 - 3600, "KXYZ", "K", {{"Y", 100}});
    log.timing.publish_safety = 600;
    log.timing.retire_safety = 3600;
    log.candidate("KXY", "K", {{"X", 100}});
    const Assessed early(log.at(86750));  // X is known since 86700, copies signed by Z went then
    CHECK(early.readiness.unsafe.empty());
    CHECK(early.readiness.early_until == Timestamp{epoch + 86700 + 3600});
}

TEST_CASE("a candidate that never fits is told no date, and one that mends is not blamed") {
    Log swapped = settled();
    swapped.candidate("KY", "K", {{"Y", 100}});
    const Assessed never(swapped.at(days));
    REQUIRE(never.readiness.unsafe.size() == 1);
    CHECK((never.readiness.unsafe[0].by_candidate && !never.readiness.unsafe[0].delay_until));
    CHECK(never.readiness.unsafe[0].advice.starts_with("do not publish it; "));
    Log mended = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(0, "KYZ", "K", {{"Y", 100}});
    mended.zone(600, "KY", "K", {{"Y", 100}}).candidate("KYZ", "K", {{"Y", 100}});
    const Assessed mends(mended.at(1200));
    REQUIRE(mends.readiness.unsafe.size() == 1);
    CHECK_FALSE(mends.readiness.unsafe[0].by_candidate);
}

TEST_CASE("RO-001, nz 2023: the old KSK leaves three hours after the DS was swapped") {
    Log log = settled().zone(-30 * days, "KLZ", "KL", {{"Z", 100}}).ds(0, "L");
    log.candidate("LZ", "L", {{"Z", 100}});
    const Assessed nz(log.at(3 * hour));
    CHECK(grade(nz) == "UNSAFE");
    CHECK(windows_of(nz.readiness.unsafe) == "10800..90000");
    CHECK(window(nz.issue(IssueKind::ksk_removed_early)) == "10800..90000");
    CHECK(nz.readiness.unsafe[0].delay_until == Timestamp{epoch + 90000});
    CHECK(nz.readiness.unsafe[0].outage.everything);
    CHECK(nz.readiness.unsafe[0].advice.find("publish it from 2027-01-16T09:00:00Z") !=
          std::string::npos);
}

TEST_CASE("RO-002: a key that signs before caches know it") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    log.candidate("KYZ", "K", {{"Y", 100}});
    const Assessed early(log.at(600));
    CHECK(window(early.issue(IssueKind::used_before_published)) == "600..3900");
    CHECK(early.issue(IssueKind::used_before_published)->tag == test_key('Y').tag);
    CHECK(early.readiness.unsafe[0].delay_until == Timestamp{epoch + 3900});
    CHECK(grade(Assessed(log.at(3900))) == "WAIT");
}

TEST_CASE("RO-002, APNIC 2012: a standby signer with keys of its own takes over") {
    Log log = settled().candidate("KY", "K", {{"Y", 100}});
    const Assessed apnic(log.at(0));
    CHECK(windows_of(apnic.readiness.unsafe) == "0..86700");  // 24.083 hours
    CHECK(window(apnic.issue(IssueKind::used_before_published)) == "0..3900");
    CHECK(window(apnic.issue(IssueKind::key_removed_early)) == "0..86700");
}

TEST_CASE("RO-003: a DS that caches' DNSKEY RRsets do not fit") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}}).ds(1000, "L");
    const Assessed early(log.at(1000));
    CHECK(grade(early) == "UNSAFE");
    CHECK(window(early.issue(IssueKind::ds_change_early)) == "1000..3900");
    CHECK(grade(Assessed(settled().zone(0, "KLZ", "KL", {{"Z", 100}}).ds(3900, "L").at(3900))) ==
          "WAIT");
}

TEST_CASE("RO-003: a first DS half an hour after signing") {
    Log log;
    log.zone(-100 * days, "", "", {{"", 100}}).ds(-100 * days, "");
    log.zone(0, "KZ", "K", {{"Z", 100}}).ds(1800, "K");
    const Assessed early(log.at(1800));
    CHECK(windows_of(early.readiness.unsafe) == "1800..86700");
    CHECK(window(early.issue(IssueKind::ds_change_early)) == "1800..86700");
}

TEST_CASE("RO-004: every DS names absent keys: bogus now") {
    const Assessed bogus(settled().candidate("LZ", "L", {{"Z", 100}}).at(0));
    CHECK(grade(bogus) == "BOGUS");
    REQUIRE(bogus.issue(IssueKind::ds_missing_key) != nullptr);
    CHECK(window(bogus.issue(IssueKind::ds_missing_key)) == "0..");
}

TEST_CASE("what is over by now does not make a version bogus, only what caches hold unsafe") {
    Log log = settled().zone(0, "KYZ", "K", {{"Y", 100}});
    // The signature of the DNSKEY RRset was published a minute before it was good.
    log.history.versions.back().key_signatures.front().inception = Timestamp{epoch + 60};
    CHECK(grade(Assessed(log.at(30))) == "BOGUS");
    CHECK(grade(Assessed(log.at(100))) == "UNSAFE");
}

TEST_CASE("RO-006, gov 2013: signed with the new algorithm alone, while the DS names the old") {
    const Assessed gov(settled().candidate("KZkz", "k", {{"z", 100}}).at(0));
    CHECK(grade(gov) == "BOGUS");
    CHECK(windows_of(gov.readiness.unsafe) == "0..");
}

TEST_CASE("RO-005: an algorithm that comes without all its signatures") {
    // The DS of the new algorithm before old signatures have left the caches.
    Log log = settled().zone(0, "KZkz", "Kk", {{"Zz", 100}}).ds(10000, "Kk");
    const Assessed early(log.at(10000));
    CHECK(early.readiness.unsafe.empty());
    CHECK(windows_of(early.readiness.incomplete) == "10000..86700");
    const RolloverIssue* const issue = early.issue(IssueKind::algorithm_incomplete);
    REQUIRE(issue != nullptr);
    CHECK(issue->severity == Severity::warning);  // RFC 6840 5.11: validators do not insist
    CHECK(issue->algorithm == 8);
}

TEST_CASE("RO-005: keys and signatures at once, where the policy says conservative") {
    Log log = settled().zone(0, "KZkz", "Kk", {{"Zz", 100}});
    CHECK(Assessed(log.at(10)).issue(IssueKind::algorithm_liberal) == nullptr);
    log.timing.algorithm = AlgorithmMethod::conservative;
    const Assessed asked(log.at(10));
    REQUIRE(asked.issue(IssueKind::algorithm_liberal) != nullptr);
    CHECK(asked.issue(IssueKind::algorithm_liberal)->severity == Severity::warning);
    CHECK(asked.only().kind == RollKind::algorithm_liberal);  // as the data show
    Log ahead = settled().zone(0, "KZ", "K", {{"Z/z", 100}});
    ahead.zone(86700, "KZkz", "Kk", {{"Zz", 100}}).timing.algorithm = log.timing.algorithm;
    CHECK(Assessed(ahead.at(86710)).issue(IssueKind::algorithm_liberal) == nullptr);
}

TEST_CASE("RO-006: an algorithm that goes while a cached DS names it") {
    Log log = settled("KZkz", "Kk", {{"Zz", 100}}, "Kk").ds(0, "k");
    log.candidate("kz", "k", {{"z", 100}});
    const Assessed early(log.at(hour));
    CHECK(windows_of(early.readiness.incomplete) == "3600..90000");
    CHECK(window(early.issue(IssueKind::algorithm_removed_early)) == "3600..90000");
}

TEST_CASE("RO-007: two keys of one algorithm and tag, now or in caches; or one once revoked") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    PublishedKey& key = log.history.versions.back().keys[1];
    key.tag = test_key('Z').tag;
    const RolloverIssue* issue = Assessed(log.at(10)).issue(IssueKind::keytag_collision);
    REQUIRE(issue != nullptr);
}

TEST_CASE("RO-008: some signatures under a tag verify and some do not") {
    Situation situation = settled().at(0);
    situation.split_tags = {4711};
    situation.bad_signatures = 12;
    const Assessed assessed(situation);
    CHECK(grade(assessed) == "BLOCKED");
    REQUIRE(assessed.issue(IssueKind::keytag_split) != nullptr);
    CHECK(assessed.issue(IssueKind::keytag_split)->severity == Severity::error);
}

TEST_CASE("RO-009: a key that was gone and is back") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(-4000, "KZ", "K", {{"Z", 100}});
    log.zone(0, "KYZ", "K", {{"Z", 100}});
    CHECK(window(Assessed(log.at(10)).issue(IssueKind::key_reintroduced)) == "0..3900");
    CHECK(Assessed(log.at(4000)).issue(IssueKind::key_reintroduced) == nullptr);
    // In a zone that resolvers follow by RFC 5011 the hold-down begins anew.
    Situation anchor = log.at(10);
    anchor.trust_anchor = true;
    CHECK(Assessed(anchor).issue(IssueKind::key_reintroduced) != nullptr);
}

TEST_CASE("RO-010, RO-011, RO-012: revocations that do not hold") {
    const Assessed silent(
        settled("KLZ", "KL", {{"Z", 100}}, "KL").zone(0, "K*LZ", "L", {{"Z", 100}}).at(10));
    CHECK(silent.issue(IssueKind::revoked_not_self_signed) != nullptr);
    CHECK(silent.issue(IssueKind::revoke_cleared) == nullptr);
    Log cleared = settled("KLZ", "KL", {{"Z", 100}}, "KL").zone(-900, "K*LZ", "KL", {{"Z", 100}});
    cleared.zone(0, "KLZ", "KL", {{"Z", 100}});
    const Assessed back(cleared.at(10));
    REQUIRE(back.issue(IssueKind::revoke_cleared) != nullptr);
    CHECK(back.issue(IssueKind::revoke_cleared)->severity == Severity::error);
}

TEST_CASE("RO-013: a TTL that is raised during a rollover, and not otherwise") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(-4000, "KYZ", "K", {{"Y", 100}});
    log.key_ttl = 7200;
    CHECK(Assessed(log.zone(0, "KYZ", "K", {{"Y", 100}}).at(10)).issue(IssueKind::ttl_raised) !=
          nullptr);
    Log calm = settled();
    calm.key_ttl = 7200;
    CHECK(Assessed(calm.zone(0, "KZ", "K", {{"Z", 100}}).at(10)).issue(IssueKind::ttl_raised) ==
          nullptr);
}

TEST_CASE("RO-014: a serial that is not greater, in serial arithmetic") {
    const auto with_serial = [](std::uint32_t serial) {
        Log log = settled();
        log.history.versions.back().soa.serial = 4'000'000'000u;
        log.candidate("KZ", "K", {{"Z", 101}});
        log.next->soa.serial = serial;
        const Assessed assessed(log.at(0));
        return assessed.issue(IssueKind::serial_not_advanced) != nullptr;
    };
    CHECK(with_serial(4'000'000'000u));
    CHECK(with_serial(3'999'999'999u));
    CHECK_FALSE(with_serial(4'000'000'001u));
    CHECK_FALSE(with_serial(5));  // it went around
}

TEST_CASE("row 33, RO-015: a KSK and an algorithm in one step") {
    const Assessed both(settled().zone(0, "KLZkz", "KLk", {{"Zz", 100}}).at(10));
    CHECK(both.issue(IssueKind::combined) != nullptr);
    const Assessed one(settled().zone(0, "KLZ", "KL", {{"Z", 100}}).at(10));
    CHECK(one.issue(IssueKind::combined) == nullptr);
}

TEST_CASE("RO-016: a phase that lasts three times as long as it has to") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(0, "KYZ", "K", {{"Y", 100}});
    CHECK(Assessed(log.at(3 * 86700)).issue(IssueKind::stalled) == nullptr);
    CHECK(Assessed(log.at(3 * 86700 + 1)).issue(IssueKind::stalled) != nullptr);
}

TEST_CASE("row 42, RO-017: CDS that would break caches if the parent followed now") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}});
    log.history.versions.back().cds.rdata = log.ds_of(0, "L").records;
    const Assessed early(log.at(10));
    CHECK(window(early.issue(IssueKind::key_request_early)) == "10..3900");
    CHECK(Assessed(log.at(3900)).issue(IssueKind::key_request_early) == nullptr);
    CHECK(Assessed(log.at(3900)).only().phase == "ds-requested");
    const auto& notes = Assessed(log.at(3900)).readiness.notes;
    CHECK(std::ranges::any_of(notes, [](const std::string& note) {
        return note.starts_with("CDS or CDNSKEY ask the parent for");
    }));
}

TEST_CASE("RO-017: CDS and CDNSKEY that ask for different things block the KSK rollover") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}});
    log.history.versions.back().cds.rdata = log.ds_of(0, "L").records;
    log.history.versions.back().cdnskey.rdata = {test_key('K').rdata};
    const Assessed assessed(log.at(5000));
    CHECK(assessed.only().grade == ReadinessGrade::blocked);
    CHECK(code_of(assessed.only()) == "CDS_MISMATCH");
}

TEST_CASE("a parent that does not answer CDS for long blocks the rollover") {
    Log log = settled();
    log.renewed_until = 60 * days;
    log.zone(0, "KLZ", "KL", {{"Z", 100}});
    log.history.versions.back().cds.rdata = log.ds_of(0, "L").records;
    CHECK(Assessed(log.at(3 * days)).only().grade == ReadinessGrade::ready);
    const Assessed late(log.at(30 * days));
    CHECK(late.only().grade == ReadinessGrade::blocked);
    CHECK(code_of(late.only()) == "DS_NOT_SEEN");
}

TEST_CASE("RO-018: signers that take turns") {
    Log log = settled().zone(-2 * hour, "KY", "K", {{"Y", 100}});
    log.candidate("KZ", "K", {{"Z", 100}});
    const Assessed flap(log.at(0));
    REQUIRE(flap.issue(IssueKind::signer_flap) != nullptr);
    CHECK(flap.issue(IssueKind::signer_flap)->severity == Severity::error);
    CHECK(grade(flap) == "UNSAFE");
}

TEST_CASE("RO-018: while signers take turns nothing is ready, though all keys are published") {
    Log log;
    log.renewed_until = 100 * days;
    log.zone(-100 * days, "KYZ", "K", {{"Z", 100}}).ds(-100 * days, "K");
    log.zone(-9 * days, "KYZ", "K", {{"Y", 100}}).zone(-6 * days, "KYZ", "K", {{"Z", 100}});
    log.zone(-3 * days, "KYZ", "K", {{"Y", 100}});
    const Assessed turns(log.at(0));
    CHECK(turns.readiness.unsafe.empty());
    CHECK(grade(turns) == "BLOCKED");
    CHECK(code_of(turns.only()) == "SIGNERS_ALTERNATE");
    // Z was silent for three days before it came back, and now for six: it has stopped.
    CHECK(grade(Assessed(log.at(3 * days - 1))) == "BLOCKED");
    CHECK(grade(Assessed(log.at(3 * days))) == "READY");
}

TEST_CASE("RO-019: a DNSKEY answer that is too long for UDP, now or in the next phase") {
    CHECK(Assessed(settled().at(0)).issue(IssueKind::dnskey_size) == nullptr);
    const Assessed rsa(settled("kz", "k", {{"z", 100}}, "k").at(0));
    REQUIRE(rsa.issue(IssueKind::dnskey_size) != nullptr);
    CHECK(rsa.issue(IssueKind::dnskey_size)->severity == Severity::info);
}

TEST_CASE("RO-020, Slack 2021: unsigned an hour after the DS was withdrawn") {
    Log log = settled().ds(0, "");
    log.candidate("", "", {{"", 100}});
    const Assessed slack(log.at(hour));
    CHECK(windows_of(slack.readiness.unsafe) == "3600..90000");
    CHECK(window(slack.issue(IssueKind::unsigned_under_ds)) == "3600..90000");
    CHECK(grade(Assessed(log.at(90000))) == "STABLE");
}

TEST_CASE("RO-021: denial that changes in mid rollover") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(-900, "KYZ", "K", {{"Y", 100}});
    log.zone(0, "KYZ", "K", {{"Y", 100}});
    log.history.versions.back().nsec = false;
    CHECK(Assessed(log.at(10)).issue(IssueKind::denial_change) != nullptr);
    log.history.versions.back().nsec = true;
    CHECK(Assessed(log.at(10)).issue(IssueKind::denial_change) == nullptr);
}

TEST_CASE("RO-022, de 2010: most delegations are gone") {
    Log log = settled("KZ", "K", {{"Z", 100000}});
    log.history.versions.back().counts.delegations = 13'670'000;
    log.candidate("KZ", "K", {{"Z", 100000}});
    log.next->counts.delegations = 3'870'000;
    const Assessed truncated(log.at(0));
    REQUIRE(truncated.issue(IssueKind::delta) != nullptr);
    CHECK(grade(truncated) == "BLOCKED");
    log.next->counts.delegations = 13'600'000;
    CHECK(Assessed(log.at(0)).issue(IssueKind::delta) == nullptr);
}

TEST_CASE("rows 18 and 38: a key that is older than its policy says; without one none is") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    CHECK(Assessed(log.at(0)).issue(IssueKind::key_age) == nullptr);
    log.timing.zsk_lifetime = 100 * days;
    CHECK(Assessed(log.at(0)).issue(IssueKind::key_age) == nullptr);
    const Assessed old(log.at(1));
    REQUIRE(old.issue(IssueKind::key_age) != nullptr);
    CHECK(old.issue(IssueKind::key_age)->tag == test_key('Z').tag);
    CHECK(old.issue(IssueKind::key_age)->severity == Severity::info);
}

TEST_CASE("an outage that began before is told, and is not held against the candidate") {
    Log log = settled().zone(0, "KY", "K", {{"Y", 100}}).candidate("KY", "K", {{"Y", 101}});
    const Assessed after(log.at(1000));
    REQUIRE(after.readiness.unsafe.size() == 1);
    CHECK_FALSE(after.readiness.unsafe[0].by_candidate);
    CHECK(grade(after) == "UNSAFE");
}
