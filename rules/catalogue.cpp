// The catalogue: the one visible list of families, and which rule speaks for which. A new rule
// edits its family only.
#include "rules/families/families.hpp"

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

// clang-format off
constexpr std::span<const Rule> (*listed[])() = {
    syntax_rules,
    syntax_field_rules,
    syntax_name_rules,
    zone_soa_rules,
    zone_rrset_rules,
    zone_alias_rules,
    zone_ns_rules,
    zone_service_rules,
    zone_catalog_rules,
    delegation_rules,
    delegation_glue_rules,
    dnskey_rules,
    dnskey_material_rules,
    dnskey_role_rules,
    rrsig_missing_rules,
    rrsig_invalid_rules,
    rrsig_field_rules,
    rrsig_covers_rules,
    nsec_rules,
    denial_bitmap_rules,
    nsec3_rules,
    nsec3_name_rules,
    nsec3_parameter_rules,
    denial_zone_rules,
    ds_rules,
    ds_support_rules,
    ds_chain_rules,
    zonemd_rules,
    cds_rules,
    cds_content_rules,
    cds_delete_rules,
    csync_rules,
    rollover_rules,
    rollover_step_rules,
    rollover_key_rules,
    rollover_change_rules,
    expiry_rules,
    expiry_margin_rules,
    expiry_habit_rules,
    policy_dnssec_rules,
    resource_dnssec_rules,
};
// clang-format on

constexpr Mask mask_table[] = {
    {"zone-cname-at-apex", "zone-cname-and-other"},
    {"zone-dname-self", "zone-cname-loop"},
    // One fault of a signed RRset, told by whoever knows most of what it means there.
    {"dnskey-only-revoked-signs", "rrsig-missing"},
    {"cds-unsigned-or-bogus", "rrsig-missing"},
    {"cds-unsigned-or-bogus", "rrsig-invalid"},
    {"csync-unsigned", "rrsig-missing"},
    {"csync-unsigned", "rrsig-invalid"},
    {"cds-no-dnskey", "cds-breaks-chain"},
    {"cds-non-zone-key", "cds-breaks-chain"},
    {"cds-revoked-key", "cds-breaks-chain"},
    {"zonemd-unsigned", "rrsig-missing"},
    {"zonemd-unsigned", "rrsig-invalid"},
    {"dnskey-algorithm-must-not", "dnskey-algorithm-unknown"},
    {"rrsig-original-ttl-mismatch", "rrsig-ttl-mismatch"},
    {"rrsig-original-ttl-exceeded", "rrsig-ttl-mismatch"},
    {"ds-sha2-broken-sha1-good", "ds-sha1-shadowed"},
    // The most urgent margin.
    {"rrsig-expires-before-ttl", "rrsig-expires-soon"},
    {"rrsig-expires-before-ttl", "rrsig-expires-before-soa-refresh"},
    {"rrsig-expires-before-ttl", "rrsig-refresh-margin"},
    {"rrsig-expires-before-ttl", "rrsig-expires-before-soa-expire"},
    {"rrsig-expires-soon", "rrsig-expires-before-soa-refresh"},
    {"rrsig-expires-soon", "rrsig-refresh-margin"},
    {"rrsig-expires-soon", "rrsig-expires-before-soa-expire"},
    {"rrsig-expires-before-soa-refresh", "rrsig-refresh-margin"},
    {"rrsig-expires-before-soa-refresh", "rrsig-expires-before-soa-expire"},
    {"rrsig-refresh-margin", "rrsig-expires-before-soa-expire"},
};

std::vector<const Rule*> collect() {
    std::vector<const Rule*> rules;
    for (const auto family : listed)
        for (const Rule& rule : family()) rules.push_back(&rule);
    return rules;
}

}  // namespace

std::span<const Rule* const> catalogue() {
    static const std::vector<const Rule*> rules = collect();
    return rules;
}

const Rule* find_rule(std::string_view id) {
    const auto rules = catalogue();
    const auto at =
        std::find_if(rules.begin(), rules.end(), [&](const Rule* rule) { return rule->id == id; });
    return at == rules.end() ? nullptr : *at;
}

std::span<const Mask> masks() {
    return mask_table;
}

}  // namespace zoneproof
