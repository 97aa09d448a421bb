// The engine against the definition: random histories, every second of them judged by what is
// written down in the design, with none of the engine's intervals.
#include "tests/rules/rollover/cache.hpp"

#include <algorithm>
#include <random>

using namespace zoneproof;
using namespace zoneproof::testing;

namespace {

// Copies live 23 seconds longer than what was published, the last change is at 48 at most, and
// signatures begin and end by 60.
constexpr std::int64_t copies = 24, quiet = 75;

bool live(const CacheLife& life, std::int64_t t) {
    if (t < seconds(life.since)) return false;
    return !life.superseded || t < seconds(*life.superseded) + life.propagation + life.ttl;
}

bool in(const std::vector<KeyRef>& all, KeyRef key) {
    return std::ranges::find(all, key) != all.end();
}

/// Condition 1, with algorithm 0 for any; the same for one algorithm is that part of condition 3.
bool chained(const CachedDs& a, const CachedKeySet& b, std::uint8_t algorithm, std::int64_t t) {
    for (const DsLink& link : a.links)
        for (const KeySetSignature& by : b.signatures)
            if ((algorithm == 0 || link.algorithm == algorithm) && in(link.keys, by.key) &&
                in(b.keys, by.key) && seconds(by.from) <= t && (!by.to || t <= seconds(*by.to)))
                return true;
    return false;
}

/// Condition 2, likewise.
bool signed_by(const CacheModel& model, const CachedKeySet& b, const CachedData& c,
               std::uint8_t algorithm) {
    for (const KeyRef key : b.keys) {
        const bool signs = in(c.signers, key) || (algorithm != 0 && in(c.presumed, key));
        if (signs && (algorithm == 0 || model.keys[key].algorithm == algorithm)) return true;
    }
    return false;
}

bool fits(const CacheModel& model, const CachedDs& a, const CachedKeySet& b, const CachedData& c,
          bool strict, std::int64_t t) {
    const auto by = [&](std::uint8_t algorithm) {
        return chained(a, b, algorithm, t) && signed_by(model, b, c, algorithm);
    };
    return by(0) && (!strict || std::ranges::all_of(a.links, by, &DsLink::algorithm));
}

bool safe_at(const CacheModel& model, std::int64_t t, bool strict = false) {
    for (const CachedDs& a : model.ds) {
        if (!live(a.life, t) || a.links.empty()) continue;
        for (const CachedKeySet& b : model.key_sets) {
            if (!live(b.life, t)) continue;
            for (const CachedData& c : model.data)
                if (live(c.life, t) && !fits(model, a, b, c, strict, t)) return false;
        }
    }
    return true;
}

class Dice {
public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    int up_to(int most) { return static_cast<int>(engine_() % static_cast<unsigned>(most + 1)); }
    /// Each of the letters, where so many dice do not fall badly.
    std::string letters(const std::string& from, int often) {
        std::string some;
        for (const char letter : from)
            if (up_to(often) > 0) some += letter;
        return some;
    }

    CachedDs some_ds() { return in_little_time(ds(letters("KLkl", 1))); }
    CachedKeySet some_keys() {
        const std::string ksks = letters("KLkl", 3);
        CachedKeySet set = in_little_time(key_set(ksks + letters("ZYzy", 3), ksks));
        for (KeySetSignature& by : set.signatures)
            if (up_to(9) == 0) (up_to(1) ? by.from : by.to.emplace()) = Timestamp{up_to(60)};
        return set;
    }
    std::vector<CachedData> some_data() {
        std::vector<CachedData> all;
        for (int i = up_to(1); i >= 0; --i) {
            all.push_back(in_little_time(data(letters("ZYzy", 2))));
            if (up_to(3) == 0) all.back().presumed = keys(letters("zZ", 1));
        }
        return all;
    }
    /// What may come next: mostly one thing at a time, as signers do.
    CacheStep step() {
        CacheStep step;
        const int what = up_to(5);
        if (what == 0 || what == 3) step.ds = some_ds();
        if (what == 1 || what >= 4) step.key_set = some_keys();
        if (what == 2 || what >= 4) step.data = some_data();
        return step;
    }
    CacheModel history() {
        CacheStep first;
        first.ds = some_ds(), first.key_set = some_keys(), first.data = some_data();
        Past past(first);
        for (int i = up_to(4); i > 0; --i) past.then(last_change += up_to(12), step());
        return past;
    }
    std::int64_t last_change = 0;

private:
    template <class State>
    State in_little_time(State state) {
        state.life.propagation = up_to(3);
        state.life.ttl = up_to(20);
        return state;
    }
    std::mt19937 engine_;
};

bool within(const std::vector<Outage>& outages, std::int64_t t) {
    return std::ranges::any_of(outages, [&](const Outage& outage) {
        return seconds(outage.from) <= t && (!outage.to || t < seconds(*outage.to));
    });
}

}  // namespace

TEST_CASE("outages are exactly the seconds at which some combination of copies does not fit") {
    unsigned broken = 0;
    for (unsigned seed = 0; seed < 1000; ++seed) {
        const CacheModel model = Dice(seed).history();
        const CacheCheck check = check_caches(model, Timestamp{-1});
        for (std::int64_t t = -1; t < quiet; ++t) {
            const bool safe = safe_at(model, t), strict = safe_at(model, t, true);
            if (within(check.unsafe, t) != safe && within(check.incomplete, t) == (safe && !strict))
                continue;
            CAPTURE(seed, t, safe, strict, windows(check.unsafe), windows(check.incomplete));
            FAIL("engine and definition differ");
        }
        broken += !check.safe();
    }
    CHECK((broken > 300 && broken < 990));  // both kinds were there
}

TEST_CASE("the earliest safe time is the last second of harm and one") {
    unsigned waited = 0, at_once = 0, never = 0;
    for (unsigned seed = 0; seed < 600; ++seed) {
        Dice dice(seed);
        const CacheModel model = dice.history();
        const CacheStep step = dice.step();
        const bool strict = dice.up_to(1) == 1;
        const auto all_safe = [&](const CacheModel& judged, std::int64_t from) {
            for (std::int64_t t = from; t < std::max(from + copies, quiet); ++t)
                if (!safe_at(judged, t, strict)) return false;
            return true;
        };
        if (!all_safe(model, dice.last_change)) continue;  // it could not mend what fails already
        std::int64_t expected = quiet;
        while (expected > dice.last_change &&
               all_safe(with_step(model, step, Timestamp{expected - 1}), expected - 1))
            --expected;
        const SafeTime found =
            earliest_safe(model, step, strict ? Strictness::strict : Strictness::lenient);
        CAPTURE(seed, strict, when(found), expected);
        REQUIRE(found.ever == (expected < quiet));
        if (found.ever)
            REQUIRE(std::max(found.at ? seconds(*found.at) : 0, dice.last_change) == expected);
        ++(!found.ever ? never : expected > dice.last_change ? waited : at_once);
    }
    CAPTURE(waited, at_once, never);
    CHECK((waited > 5 && at_once > 100 && never > 20));
}
