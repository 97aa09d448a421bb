#include "rules/families/rollover_issues.hpp"

#include "rules/rollover/readiness.hpp"

namespace zoneproof {
namespace {

/// Without --ds no other rule knows the DS; the history may.
bool is_told_elsewhere(const Context& context, const RolloverIssue& issue) {
    const bool about_ds =
        issue.kind == IssueKind::ds_missing_key || issue.kind == IssueKind::unsigned_under_ds;
    return issue.in_itself && !(about_ds && !context.parent.given);
}

}  // namespace

Where at_keys(const Context& context) {
    const Rrset* const keys = context.zone.at_apex(RrType::DNSKEY);
    return keys != nullptr ? at_rrset(context.zone, *keys)
                           : at_name(context.zone, context.zone.apex());
}

void report_issues(const Context& context, IssueKind kind, Report& report) {
    for (const RolloverIssue& issue : context.rollover->issues)
        if (issue.kind == kind && !is_told_elsewhere(context, issue))
            report.add_as(issue.severity, at_keys(context),
                          Group{.key_tag = issue.tag, .algorithm = issue.algorithm},
                          [&] { return issue.text; });
}

}  // namespace zoneproof
