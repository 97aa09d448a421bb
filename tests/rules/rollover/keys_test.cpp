// The table of keys: what each does, where it stands, and when it may go.
#include "rules/rollover/dnskey_size.hpp"
#include "tests/rules/rollover/log.hpp"
#include "tests/rules/signed_zone.hpp"

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

const KeyRow& row(const std::vector<KeyRow>& rows, char letter) {
    const auto found = std::ranges::find(rows, test_key(letter).identity, &KeyRow::identity);
    REQUIRE(found != rows.end());
    return *found;
}
std::vector<KeyRow> table(const Situation& situation) {
    return key_table(Outlook(situation), {});
}
/// "ZSK active in-use"
std::string told(const std::vector<KeyRow>& rows, char letter) {
    const KeyRow& key = row(rows, letter);
    return std::string(to_text(key.role)) + " " + std::string(to_text(key.state)) + " " +
           std::string(to_text(key.removal.answer));
}
std::string events(const KeyRow& row) {
    std::string text;
    for (const KeyEvent& event : row.events)
        text += (text.empty() ? "" : " ") + std::string(to_text(event.state)) + ":" +
                (event.serial ? std::to_string(*event.serial) : "ds");
    return text;
}

}  // namespace

TEST_CASE("row 4: the life of a key, each state with the serial that proves it") {
    Log log;
    log.serial = 0;
    log.ds(-100 * days, "L");
    log.zone(0, "LZ", "L", {{"Z", 100}})
        .zone(10 * days, "LYZ", "L", {{"Z", 100}})
        .zone(20 * days, "LYZ", "L", {{"Y", 100}})
        .zone(30 * days, "LXY", "L", {{"X", 100}})
        .zone(40 * days, "LXY*", "LY", {{"X", 100}})
        .zone(50 * days, "LX", "L", {{"X", 100}});
    const auto rows = table(log.at(50 * days));
    CHECK(events(row(rows, 'Y')) == "published:2 active:3 retired:4 revoked:5 removed:6");
    CHECK(events(row(rows, 'Z')) == "published:1 active:1 retired:3 removed:4");
    CHECK(row(rows, 'Z').events.front().first);
    CHECK(told(rows, 'Y') == "ZSK removed gone");
    CHECK(told(rows, 'X') == "ZSK active in-use");
}

TEST_CASE("row 4: a KSK is active by its DS, and retired when the DS goes") {
    Log log = settled().zone(0, "KLZ", "KL", {{"Z", 100}}).ds(5000, "L");
    const auto rows = table(log.at(6000));
    CHECK(events(row(rows, 'K')) == "published:2027010101 active:2027010101 retired:ds");
    CHECK(events(row(rows, 'L')) == "published:2027010102 active:ds");
    CHECK(told(rows, 'K') == "KSK retiring later");
    CHECK(seconds(*row(rows, 'K').removal.time.at) - epoch == 95000);
    CHECK(told(rows, 'L') == "KSK active in-use");
}

TEST_CASE(
    "row 17: the role is what a key signs, and the SEP flag a hint for those that sign nothing") {
    // A DNSKEY RRset signed by the ZSK too, as BIND once did it.
    CHECK(row(table(settled("KZ", "KZ").at(0)), 'Z').role == KeyRole::zsk);
    // SEP flags the wrong way around.
    const auto turned = table(settled("ZK", "Z", {{"K", 100}}, "Z").at(0));
    CHECK((row(turned, 'Z').role == KeyRole::ksk && row(turned, 'K').role == KeyRole::zsk));
    CHECK(row(table(settled("C", "C", {{"C", 100}}, "C").at(0)), 'C').role == KeyRole::csk);
    const auto idle = table(settled("KYZ").at(0));
    CHECK((row(idle, 'Y').role_by_flag && !row(idle, 'Z').role_by_flag));
}

TEST_CASE("the ZSK of an algorithm is in use as long as the DS names the algorithm") {
    Log log = settled("KZ", "K", {{"Z", 100}}).zone(0, "KZkz", "Kk", {{"Zz", 100}});
    CHECK(told(table(log.at(5 * days)), 'Z') == "ZSK active in-use");
    log.ds(5 * days, "k");
    CHECK(told(table(log.at(10 * days)), 'Z') == "ZSK active now");
}

TEST_CASE("without the DS nobody knows whether an algorithm may go") {
    Log log;
    log.zone(-100 * days, "KZkz", "Kk", {{"Zz", 100}});
    CHECK(told(table(log.at(0)), 'Z') == "ZSK active unknown");
    CHECK(told(table(log.at(0)), 'z') == "ZSK active unknown");
    // z has stopped to sign, and caches may hold what it alone has signed of its algorithm.
    Log stopped;
    stopped.zone(-100 * days, "KZkzy", "Kk", {{"Zz", 100}});
    stopped.zone(-600, "KZkzy", "Kk", {{"Zy", 100}});
    CHECK(told(table(stopped.at(0)), 'z').ends_with("unknown"));
    CHECK(told(table(stopped.at(86100)), 'z').ends_with("now"));
    // A DS that was asked about for the first time may have been another a minute ago.
    log.ds(0, "k");
    CHECK(told(table(log.at(60)), 'Z') == "ZSK active later");
    CHECK(told(table(log.at(90000)), 'Z') == "ZSK active now");
}

TEST_CASE("where some RRsets lack an algorithm of the DS, the key of it that signs others stays") {
    const Log log = settled("KYZkz", "Kk", {{"Zz", 90}, {"Z", 10}}, "Kk");
    const auto rows = table(log.at(5 * days));
    CHECK(told(rows, 'z') == "ZSK active in-use");
    CHECK(row(rows, 'Y').removal.answer == Removal::Answer::now);  // makes it no worse
    // What earlier versions lacked is no measure.
    const Log signing = settled("KZkz", "Kk", {{"Z", 100}}, "Kk")
                            .zone(-days, "KZkz", "Kk", {{"Z", 100}})
                            .zone(0, "KZkz", "Kk", {{"Zz", 90}, {"Z", 10}});
    CHECK(told(table(signing.at(5 * days)), 'z') == "ZSK active in-use");
    // Nor is the larger of two classes.
    const Log mixed = settled("KYZkyz", "Kk", {{"Zz", 85}, {"Yy", 5}, {"Z", 10}}, "Kk")
                          .zone(0, "KYZkyz", "Kk", {{"Zz", 85}, {"Yy", 5}, {"Z", 10}});
    CHECK(told(table(mixed.at(5 * days)), 'y') == "ZSK active in-use");
    // A DNSKEY RRset in caches still leads to the algorithm, though the published one does not.
    const Log without =
        settled("KZkz", "Kk", {{"Zz", 100}}, "Kk").zone(0, "KZz", "K", {{"Zz", 100}});
    CHECK(seconds(*row(table(without.at(60)), 'z').removal.time.at) - epoch == 3900);
    CHECK(told(table(without.at(3900)), 'z') == "ZSK active now");
    // So does a DS RRset in caches, where the present one leads nowhere.
    const Log moved = settled("KZkz", "Kk", {{"Zz", 100}}, "Kk").ds(0, "Kl");
    CHECK(told(table(moved.at(60)), 'z') == "ZSK active later");
    CHECK(seconds(*row(table(moved.at(60)), 'z').removal.time.at) - epoch == 90000);
    // Copies that only the old key makes complete are waited for.
    const Log renewed = settled("KZkxz", "Kk", {{"Zz", 90}, {"Z", 10}}, "Kk")
                            .zone(0, "KZkxz", "Kk", {{"Zx", 90}, {"Z", 10}});
    CHECK(told(table(renewed.at(60)), 'z') == "ZSK retired later");
    CHECK(seconds(*row(table(renewed.at(60)), 'z').removal.time.at) - epoch == 86700);
    CHECK(row(table(renewed.at(60)), 'x').removal.why.find("90 RRsets") == 0);
}

TEST_CASE("the reason to wait is what the last version has left of a key") {
    const Log log = settled("KYZ", "K", {{"Z", 100}})
                        .zone(0, "KYZ", "K", {{"Z", 12}, {"Y", 88}})
                        .zone(1000, "KYZ", "K", {{"Z", 2}, {"Y", 98}})
                        .zone(2000, "KYZ", "K", {{"Y", 100}});
    const KeyRow key = row(table(log.at(3000)), 'Z');
    CHECK(key.removal.why.starts_with("2 RRsets of serial " + std::to_string(log.serial - 1)));
}

TEST_CASE("without history an idle key is ambiguous, and without DS a KSK is not judged") {
    Log log;
    log.candidate("KYZ", "K", {{"Z", 100}});
    const auto rows = table(log.at(0));
    CHECK(told(rows, 'Y') == "ZSK AMBIGUOUS later");
    CHECK(told(rows, 'K') == "KSK active unknown");
    CHECK(told(rows, 'Z') == "ZSK active in-use");
}

TEST_CASE("a key may go now when nothing depends on it") {
    Log log = settled().zone(-5000, "KYZ", "K", {{"Z", 100}}).zone(0, "KYZ", "K", {{"Y", 100}});
    CHECK(told(table(log.at(86699)), 'Z') == "ZSK retired later");
    CHECK(told(table(log.at(86700)), 'Z') == "ZSK retired now");
}

TEST_CASE("a key of which some signatures do not verify is broken, whatever else it does") {
    const auto judged =
        judge(SignedZone()
                  .sign("www.example.", RrType::A, [](auto& all) { all[0].flipped = true; })
                  .text());
    const auto tallies = tally_signatures(*judged->loaded.zone, judged->evidence, Timestamp{noon});
    Workers workers(1);
    SituationInput input;
    input.zone = Name(judged->loaded.zone->origin());
    input.at = Timestamp{noon};
    input.zone_now = summarize(*judged->loaded.zone, judged->evidence, Timestamp{noon},
                               Confidence::high, workers);
    const auto situation = make_situation(std::move(input));
    REQUIRE(situation);
    const auto rows = key_table(Outlook(*situation), tallies);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].tag == ksk().tag());
    CHECK(rows[0].signatures.dnskey);
    CHECK(rows[1].state == KeyState::broken);
    CHECK(rows[1].signatures.bad == 1);
    CHECK(rows[1].signatures.last_expiry == Timestamp{noon + 30 * day});
}

TEST_CASE("a key whose signatures all are older than another's is retiring, history or not") {
    Log log;
    log.ds(-100 * days, "K").candidate("KYZ", "K", {{"Z", 60}, {"Y", 40}});
    const Situation situation = log.at(0);
    std::vector<SignatureTally> tallies(3);
    tallies[1] = {40,
                  0,
                  false,
                  40,
                  Timestamp{epoch - 100},
                  Timestamp{epoch - 50},
                  Timestamp{epoch + 20 * days}};
    tallies[2] = {60,
                  0,
                  false,
                  60,
                  Timestamp{epoch - 900},
                  Timestamp{epoch - 500},
                  Timestamp{epoch + 9 * days}};
    const auto rows = key_table(Outlook(situation), tallies);
    CHECK(told(rows, 'Z') == "ZSK retiring later");
    CHECK(row(rows, 'Z').removal.why == "last signature");
    CHECK(row(rows, 'Z').removal.time.at == Timestamp{epoch + 9 * days});
    CHECK(told(rows, 'Y') == "ZSK active in-use");
}

TEST_CASE("row 39: the size of DNSKEY answers, octet for octet") {
    // RSA/2048: 12 + 13 + 11 octets around, keys of 12 + 264, signatures of 12 + 18 + 9 + 256
    // (a name of nine octets, "example.").
    Log log = settled("klyz", "kl", {{"z", 100}}, "kl");
    const NameView zone = *name_from_text("example.");
    const Version& version = log.history.versions.back();
    CHECK(dnskey_answer(version, zone) == 36 + 4 * 276 + 2 * 295);
    const auto sizes = phase_sizes(settled("kz", "k", {{"z", 100}}, "k").history.versions[0], zone);
    CHECK(sizes[0].octets == 36 + 2 * 276 + 295);
    for (const PhaseSize& phase : sizes) {
        CAPTURE(std::string(phase.method));
        if (phase.method == "zsk-pre-publication") CHECK(phase.octets == sizes[0].octets + 276);
        if (phase.method == "ksk-double-ksk") CHECK(phase.octets == sizes[0].octets + 571);
        if (phase.method == "ksk-double-ds") CHECK(phase.octets == sizes[0].octets);
        if (phase.method == "algorithm") CHECK(phase.octets == sizes[0].octets + 571 + 276);
    }
}
