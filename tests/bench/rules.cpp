#include "tests/bench/bench.hpp"

#include "rules/check.hpp"
#include "verifier/verify.hpp"

namespace zoneproof::bench {

void rules_speed() {
    Source source = Source::from_text(signed_zone(10'000, 13));
    Workers workers(1);
    const auto loaded = load(source, {}, workers);
    CheckOptions options;
    options.selection = *select_rules({}, {});
    // A time at which the zone is good: errors would be what is measured.
    const Timestamp now{1735689600};
    options.moments = {{now, now}};
    VerifyOptions verify_options;
    verify_options.passes = options.selection.passes();
    verify_options.measure = true;
    const Evidence evidence = verify(*loaded->zone, {}, verify_options, workers);
    const std::size_t rrsets = loaded->zone->rrsets().size();
    std::string verdict;
    const double seconds = best_of(5, [&] {
        verdict = to_text(check(*loaded, evidence, {}, {}, options, workers).summary.verdict);
    });
    print("rules  {:5.0f} ns an RRset ({} RRsets, {})\n", seconds * 1e9 / double(rrsets), rrsets,
          verdict);
    print("nsec   {:5.0f} ns a name\n",
          evidence.timings.nsec * 1e9 / double(loaded->zone->names().size()));
}

}  // namespace zoneproof::bench
