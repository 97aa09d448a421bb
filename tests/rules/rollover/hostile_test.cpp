// Histories that nobody has: they end in time, and what was not judged is said.
#include "tests/rules/rollover/log.hpp"

#include <ctime>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

struct Timed {
    ReadinessGrade grade{};
    std::vector<RollReason> reasons;
    double seconds = 0;
};
Timed judge(const Log& log) {
    const std::clock_t begin = std::clock();
    const Assessed assessed(log.at(0));
    const auto rows = key_table(assessed.outlook, {});
    return {assessed.readiness.grade, assessed.readiness.reasons,
            static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC};
}

bool says(const Timed& judged, std::string_view code) {
    return std::ranges::any_of(judged.reasons,
                               [&](const RollReason& reason) { return reason.code == code; });
}

/// Some of the letters, others for each number.
std::string some_of(const std::string& letters, std::uint32_t number) {
    std::uint32_t bits = number * 2654435761u ^ number;
    std::string some;
    for (const char letter : letters) {
        bits = bits * 1664525u + 1013904223u;
        if ((bits >> 30) == 0) some += letter;
    }
    return some;
}

}  // namespace

TEST_CASE("a thousand versions with 64 sets of signers each, all of them different") {
    const std::string zsks = "NOPQRSTUVWXYZnopqrstuvwxyz";
    Log log;
    log.ds(-100 * days, "K");
    for (int version = 0; version < 1000; ++version) {
        Sets sets;
        for (int set = 0; set < 64; ++set)
            sets.push_back({some_of(zsks, static_cast<std::uint32_t>(version * 64 + set)), 10});
        log.zone(-1000 + version, "K" + zsks, "K", sets);
    }
    const Timed judged = judge(log);
    CAPTURE(judged.seconds);
    CHECK(judged.seconds < 20);
    CHECK(judged.grade >= ReadinessGrade::unknown);
}

TEST_CASE("a thousand versions with 64 keys each, none of them published twice") {
    Log log;
    log.ds(-100 * days, "K");
    for (int version = 0; version < 1000; ++version) {
        log.zone(-1000 + version, "K", "K", {{"K", 10}});
        Version& last = log.history.versions.back();
        for (int key = 1; key < 64; ++key) {
            auto rdata = test_key('Z').rdata;
            rdata[10] = static_cast<std::uint8_t>(key);
            rdata[11] = static_cast<std::uint8_t>(version >> 8);
            rdata[12] = static_cast<std::uint8_t>(version);
            last.keys.push_back(published_key(rdata));
        }
    }
    const Timed judged = judge(log);
    CAPTURE(judged.seconds);
    CHECK(judged.seconds < 20);
    CHECK(judged.grade >= ReadinessGrade::unknown);
    CHECK(says(judged, "TOO_MUCH_HISTORY"));
}
