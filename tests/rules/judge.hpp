// Zone text in, findings out: for tests of rules.
#pragma once

#include "rules/check.hpp"
#include "rules/families/signing.hpp"
#include "rules/margin/spread.hpp"
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

/// A Report that nothing should be said to.
struct Silence final : Report {
    std::size_t said = 0;
    void unchecked(std::string_view, const Where&) override { ++said; }
    Example* begin(const Where&, const Group&, const Severity*) override { return ++said, nullptr; }
    void end() override {}
};

/// Rules that the engine does not ask about an RRset, for its type or its signatures, have nothing
/// to say about it.
inline void check_silence(const Judged& judged, const Options& options) {
    Workers workers(1);
    Context context(*judged.loaded.zone, judged.evidence, options.parent, judged.loaded.diagnostics,
                    options.policy);
    context.spread = find_spread(context, workers);
    for (const Rule* const rule : catalogue()) {
        const auto* const of = std::get_if<RrsetCheck>(&rule->check);
        if (of == nullptr || !context.ran(rule->needs)) continue;
        if (rule->applies == Applies::signed_zone && !context.claims_signed) continue;
        Silence silence;
        for (const Rrset& rrset : context.zone.rrsets())
            if (!of->is_about(rrset.type) || !of->is_about(soundness(context, rrset)))
                for (const Moment& moment : options.check.moments)
                    of->check(context, moment, rrset, silence);
        CAPTURE(rule->id);
        CHECK(silence.said == 0);
    }
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
    if (judged->loaded.zone) check_silence(*judged, options);
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
