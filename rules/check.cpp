#include "rules/check.hpp"

#include "rules/describe.hpp"
#include "rules/proof.hpp"
#include "rules/proof_denial.hpp"
#include "rules/unchecked.hpp"
#include "rules/verdict.hpp"

#include <algorithm>
#include <cassert>

namespace zoneproof {
namespace {

Timestamp earliest(const std::vector<Moment>& moments) {
    const auto first =
        std::min_element(moments.begin(), moments.end(), [](const Moment& a, const Moment& b) {
            return seconds(a.from) < seconds(b.from);
        });
    return first->from;
}

Applicability applicability(const Context* context, const ParentDs& parent, const Policy& policy,
                            Timestamp as_of) {
    Applicability run;
    run.parent_ds = parent.given;
    run.history = context != nullptr && context->rollover != nullptr;
    run.ceremony = policy.next_ceremony.has_value();
    run.as_of = as_of;
    if (context == nullptr) return run;
    const DenialUse use =
        context->ran(pass::nsec) ? context->evidence.nsec.use : denial_use(context->zone);
    run.zone = true;
    run.signed_ = context->claims_signed;
    run.nsec = use.any_nsec;
    run.nsec3 = use.any_nsec3 || use.any_nsec3param;
    run.passes = context->evidence.passes;
    return run;
}

}  // namespace

CheckResult check(const LoadedZone& loaded, const Evidence& evidence, const ParentDs& parent,
                  const Policy& policy, const CheckOptions& options, Workers& workers,
                  const FindingSink& sink) {
    assert(!options.moments.empty());
    std::optional<Context> context;
    if (loaded.zone) context.emplace(*loaded.zone, evidence, parent, loaded.diagnostics, policy);
    const Timestamp as_of = options.rules_as_of.value_or(earliest(options.moments));
    if (context) {
        context->rules_as_of = as_of;
        context->rollover = options.rollover;
        context->spread = find_spread(*context, workers);
    }
    const Context* const zone = context ? &*context : nullptr;

    const Plan plan = make_plan(catalogue(), masks(), options.selection,
                                applicability(zone, parent, policy, as_of));
    const Questions run{catalogue(), plan, loaded, zone, options.moments, options.max_per_rule};
    Answers answers = ask(run, workers, sink);

    std::vector<Survey> surveys;
    for (const Moment& moment : options.moments)
        surveys.push_back(zone != nullptr ? survey(*zone, moment, workers) : Survey{});

    CheckResult result;
    Summary& summary = result.summary;
    summary.moments = options.moments;
    if (zone != nullptr) describe_zone(*zone, summary);
    for (const Survey& at : surveys)
        if (at.first_expiry &&
            (!summary.first_expiry || seconds(*at.first_expiry) < seconds(*summary.first_expiry)))
            summary.first_expiry = at.first_expiry;
    summary.unchecked = find_unchecked(run, answers, surveys, policy);
    std::optional<std::string_view> denial;  // the same at every moment
    const auto missing = [&](const Moment& moment) {
        const std::string_view fault = missing_from_proof(*zone, moment, workers);
        if (!fault.empty()) return fault;
        if (!denial) denial = missing_from_denial(zone->zone, evidence);
        return *denial;
    };
    give_verdict(run, answers, surveys, options.selection, policy, missing, summary);
    summary.groups = answers.groups;
    result.findings = std::move(answers.findings);
    return result;
}

}  // namespace zoneproof
