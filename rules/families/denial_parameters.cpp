// NSEC3PARAM and the chains it lists (RFC 5155 4, 7.1, 7.3, 10.3; V-NSEC-1, V-N3-1, V-N3-2,
// V-N3-16).
#include "rules/families/families.hpp"
#include "rules/families/nsec3_records.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

Where at_parameters(const Context& context) {
    const Rrset* const parameters = context.zone.at_apex(RrType::NSEC3PARAM);
    return at_rrset(context.zone, parameters != nullptr ? *parameters : context.zone.soa());
}

void param_missing(const Context& context, const Moment&, Report& report) {
    const DenialUse& use = context.evidence.nsec.use;
    if (use.any_nsec3 && !use.any_nsec3param && !use.any_nsec)
        report.add(at_parameters(context),
                   [] { return std::string("the zone has NSEC3 records and no NSEC3PARAM"); });
}

void not_apex(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    if (rrset.type == RrType::NSEC3PARAM && rrset.count != 0 &&
        rrset.owner != context.zone.apex() && rrset.has(rrset_flag::authoritative))
        report.add(at_rrset(context.zone, rrset),
                   [&] { return "NSEC3PARAM below the apex " + to_text(context.zone.origin()); });
}

template <class Fails, class Describe>
void each_listed(const Context& context, const Rrset& rrset, int token, Report& report,
                 const Fails& fails, const Describe& describe) {
    if (rrset.type != RrType::NSEC3PARAM || rrset.owner != context.zone.apex()) return;
    auto record = index(rrset.first_record);
    for (const Octets rdata : context.zone.records(rrset)) {
        const auto id = static_cast<RecordId>(record++);
        const Nsec3View view(rdata);
        if (fails(view))
            report.add(at_record(context.zone, rrset, id).at_field(token),
                       [&] { return describe(view); });
    }
}

void flags(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_listed(
        context, rrset, 1, report, [](const Nsec3View& view) { return view.flags() != 0; },
        [](const Nsec3View& view) {
            return fmt::format("flags are {}, not 0: servers ignore it", view.flags());
        });
}

void hash_unknown(const Context& context, const Moment&, const Rrset& rrset, Report& report) {
    each_listed(
        context, rrset, 0, report, [](const Nsec3View& view) { return view.hash_algorithm() != 1; },
        [](const Nsec3View& view) {
            return fmt::format("hash algorithm {} is not known, only 1", view.hash_algorithm());
        });
}

void no_chain(const Context& context, const Moment&, Report& report) {
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains)
        if (chain.listed && chain.complete && !chain.hash_unknown && chain.records == 0)
            report.add(at_parameters(context), [&] {
                return fmt::format("no NSEC3 record has the parameters {}",
                                   to_text(chain.parameters));
            });
}

void several(const Context& context, const Moment&, Report& report) {
    const auto& chains = context.evidence.nsec3.chains;
    const auto listed = std::count_if(chains.begin(), chains.end(),
                                      [](const Nsec3Chain& chain) { return chain.listed; });
    if (listed > 1)
        report.add(at_parameters(context),
                   [&] { return fmt::format("{} sets of parameters are listed", listed); });
}

void iterations_too_high(const Context& context, const Moment&, Report& report) {
    const std::uint16_t limit = context.policy.nsec3_max_iterations;
    for (const Nsec3Chain& chain : context.evidence.nsec3.chains)
        if ((chain.listed || chain.records != 0) && chain.parameters.iterations > limit)
            report.add(at_parameters(context).at_field(2), [&] {
                return fmt::format("{} iterations, at most {} are tolerated",
                                   chain.parameters.iterations, limit);
            });
}

constexpr Rule rules[] = {
    {.id = "nsec3-param-missing",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 4; RFC 5155 7.3",
     .since = {2008, 3},
     .says = "The zone has NSEC3 records and no NSEC3PARAM.",
     .why =
         "Servers do not know by which parameters to look up a name and answer without any proof.",
     .fix = "Sign the zone again with a signer that adds NSEC3PARAM.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -\n35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .bad = "35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG ; and no NSEC3PARAM",
     .needs = pass::nsec,
     .check = whole_zone(param_missing)},
    {.id = "nsec3param-not-apex",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 4",
     .since = {2008, 3},
     .says = "An NSEC3PARAM stands below the apex.",
     .why = "It means nothing there.",
     .fix = "Remove the record.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "www 0 IN NSEC3PARAM 1 0 0 -",
     .check = each_rrset(not_apex, RrType::NSEC3PARAM)},
    {.id = "nsec3param-flags",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 4.1.2",
     .since = {2008, 3},
     .says = "The flags of an NSEC3PARAM are not zero.",
     .why = "Servers must ignore the record, and have no chain to use then. Opt-Out belongs into "
            "NSEC3 only.",
     .fix = "Write flags 0.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 1 1 0 -",
     .check = each_rrset(flags, RrType::NSEC3PARAM)},
    {.id = "nsec3param-hash-unknown",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 4.1.1; RFC 5155 8.1",
     .since = {2008, 3},
     .says = "An NSEC3PARAM names a hash algorithm other than SHA-1 (1).",
     .why = "No other is defined: validators treat every proof of this chain as absent.",
     .fix = "Sign the zone with hash algorithm 1.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 2 0 0 -",
     .check = each_rrset(hash_unknown, RrType::NSEC3PARAM)},
    {.id = "nsec3param-no-chain",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 5155 4; RFC 5155 7.1",
     .since = {2008, 3},
     .says = "An NSEC3PARAM lists parameters with which no NSEC3 stands in the zone.",
     .why = "A server may choose these parameters and then finds no proof.",
     .fix = "Remove the NSEC3PARAM, or sign the zone again so that the chain is there before it is "
            "listed.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -\n35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .bad = "@ 0 IN NSEC3PARAM 1 0 5 AABB\n35mt... 3600 IN NSEC3 1 0 0 - b4um... A RRSIG",
     .needs = pass::nsec3,
     .check = whole_zone(no_chain)},
    {.id = "nsec3param-multiple",
     .family = Family::denial,
     .severity = Severity::info,
     .cites = "RFC 5155 4; RFC 5155 7.3",
     .since = {2008, 3},
     .says = "Several NSEC3PARAM records list several chains.",
     .why = "It is allowed while parameters change, and each chain must be complete; some servers "
            "and verifiers refuse it.",
     .fix = "Remove the old chain and its NSEC3PARAM when the change is over.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 -\n@ 0 IN NSEC3PARAM 1 0 5 AABB",
     .needs = pass::nsec3,
     .check = whole_zone(several)},
    {.id = "nsec3-iterations-too-high",
     .family = Family::denial,
     .severity = Severity::error,
     .cites = "RFC 9276 3.2; RFC 5155 10.3",
     .since = {2022, 8},
     .says = "The chain uses more iterations than validators tolerate.",
     .why = "They treat the zone as unsigned, or answer SERVFAIL.",
     .fix = "Sign the zone again with 0 iterations and no salt.",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -",
     .bad = "@ 0 IN NSEC3PARAM 1 0 500 -",
     .needs = pass::nsec3,
     .check = whole_zone(iterations_too_high)},
};

}  // namespace

std::span<const Rule> nsec3_parameter_rules() {
    return rules;
}

}  // namespace zoneproof
