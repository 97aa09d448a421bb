#include "verifier/verify.hpp"

#include "parser/base/clock.hpp"

namespace zoneproof {
Evidence verify(const Zone& zone, const ParentDs& parent, const VerifyOptions& options,
                Workers& workers, Progress* progress) {
    Evidence evidence;
    unsigned passes = options.passes;
    if ((passes & pass::trust) != 0) passes |= pass::signatures;
    if ((passes & pass::signatures) != 0) passes |= pass::keys;
    evidence.passes = passes;

    const auto run = [&](unsigned bit, double& seconds, const auto& body) {
        if ((passes & bit) == 0) return;
        // Passes run one after the other, each on all workers: the whole process is this pass.
        const double before = options.measure ? process_seconds() : 0;
        body();
        if (options.measure) seconds = process_seconds() - before;
    };
    PassTimings& timings = evidence.timings;
    run(pass::keys, timings.keys, [&] { evidence.keys = KeyTable(zone, options.engine); });
    run(pass::signatures, timings.signatures, [&] {
        evidence.signatures =
            verify_signatures(zone, evidence.keys, options.bounds, workers, progress);
    });
    run(pass::nsec, timings.nsec, [&] { evidence.nsec = check_nsec(zone, workers); });
    run(pass::nsec3, timings.nsec3, [&] { evidence.nsec3 = check_nsec3(zone, workers); });
    run(pass::trust, timings.trust, [&] { evidence.ds = check_ds(zone, evidence.keys, parent); });
    run(pass::zonemd, timings.zonemd,
        [&] { evidence.zonemd = check_zonemd(zone, options.records_lost, workers); });
    return evidence;
}

}  // namespace zoneproof
