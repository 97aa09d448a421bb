#include "tools/files/policy_file.hpp"

#include "tests/catch.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace zoneproof;

namespace {

PolicyFile read(const std::string& text) {
    const auto policy = policy_from_text(text, "policy.toml");
    CAPTURE(text, policy ? "" : policy.error().text);
    REQUIRE(policy);
    return *policy;
}
std::string error(const std::string& text) {
    const auto policy = policy_from_text(text, "policy.toml");
    CAPTURE(text);
    REQUIRE_FALSE(policy);
    CHECK(policy.error().code == ErrorCode::usage);
    return policy.error().text;
}

constexpr std::int64_t minute = 60, hour = 3600, day = 86400;

}  // namespace

TEST_CASE("a policy that says nothing is BIND's default, and everybody always works") {
    const PolicyFile policy = read("");
    CHECK(policy.timing.sig_validity == 14 * day);
    CHECK(policy.timing.sig_refresh == 5 * day);
    CHECK(policy.timing.reaction == 3 * day);
    CHECK(policy.timing.zone_propagation == 5 * minute);
    CHECK_FALSE(policy.timing.ds_ttl);
    CHECK_FALSE(policy.calendar.given);
    CHECK(policy.profile.empty());
}

TEST_CASE("every duration of a policy is read into its place") {
    const Timing timing = read("[times]\n"
                               "zone_propagation = '1m'\nparent_propagation = '2h'\n"
                               "parent_registration = '10d01h05m'\n"
                               "ds_ttl = '1d'\ndnskey_ttl = 'auto'\nmax_zone_ttl = 7200\n"
                               "publish_safety = '0'\nretire_safety = '3h'\n"
                               "sig_validity = '5w'\nsig_validity_dnskey = '6w'\n"
                               "sig_refresh = '4d'\nsig_jitter = '5h'\nresign_period = '6h'\n"
                               "add_holddown = '31d'\nremove_holddown = '32d'\nreaction = '33h'\n")
                              .timing;
    CHECK(timing.zone_propagation == minute);
    CHECK(timing.parent_propagation == 2 * hour);
    CHECK(timing.parent_registration == 10 * day + hour + 5 * minute);
    CHECK(timing.ds_ttl == day);
    CHECK_FALSE(timing.dnskey_ttl);
    CHECK(timing.max_zone_ttl == 2 * hour);
    CHECK(timing.publish_safety == 0);
    CHECK(timing.retire_safety == 3 * hour);
    CHECK(timing.sig_validity == 35 * day);
    CHECK(timing.sig_validity_dnskey == 42 * day);
    CHECK(timing.sig_refresh == 4 * day);
    CHECK(timing.sig_jitter == 5 * hour);
    CHECK(timing.resign_period == 6 * hour);
    CHECK(timing.add_holddown == 31 * day);
    CHECK(timing.remove_holddown == 32 * day);
    CHECK(timing.reaction == 33 * hour);
}

TEST_CASE("methods and signers are words and numbers") {
    const PolicyFile policy = read("[method]\nzsk = 'double-signature'\nksk = 'double-ds'\nalg = "
                                   "'conservative'\n[signers]\ncount = 3\nonline = true\n"
                                   "next_ceremony = 2027-01-10\n");
    CHECK(policy.timing.zsk == ZskMethod::double_signature);
    CHECK(policy.timing.ksk == KskMethod::double_ds);
    CHECK(policy.timing.algorithm == AlgorithmMethod::conservative);
    CHECK(policy.signers == 3);
    CHECK(policy.timing.online);
    CHECK(policy.next_ceremony == *from_iso8601("2027-01-10"));
}

TEST_CASE("a calendar has a zone, hours, days and holidays") {
    const Calendar calendar = read("[calendar]\ntz = '+06:00'\nhours = '08:30-16:00'\nworkdays = ["
                                   "'Sat', 'Sun']\nholidays = [2018-12-31, '2019-01-01']\n")
                                  .calendar;
    CHECK(calendar.given);
    CHECK(calendar.zone.offset_at(Timestamp{0}) == 6 * hour);
    CHECK(calendar.opens == 8 * hour + 30 * minute);
    CHECK(calendar.closes == 16 * hour);
    CHECK(calendar.workdays == std::array<bool, 7>{true, false, false, false, false, false, true});
    REQUIRE(calendar.holidays.size() == 2);
    CHECK(calendar.holidays[0].first == seconds(*from_iso8601("2018-12-31")) / day);
    CHECK(calendar.holidays[1].last == seconds(*from_iso8601("2019-01-01")) / day);
}

TEST_CASE("a policy that cannot be meant is an error at its line and column") {
    const struct {
        const char *text, *says;
    } wrong[] = {
        {"[times]\nsig_refrehs = '5d'\n",
         "policy.toml:2:1: [times] has no key 'sig_refrehs'; did you mean sig_refresh?"},
        {"[timse]\n", "policy.toml:1:2: the file has no key 'timse'; did you mean times?"},
        {"[times]\nreaction = '5x'\n", "policy.toml:2:12: '5x' is no duration"},
        {"[times]\nreaction = '-5d'\n", "policy.toml:2:12: '-5d' is no duration"},
        {"[times]\nreaction = -5\n", "policy.toml:2:12: expected a duration"},
        {"[times]\nreaction = 1.5\n", "policy.toml:2:12: expected a duration"},
        {"[times]\nreaction = '5000w'\n", "policy.toml:2:12: 35000 d is too long"},
        {"[times]\nreaction = 'auto'\n", "policy.toml:2:12: 'auto' is no duration"},
        {"[times]\nsig_refresh = '14d'\n",
         "policy.toml:2:15: sig_refresh, 14 d, must be shorter than sig_validity, 14 d"},
        {"[times]\nsig_validity = '4d'\n",
         "policy.toml:2:16: sig_refresh, 5 d, must be shorter than sig_validity, 4 d"},
        {"[times]\nresign_period = '6d'\n", "policy.toml:2:17: resign_period, 6 d"},
        {"times = 5\n", "policy.toml:1:9: expected a table, [times]"},
        {"[method]\nzsk = 'prepublication'\n", "did you mean pre-publication?"},
        {"[method]\nzks = 'auto'\n", "[method] has no key 'zks'; did you mean zsk?"},
        {"[signers]\ncount = 0\n", "policy.toml:2:9: expected a number"},
        {"[signers]\nonline = 'yes'\n", "policy.toml:2:10: expected true or false"},
        {"[calendar]\nhours = '17:00-09:00'\n", "policy.toml:2:9: expected working hours"},
        {"[calendar]\nhours = '9-5'\n", "expected working hours"},
        {"[calendar]\nworkdays = []\n", "at least one day"},
        {"[calendar]\nworkdays = ['Monday']\n", "policy.toml:2:13: 'Monday' is none of Fri, Mon"},
        {"[calendar]\nholidays = [2026-12-25, '2026-02-30']\n",
         "policy.toml:2:25: expected a date"},
        {"[calendar]\ntz = 'Mars/Olympus'\n", "policy.toml:2:6: "},
        {"[calendar]\nics = 'no-such.ics'\n", "no-such.ics: No such file"},
        {"profile = 'tdl'\n", "policy.toml:1:11: 'tdl' is none of root, tld, leaf, online"},
        {"profile = 5\n", "policy.toml:1:11: expected the name of a profile"},
        {"[times\n", "policy.toml:1:"},
        {"a = = 2\n", "policy.toml:1:5: "},
        {"[times]\nreaction = '1d'\nreaction = '2d'\n", "policy.toml:3:"},
    };
    for (const auto& [text, says] : wrong) {
        const std::string told = error(text);
        CAPTURE(text, told);
        CHECK(told.find(says) != std::string::npos);
    }
}

// rollover.md 1, row 43
TEST_CASE("every built-in profile loads, and a file changes what it says otherwise") {
    for (const Profile& profile : profiles()) {
        CAPTURE(std::string(profile.name));
        const auto policy = policy_of_profile(std::string(profile.name));
        REQUIRE(policy);
        CHECK(policy->profile == profile.name);
        CHECK(policy->timing.online == (profile.name == "online"));
    }
    CHECK(read("profile = 'root'\n").timing.dnskey_ttl == 2 * day);
    CHECK(read("profile = 'root'\n").timing.sig_validity == 13 * day);
    const Timing changed = read("profile = 'root'\n[times]\ndnskey_ttl = '3d'\n").timing;
    CHECK(changed.dnskey_ttl == 3 * day);
    CHECK(changed.max_zone_ttl == 6 * day);
    CHECK(policy_from_text("profile = 'tld'", "x", "root")->timing.dnskey_ttl == 2 * day);
    CHECK_FALSE(policy_of_profile("roots"));
}

TEST_CASE("an iCalendar file stands beside the policy, a missing policy is unreadable") {
    std::string folder = (std::filesystem::temp_directory_path() / "policy-XXXXXX").string();
    REQUIRE(mkdtemp(folder.data()) != nullptr);
    std::ofstream(folder + "/days.ics") << "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:"
                                           "20190101\nEND:VEVENT\nEND:VCALENDAR\n";
    std::ofstream(folder + "/policy.toml") << "[calendar]\nics = 'days.ics'\n";
    const auto policy = read_policy(folder + "/policy.toml");
    const auto missing = read_policy(folder + "/other.toml");
    std::filesystem::remove_all(folder);
    REQUIRE(policy);
    REQUIRE(policy->calendar.holidays.size() == 1);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::unreadable);
}
