// What is missing, contradictory or estimated makes nothing ready.
#include "tests/rules/rollover/log.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

HistoryFault lost(std::int64_t after, std::optional<std::int64_t> before) {
    HistoryFault fault{HistoryFault::Kind::damaged_line,
                       "manifest.jsonl",
                       7,
                       "its checksum is wrong",
                       true,
                       Timestamp{epoch + after},
                       {}};
    if (before) fault.before = Timestamp{epoch + *before};
    return fault;
}

}  // namespace

TEST_CASE("an idle key without history is ambiguous, and what to give is said") {
    Log log;
    log.ds(-100 * days, "K").candidate("KYZ", "K", {{"Z", 100}});
    const Assessed assessed(log.at(0));
    CHECK(assessed.readiness.grade == ReadinessGrade::unknown);
    CHECK(assessed.only().phase == "idle");
    CHECK(code_of(assessed.only()) == "HISTORY");
    CHECK(assessed.only().reasons[0].text.starts_with("AMBIGUOUS"));
}

TEST_CASE("two KSKs without DS, and a candidate without past, are not known") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}});
    log.history.ds.clear();
    CHECK(code_of(Assessed(log.at(5000)).only()) == "DS");
    Log alone;
    alone.ds(-100 * days, "K").candidate("KZ", "K", {{"Z", 100}});
    const Assessed first(alone.at(0));
    CHECK(first.readiness.grade == ReadinessGrade::unknown);
    CHECK(first.readiness.reasons[0].code == "HISTORY");
}

TEST_CASE("without the DS a candidate without a key or algorithm that was needed is not known") {
    Log log = settled("KLZ", "KL", {{"Z", 100}});
    log.history.ds.clear();
    const auto told_of = [&](const std::string& keys, const std::string& signing,
                             const Sets& sets) {
        const Assessed assessed(log.candidate(keys, signing, sets).at(0));
        const auto& reasons = assessed.readiness.reasons;
        CHECK((reasons.empty() || assessed.readiness.grade >= ReadinessGrade::unknown));
        return reasons.empty() ? "" : reasons.front().text;
    };
    CHECK(told_of("KLZ", "KL", {{"Z", 101}}).empty());
    const std::string lost = "the parent's DS is not known (--ds), and a key that signed the "
                             "DNSKEY RRset before does not";
    CHECK(told_of("LZ", "L", {{"Z", 100}}) == lost);
    CHECK(told_of("KLZ", "L", {{"Z", 100}}) == lost);
    log = settled("KZkz", "Kk", {{"Zz", 100}});
    log.history.ds.clear();
    CHECK(told_of("KZkz", "Kk", {{"Zz", 90}, {"Z", 10}}) ==
          "the parent's DS is not known (--ds), and an algorithm that signed everything before "
          "does not");
    // A ZSK that has stopped to sign still completes what caches hold.
    Log stopped = settled("KZkzy", "Kk", {{"Zz", 100}});
    stopped.history.ds.clear();
    stopped.zone(-600, "KZkzy", "Kk", {{"Zy", 100}});
    const auto without_z = [&](std::int64_t at) {
        const Assessed assessed(stopped.candidate("KZky", "Kk", {{"Zy", 100}}).at(at));
        return assessed.readiness.reasons.empty() ? "" : assessed.readiness.reasons.front().text;
    };
    CHECK(
        without_z(0) ==
        "the parent's DS is not known (--ds), and RRsets that caches hold would lack an algorithm");
    CHECK(without_z(86100).empty());
    // With it, it is known.
    log.ds(-100 * days, "K");
    CHECK(told_of("KZkz", "Kk", {{"Zz", 90}, {"Z", 10}}).empty());
}

TEST_CASE("a key that stops to lead in asks for DS RRsets older than the record") {
    Log log;
    log.zone(-100 * days, "KZ", "K", {{"Z", 100}}).zone(-10 * days, "KLZ", "KL", {{"Z", 100}});
    log.ds(-3600, "L").candidate("KLZ", "L", {{"Z", 100}});
    const Assessed assessed(log.at(0));
    CHECK(assessed.readiness.grade == ReadinessGrade::unknown);
    REQUIRE(!assessed.readiness.reasons.empty());
    CHECK(assessed.readiness.reasons.front().code == "HISTORY_YOUNG");
    CHECK(Assessed(log.at(90000)).readiness.reasons.empty());
}

TEST_CASE("a line that was lost blocks until the copies of it have left all caches") {
    Log log = settled().zone(-200000, "KYZ", "K", {{"Z", 100}}).zone(0, "KYZ", "K", {{"Y", 100}});
    log.history.faults = {lost(-200000, 0)};
    const Assessed during(log.at(86699));
    CHECK(during.readiness.grade == ReadinessGrade::blocked);
    CHECK(code_of(during.only()) == "HISTORY_GAP");
    CHECK(Assessed(log.at(86700)).only().grade == ReadinessGrade::ready);
}

TEST_CASE("when the last line is lost nothing is ready, however long one waits") {
    Log log = settled();
    log.renewed_until = 400 * days;
    log.zone(0, "KYZ", "K", {{"Z", 100}}).history.faults = {lost(0, {})};
    CHECK(Assessed(log.at(365 * days)).readiness.grade == ReadinessGrade::blocked);
}

TEST_CASE("an estimated time of publication makes nothing ready: the wait counts from now") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    log.history.versions.back().confidence = Confidence::low;
    const Assessed assessed(log.at(5000));
    CHECK(told(assessed.only()) == "zsk-prepub published WAIT sign-with-new 8900");
    CHECK(assessed.only().time.confidence == Confidence::low);
}

TEST_CASE("what was cached before the history began is waited for") {
    Log log;
    log.zone(0, "KYZ", "K", {{"Z", 100}}).ds(-100 * days, "K").zone(10, "KYZ", "K", {{"Y", 100}});
    // Y signs at 10, and nobody knows which keys caches had before 0.
    const Assessed assessed(log.at(20));
    CHECK(told(assessed.only()) == "zsk-prepub retiring WAIT remove-old-dnskey 86710");
    Log young;
    young.zone(0, "KZ", "K", {{"Z", 100}}).ds(-100 * days, "K").zone(10, "KYZ", "K", {{"Z", 100}});
    CHECK(told(young, 20) == "zsk-prepub published WAIT sign-with-new 3910");
}

TEST_CASE("a DS RRset that was seen once says nothing of when the old one went") {
    // The class of .nz: the swap was just now, for all that is known.
    Log log;
    log.zone(-100 * days, "KZ", "K", {{"Z", 100}}).zone(-30 * days, "KLZ", "KL", {{"Z", 100}});
    log.ds(0, "L");
    CHECK(told(log, 0) == "ksk-double-ksk retiring WAIT remove-old-dnskey 90000");
}

TEST_CASE("a serial that does not advance is a contradiction until a greater one comes") {
    Log log = settled().zone(-1000, "KYZ", "K", {{"Z", 100}});
    log.history.versions.back().soa.serial = log.history.versions.front().soa.serial;
    const Assessed equal(log.at(5000));
    CHECK(equal.readiness.grade == ReadinessGrade::blocked);
    CHECK(equal.readiness.reasons[0].code == "SERIAL");
    log.zone(0, "KYZ", "K", {{"Z", 100}});
    CHECK(Assessed(log.at(86699)).readiness.grade == ReadinessGrade::blocked);
    CHECK(Assessed(log.at(86700)).readiness.grade == ReadinessGrade::ready);
}

TEST_CASE("versions recorded for later are not looked at") {
    Log log = settled().zone(1000, "KYZ", "K", {{"Z", 100}});
    const Assessed before(log.at(500));
    CHECK(before.situation.later == 1);
    CHECK(before.readiness.grade == ReadinessGrade::stable);
}

TEST_CASE("signatures that were not verified, and keys beyond counting, are not known") {
    Log log = settled();
    log.history.versions.back().not_tried = 3;
    CHECK(Assessed(log.at(0)).readiness.reasons[0].code == "NOT_TRIED");
    Log many = settled();
    auto& keys = many.history.versions.back().keys;
    for (int i = 0; i < 100; ++i) {
        keys.push_back(test_key('Y'));
        keys.back().identity.octets[0] = static_cast<std::uint8_t>(i);
    }
    CHECK(Assessed(many.at(0)).readiness.reasons[0].code == "TOO_MANY_KEYS");
}

TEST_CASE("the zone file that was recorded last is no candidate") {
    Log log = settled();
    log.next = log.history.versions.back();
    CHECK_FALSE(log.at(10).candidate);
    log.next->counts.records += 1;
    CHECK(log.at(10).candidate);
}

TEST_CASE(
    "signatures that have ended are not renewed by anybody: nothing is ready, and it is bogus") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 90}, {"Y", 10}});
    log.history.versions.back().signer_sets[1].first_expiry = Timestamp{epoch + 2 * days};
    log.zone(days, "KYZ", "K", {{"Y", 100}});
    log.history.versions.back().signer_sets[0].first_expiry = Timestamp{epoch + 5 * days};
    CHECK(told(log, 5 * days) == "zsk-prepub retiring READY remove-old-dnskey 173100");
    CHECK(Assessed(log.at(5 * days)).readiness.grade == ReadinessGrade::ready);
    const Assessed ended(log.at(5 * days + 1));
    CHECK(ended.readiness.grade == ReadinessGrade::bogus);
    CHECK(ended.readiness.reasons[0].code == "SIG_EXPIRED");
    CHECK(ended.only().grade == ReadinessGrade::blocked);
    const auto rows = key_table(ended.outlook, {});
    CHECK(std::ranges::none_of(rows, [](const KeyRow& row) {
        return row.published && row.removal.answer == Removal::Answer::now;
    }));
}

TEST_CASE("nothing is ready where signatures were not verified") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    CHECK(Assessed(log.at(5000)).only().grade == ReadinessGrade::ready);
    log.history.versions.back().not_tried = 1;
    CHECK(Assessed(log.at(5000)).only().grade == ReadinessGrade::unknown);
    CHECK(code_of(Assessed(log.at(5000)).only()) == "NOT_TRIED");
}

TEST_CASE("nothing is ready while caches hold a version of which not all signers are known") {
    Log log =
        settled().zone(0, "KYZ", "K", {{"Y", 90}, {"", 10}}).zone(10, "KYZ", "K", {{"Y", 100}});
    log.history.versions[1].folded = 10;
    const Assessed during(log.at(86400));
    CHECK(during.only().grade == ReadinessGrade::unknown);
    CHECK(code_of(during.only()) == "TOO_MANY_SIGNERS");
    const auto rows = key_table(during.outlook, {});
    CHECK(std::ranges::all_of(
        rows, [](const KeyRow& row) { return row.removal.answer == Removal::Answer::unknown; }));
    CHECK(Assessed(log.at(10 + 86700)).only().grade == ReadinessGrade::ready);
}

TEST_CASE("row 50: a key is used when all signers have shown that they hold it") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    log.timing.signers = 3;
    Situation situation = log.at(5000);
    const KeyIdentity key = test_key('Y').identity;
    // The same one twice, and one for another key
    situation.proofs = {
        {key, "hsm-1"}, {key, "hsm-2"}, {key, "hsm-2"}, {test_key('Z').identity, "hsm-3"}};
    const Assessed two(situation);
    CHECK(two.only().grade == ReadinessGrade::blocked);
    CHECK(code_of(two.only()) == "KEYPROOF_MISSING");
    CHECK(two.only().reasons[0].text.starts_with("2 of 3 signers"));
    situation.proofs.push_back({key, "hsm-3"});
    CHECK(Assessed(situation).only().grade == ReadinessGrade::ready);
    situation.failed_proofs = {"hsm-4"};
    CHECK(code_of(Assessed(situation).only()) == "KEYPROOF_FAILED");
}

TEST_CASE("a candidate with other keys is not judged by a history younger than what caches hold") {
    // Z signed before 0, for all that is known, and data of it are cached for a day.
    Log log;
    log.zone(0, "KYZ", "K", {{"Y", 100}}).ds(-100 * days, "K").candidate("KY", "K", {{"Y", 100}});
    const Assessed young(log.at(86699));
    CHECK(young.readiness.unsafe.empty());
    CHECK(young.readiness.grade == ReadinessGrade::unknown);
    CHECK(young.readiness.reasons[0].code == "HISTORY_YOUNG");
    CHECK(Assessed(log.at(86700)).readiness.grade == ReadinessGrade::stable);
    log.history.versions[0].confidence = Confidence::low;
    CHECK(Assessed(log.at(86700)).readiness.reasons[0].code == "HISTORY_TIMES");
    log.candidate("KYZ", "K", {{"Y", 101}});  // no key comes or goes
    CHECK(Assessed(log.at(10)).readiness.reasons.empty());
}

TEST_CASE("a key that begins to sign needs to know the DNSKEY RRsets before") {
    Log log;
    log.zone(0, "KYZ", "K", {{"Z", 100}}).ds(-100 * days, "K").candidate("KYZ", "K", {{"Y", 100}});
    CHECK(Assessed(log.at(3899)).readiness.reasons[0].code == "HISTORY_YOUNG");
    CHECK(Assessed(log.at(3900)).readiness.reasons.empty());
}
