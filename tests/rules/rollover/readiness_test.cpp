// Which rollover the data show, its next step, and when: every row of the table of patterns, to the
// second (RFC 6781 4.1, RFC 7583 3, RFC 5011).
#include "tests/rules/rollover/log.hpp"

#include <ctime>

using namespace zoneproof;
using namespace zoneproof::testing;

TEST_CASE("nothing under way is stable, with and without a candidate") {
    CHECK(told(settled(), 0) == "STABLE");
    CHECK(told(settled().candidate("KZ", "K", {{"Z", 100}}), 0) == "STABLE");
    CHECK(told(settled("C", "C", {{"C", 100}}, "C"), 0) == "STABLE");
    CHECK(told(settled("KkZz", "Kk", {{"Zz", 100}}, "Kk"), 0) == "STABLE");  // two algorithms
    CHECK(told(settled("KYZ", "K", {{"YZ", 100}}), 0) == "STABLE");          // two ZSKs, always
}

TEST_CASE("a ZSK by pre-publication, step by step") {
    Log log = settled();
    log.zone(0, "KYZ", "K", {{"Z", 100}});
    CHECK(told(log, 10) == "zsk-prepub published WAIT sign-with-new 3900");
    CHECK(told(log, 3900) == "zsk-prepub published READY sign-with-new 3900");
    const Assessed published(log.at(10));
    CHECK(tags_of(published.readiness.rolls[0].old_keys, "YZ") == "Z");
    CHECK(tags_of(published.readiness.rolls[0].new_keys, "YZ") == "Y");

    log.zone(4000, "KYZ", "K", {{"Z", 60}, {"Y", 40}});
    const Assessed mixed(log.at(4000));
    CHECK(mixed.only().phase == "re-signing");
    CHECK(mixed.only().progress == 0.4);
    CHECK(mixed.only().grade == ReadinessGrade::wait);
    CHECK(code_of(mixed.only()) == "OLD_STILL_SIGNS");

    log.zone(10000, "KYZ", "K", {{"Y", 100}});
    CHECK(told(log, 10000) == "zsk-prepub retiring WAIT remove-old-dnskey 96700");
    CHECK(told(log, 96700) == "zsk-prepub retiring READY remove-old-dnskey 96700");
    CHECK(told(log.zone(96700, "KY", "K", {{"Y", 100}}), 96700) == "STABLE");
}

TEST_CASE("the end of re-signing is told by the pace of the history") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}});
    log.zone(0, "KYZ", "K", {{"Z", 90}, {"Y", 10}}).zone(1000, "KYZ", "K", {{"Z", 80}, {"Y", 20}});
    CHECK(told(log, 1000) == "zsk-prepub re-signing WAIT finish-signing 9001");
    // Not done long after everything should have been renewed: somebody has to look.
    const Assessed stuck(log.at(30 * days));
    CHECK(stuck.only().grade == ReadinessGrade::blocked);
    CHECK(code_of(stuck.only()) == "OLD_STILL_SIGNS");
}

TEST_CASE("a ZSK by double signature") {
    Log log = settled().zone(0, "KYZ", "K", {{"YZ", 100}});
    CHECK(told(log, 10) ==
          "zsk-double-signature double-signature WAIT remove-old-dnskey-and-signatures 86700");
    CHECK(tags_of(Assessed(log.at(10)).only().old_keys, "YZ") == "Z");
}

TEST_CASE("a KSK by double KSK, step by step") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}});
    CHECK(told(log, 10) == "ksk-double-ksk published WAIT swap-ds 3900");
    log.ds(5000, "L");
    CHECK(told(log, 6000) == "ksk-double-ksk retiring WAIT remove-old-dnskey 95000");
    CHECK(told(log.zone(95000, "LZ", "L", {{"Z", 100}}), 95000) == "STABLE");
}

TEST_CASE("a KSK that does not sign yet has to sign before the parent names it") {
    CHECK(told(settled().zone(0, "KLZ", "K", {{"Z", 100}}), 10) ==
          "ksk-double-ksk published READY sign-dnskey -");
}

TEST_CASE("a second DS: the old one may go when the new key is everywhere") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}}).ds(100, "KL");
    CHECK(told(log, 200) == "ksk-double-ksk named WAIT remove-old-ds 3900");
}

TEST_CASE("a KSK by double DS, step by step") {
    Log log = settled().ds(0, "KL");
    CHECK(told(log, 10) == "ksk-double-ds published WAIT swap-dnskey 90000");
    log.zone(90000, "LZ", "L", {{"Z", 100}});
    CHECK(told(log, 90010) == "ksk-double-ds retiring WAIT remove-old-ds 93900");
}

TEST_CASE("a KSK by double RRset: both at once, and both go at once") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}}).ds(0, "KL");
    CHECK(told(log, 10) == "ksk-double-rrset named WAIT remove-both 90000");
}

TEST_CASE("a CSK waits as KSK and as ZSK") {
    Log log = settled("C", "C", {{"C", 100}}, "C").zone(0, "CD", "CD", {{"C", 100}});
    CHECK(told(log, 10) == "csk published WAIT swap-ds-and-sign 3900");
    // As long as signing is not done, the removal that follows waits for it.
    CHECK(assess(Outlook(log.at(10))).rolls[0].then[0].terms.front().name == "Dsgn");
    log.zone(4000, "CD", "CD", {{"D", 100}}).ds(4000, "D");
    CHECK(told(log, 4010) == "csk retiring WAIT remove-old-dnskey 94000");
    // The later of both: data signed a day after the DS was swapped.
    Log late = settled("C", "C", {{"C", 100}}, "C").zone(0, "CD", "CD", {{"C", 100}});
    late.ds(4000, "D").zone(50000, "CD", "CD", {{"D", 100}});
    CHECK(told(late, 50010) == "csk retiring WAIT remove-old-dnskey 136700");
}

TEST_CASE("a CSK that makes way for KSK and ZSK is a rollover of each") {
    Log log = settled("C", "C", {{"C", 100}}, "C").zone(0, "CKZ", "CK", {{"C", 100}});
    CHECK(told(log, 10) == "ksk-double-ksk published WAIT swap-ds 3900; "
                           "zsk-prepub published WAIT sign-with-new 3900");
}

TEST_CASE("an algorithm, liberal: both complete, DS, old keys out") {
    Log log = settled().zone(0, "KZkz", "Kk", {{"Zz", 100}});
    CHECK(told(log, 10) == "algorithm-liberal published WAIT swap-ds 86700");
    log.ds(100000, "k");
    CHECK(told(log, 100010) == "algorithm-liberal retiring WAIT remove-old-dnskeys 190000");
    CHECK(told(log.zone(190000, "kz", "k", {{"z", 100}}), 190000) == "STABLE");
}

TEST_CASE("an algorithm, conservative: five steps and four waits, and nothing unsafe between") {
    Log log = settled().zone(0, "KZ", "K", {{"Z/z", 100}});
    CHECK(told(log, 10) == "algorithm-conservative pre-signed WAIT add-dnskeys 86700");
    log.zone(86700, "KZkz", "Kk", {{"Zz", 100}});
    CHECK(told(log, 86710) == "algorithm-conservative published WAIT swap-ds 90600");
    log.ds(90600, "k");
    CHECK(told(log, 90610) == "algorithm-conservative retiring WAIT remove-old-dnskeys 180600");
    log.zone(180600, "kz", "k", {{"z/Z", 100}});
    CHECK(told(log, 180610) ==
          "algorithm-conservative signatures-left WAIT remove-old-signatures 184500");
    log.zone(184500, "kz", "k", {{"z", 100}});
    const Assessed done(log.at(184500));
    CHECK(done.readiness.grade == ReadinessGrade::stable);
    CHECK((done.readiness.unsafe.empty() && done.readiness.incomplete.empty()));
    for (const std::int64_t at : {10, 86710, 90610, 180610}) {
        const Assessed during(log.at(at));
        CHECK((during.readiness.unsafe.empty() && during.readiness.incomplete.empty()));
    }
}

TEST_CASE("an algorithm that is not everywhere blocks what comes next") {
    const Assessed partial(settled().zone(0, "KZkz", "Kk", {{"Zz", 90}, {"Z", 10}}).at(10));
    CHECK(partial.only().grade == ReadinessGrade::blocked);
    CHECK(code_of(partial.only()) == "ALG_INCOMPLETE");
    CHECK(partial.only().reasons[0].text.starts_with("10 RRsets"));
    CHECK(code_of(Assessed(settled().zone(0, "KZkz", "K", {{"Zz", 100}}).at(10)).only()) ==
          "ALG_INCOMPLETE");
}

TEST_CASE("a first DS waits until nothing unsigned is cached; the last signatures until no DS is") {
    Log log;
    log.zone(-100 * days, "", "", {{"", 100}}).ds(-100 * days, "");
    log.zone(0, "KZ", "K", {{"Z", 100}});
    CHECK(told(log, 10) == "first-signing signed WAIT publish-ds 86700");
    CHECK(told(settled().ds(0, ""), 10) == "going-insecure ds-removed WAIT unsign 90000");
}

TEST_CASE("safety margins are added where there is something to wait for") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}});
    log.timing = Timing{};
    CHECK(told(log, 10) == "zsk-prepub published WAIT sign-with-new 7500");
    log.zone(10000, "KYZ", "K", {{"Y", 100}});
    // 1d01h05m after a full re-sign, with BIND's defaults
    CHECK(told(log, 10000) == "zsk-prepub retiring WAIT remove-old-dnskey 100300");
    CHECK(10000 + 86400 + 3600 + 300 == 100300);
}

TEST_CASE("a wait is told with the terms that add up to it") {
    Log log = settled().zone(0, "KYZ", "K", {{"Z", 100}}).zone(10000, "KYZ", "K", {{"Y", 100}});
    log.timing = Timing{};
    const Assessed assessed(log.at(10010));
    const auto& terms = assessed.only().time.terms;
    REQUIRE(terms.size() == 4);
    CHECK((terms[0].name == "last_old_rrsig" && terms[0].at == Timestamp{epoch + 10000}));
    CHECK((terms[1].name == "Dprp" && terms[1].seconds == 300));
    CHECK((terms[2].name == "max_ttl" && terms[2].seconds == 86400));
    CHECK((terms[3].name == "retire_safety" && terms[3].seconds == 3600));
    CHECK(assessed.only().time.confidence == Confidence::high);
}

TEST_CASE("copies end with their signatures, where the serials show that nothing came between") {
    // T_rm: the last old signatures go at 10000, and would have ended an hour later.
    const auto log = [](std::int64_t left, std::uint32_t more_serials) {
        Log log;
        log.renewed_until = -50 * days;
        log.zone(-100 * days, "KZ", "K", {{"Z", 100}}).ds(-100 * days, "K");
        log.zone(0, "KYZ", "K", {{"Z", 100}});
        log.history.versions.back().signer_sets[0].last_expiry = Timestamp{epoch + 10000 + left};
        log.serial += more_serials;
        return log.zone(10000, "KYZ", "K", {{"Y", 100}});
    };
    CHECK(told(log(3600, 0), 10010) == "zsk-prepub retiring WAIT remove-old-dnskey 13900");
    CHECK(told(log(86400, 0), 10010) == "zsk-prepub retiring WAIT remove-old-dnskey 96700");
    // A version nobody recorded may have renewed them.
    CHECK(told(log(3600, 1), 10010) == "zsk-prepub retiring WAIT remove-old-dnskey 96700");
    CHECK(told(log(-1, 0), 10010) == "zsk-prepub retiring WAIT remove-old-dnskey 96700");
}

TEST_CASE("a longer TTL of the past is what counts") {
    Log log;
    log.key_ttl = 7200;
    log.zone(-100 * days, "KZ", "K", {{"Z", 100}}).ds(-100 * days, "K");
    log.key_ttl = 3600;
    CHECK(told(log.zone(0, "KYZ", "K", {{"Z", 100}}), 10) ==
          "zsk-prepub published WAIT sign-with-new 7500");
}

TEST_CASE("row 3: who has to act is told by the kind of rollover") {
    using Actors = std::vector<std::string_view>;
    CHECK(Assessed(settled().zone(0, "KYZ", "K", {{"Z", 100}}).at(10)).only().actors ==
          Actors{"zone"});
    CHECK(Assessed(settled().zone(0, "KLZ", "KL", {{"Z", 100}}).at(10)).only().actors ==
          Actors{"zone", "parent"});
    Log root = settled();
    root.zone_name = ".";
    root.zone(0, "KLZ", "K", {{"Z", 100}}).history.ds.clear();
    CHECK(Assessed(root.at(10)).only().actors == Actors{"zone", "resolvers-5011"});
}

TEST_CASE("row 53: the parent is asked for what is to be added and removed, from when to when") {
    const Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}});
    const Assessed assessed(log.at(10));
    REQUIRE(assessed.only().request);
    const ParentRequest& request = *assessed.only().request;
    CHECK(request.add == log.ds_of(0, "L").records);
    CHECK(request.remove == log.ds_of(0, "K").records);
    CHECK(request.earliest == Timestamp{epoch + 3900});
    CHECK(request.latest == Timestamp{epoch + 14 * days});
    CHECK(request.old_ttl == 86400);
    CHECK_FALSE(request.reason.empty());
}

TEST_CASE("a thousand versions of a zone of a million names are graded in less than a second") {
    Log log = settled("KZ", "K", {{"Z", 2'000'000}});
    // A ZSK every tenth day, re-signed bit by bit; a version every two hours.
    const std::string zsks = "ZYXWVUTS";
    for (int version = 1; version < 1000; ++version) {
        const std::int64_t at = -90 * days + version * 7200;
        const std::size_t turn = static_cast<std::size_t>(version) / 120;
        const int phase = version % 120;
        const std::string old(1, zsks[turn % 8]), recent(1, zsks[(turn + 1) % 8]);
        const auto done = static_cast<std::uint64_t>(phase) * 2'000'000 / 120;
        if (phase == 0)
            log.zone(at, "K" + old + recent, "K", {{old, 2'000'000}});
        else
            log.zone(at, "K" + old + recent, "K", {{old, 2'000'000 - done}, {recent, done}});
    }
    const std::clock_t begin = std::clock();
    const Assessed assessed(log.at(0));
    const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    CHECK(assessed.situation.versions().size() == 1000);
    CHECK(seconds < 1);
}
