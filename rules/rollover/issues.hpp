// What a step between two published versions may do wrong, each with the time in which it hurts:
// the values behind the rules of family rollover.
#pragma once

#include "rules/finding.hpp"
#include "rules/rollover/outlook.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

enum class IssueKind : std::uint8_t {
    key_removed_early,        // data that caches hold, or that is published, needs it
    ksk_removed_early,        // a DS that caches hold needs it
    used_before_published,    // caches hold DNSKEY RRsets without it
    ds_change_early,          // caches hold DNSKEY RRsets, or unsigned data, that it does not fit
    ds_missing_key,           // every DS names absent keys: bogus now
    algorithm_incomplete,     // added without signatures everywhere
    algorithm_removed_early,  // an older DS or DNSKEY RRset still asks for it
    algorithm_liberal,        // keys and signatures at once, where the policy says conservative
    keytag_collision,         // two keys, one algorithm and tag; or one after revocation
    keytag_split,             // a key verifies some RRSIGs under its tag, and not others
    key_reintroduced,         // it was gone in between
    revoked_not_self_signed,
    revoked_in_use,  // a DS, or data, depends on a revoked key
    revoke_cleared,
    ttl_raised,  // while a rollover is under way
    serial_not_advanced,
    combined,           // several changes in flight
    stalled,            // far longer in its phase than it has to be
    key_request_early,  // CDS or CDNSKEY, applied now, would break the chain
    signer_flap,        // sets of keys take turns
    dnskey_size,
    unsigned_under_ds,
    denial_change,  // of the chain of NSEC or NSEC3, in mid rollover
    delta,          // names, delegations or signatures vanished in numbers
    provider_keys,  // signers of one zone do not publish each other's keys
    holddown,       // RFC 5011: used before resolvers trust it
    key_age,        // in use for longer than the policy says
};
inline constexpr std::size_t issue_kinds = static_cast<std::size_t>(IssueKind::key_age) + 1;
/// The rule of the catalogue that says it; of provider_keys none does, for want of peers.
std::string_view rule_of(IssueKind);

struct RolloverIssue {
    IssueKind kind{};
    Severity severity = Severity::warning;
    std::string text{};  // the thing, the fact and the bound
    std::optional<std::uint16_t> tag{};
    std::uint8_t algorithm = 0;
    std::optional<Timestamp> from{}, to{};  // when it hurts
    /// The version shows it by itself: rules that need no history say it.
    bool in_itself = false;
    /// It came with the last version.
    bool is_new = false;
};

struct RollReport;
struct UnsafeWindow;
/// What is under way, and what caches hold of it.
struct IssueBasis {
    const Outlook& outlook;
    const std::vector<RollReport>& rolls;
    const std::vector<UnsafeWindow>&unsafe, &incomplete;
};
std::vector<RolloverIssue> find_issues(const IssueBasis&);

}  // namespace zoneproof
