// Zone text in, findings out: for tests of rules.
#pragma once

#include "rules/check.hpp"
#include "tests/catch.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace zoneproof::testing {

/// A small zone without faults, for records to be added to.
inline const std::string base = "$ORIGIN example.\n"
                                "$TTL 3600\n"
                                "@ IN SOA ns hostmaster 1 7200 3600 1209600 3600\n"
                                "@ NS ns\n"
                                "ns A 192.0.2.53\n";

inline Moment at(std::int64_t seconds) {
    return {Timestamp{seconds}, Timestamp{seconds}};
}
inline const Moment some_day = at(1763769600);  // 2025-11-22

struct Options {
    LoadOptions load;
    Policy policy;
    ParentDs parent;
    CheckOptions check = {{}, {some_day}, {}, 10};
    unsigned threads = 1;
    FindingSink sink = {};
};

/// What check() says, and what it was told.
struct Judged {
    LoadedZone loaded;
    Evidence evidence;
    CheckResult result;

    const Finding* find(std::string_view rule) const {
        const auto& all = result.findings;
        const auto found = std::find_if(all.begin(), all.end(),
                                        [&](const Finding& f) { return f.rule->id == rule; });
        return found == all.end() ? nullptr : &*found;
    }
    bool raises(std::string_view rule) const { return find(rule) != nullptr; }
    std::uint64_t count(std::string_view rule) const {
        std::uint64_t count = 0;
        for (const Finding& finding : result.findings)
            if (finding.rule->id == rule) count += finding.count;
        return count;
    }
    std::set<std::string> rules() const {
        std::set<std::string> ids;
        for (const Finding& finding : result.findings) ids.emplace(finding.rule->id);
        return ids;
    }
    const Summary& summary() const { return result.summary; }
};

inline LoadedZone load_zone(const std::string& text, const LoadOptions& options = {},
                            unsigned threads = 1) {
    Source source = Source::from_text(text);
    Workers workers(threads);
    auto loaded = load(source, options, workers);
    REQUIRE(loaded);
    return std::move(*loaded);
}

inline std::unique_ptr<Judged> judge(const std::string& text, const Options& options = {}) {
    Workers workers(options.threads);
    auto judged =
        std::make_unique<Judged>(Judged{load_zone(text, options.load, options.threads), {}, {}});
    if (judged->loaded.zone) {
        VerifyOptions verify_options;
        verify_options.records_lost = judged->loaded.diagnostics.lost_records();
        judged->evidence = verify(*judged->loaded.zone, options.parent, verify_options, workers);
    }
    judged->result = check(judged->loaded, judged->evidence, options.parent, options.policy,
                           options.check, workers, options.sink);
    return judged;
}

/// A rule with the text that raises it and a near miss that does not, both added to `base`.
struct Pair {
    const char* rule;
    const char* bad;
    const char* near_miss;
};
inline void check_pairs(const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) {
        CAPTURE(pair.rule, pair.bad, pair.near_miss);
        CHECK(judge(base + pair.bad + "\n")->raises(pair.rule));
        CHECK_FALSE(judge(base + pair.near_miss + "\n")->raises(pair.rule));
    }
}

}  // namespace zoneproof::testing
