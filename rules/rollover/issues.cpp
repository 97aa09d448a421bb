#include "rules/rollover/issues.hpp"

#include "rules/rollover/issue_parts.hpp"

#include <algorithm>
#include <array>

namespace zoneproof {
namespace {

/// By IssueKind.
constexpr std::array<std::string_view, issue_kinds> rule_ids = {
    "rollover-retire-early",
    "rollover-ksk-ds-wait",
    "rollover-prepublish-wait",
    "rollover-ds-change-early",
    "rollover-ds-missing-key",
    "rollover-algorithm-order",
    "rollover-algorithm-order",
    "rollover-algorithm-order",
    "rollover-keytag-reused",
    "rrsig-invalid",
    "rollover-key-reintroduced",
    "dnskey-revoked-not-self-signed",
    "ds-matches-revoked-key",
    "rollover-revoke-cleared",
    "rollover-ttl-raised",
    "zone-soa-serial-not-advanced",
    "rollover-combined",
    "rollover-stalled",
    "rollover-cds-early",
    "rollover-signer-flap",
    "rollover-double-signature-size",
    "rollover-go-insecure-order",
    "rollover-denial-change",
    "rollover-delta",
    "",
    "rollover-rfc5011-holddown",
    "rollover-stale-key",
};

}  // namespace

std::string_view rule_of(IssueKind kind) {
    return rule_ids[static_cast<std::size_t>(kind)];
}

std::vector<RolloverIssue> find_issues(const IssueBasis& basis) {
    Issues issues;
    add_cache_issues(basis, issues);
    add_key_issues(basis, issues);
    add_change_issues(basis, issues);
    std::ranges::stable_sort(issues, std::ranges::greater(), &RolloverIssue::severity);
    return issues;
}

}  // namespace zoneproof
