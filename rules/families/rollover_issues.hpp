// What the rules about steps between versions share: each hands on the issues of its kind.
#pragma once

#include "rules/rollover/issues.hpp"
#include "rules/rule.hpp"

namespace zoneproof {

/// Adds the issues of a kind to the report, at the DNSKEY RRset. Those that the zone shows by
/// itself are left to the rules that say so without a history.
void report_issues(const Context&, IssueKind, Report&);

template <IssueKind kind>
void report_kind(const Context& context, const Moment&, Report& report) {
    report_issues(context, kind, report);
}

/// Where what is not one record's fault stands: the DNSKEY RRset, or the apex.
Where at_keys(const Context&);

}  // namespace zoneproof
