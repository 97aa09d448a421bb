// The rules of each family, as rules/catalogue.cpp lists them. A family of many rules is several
// files.
#pragma once

#include "rules/rule.hpp"

#include <span>

namespace zoneproof {

std::span<const Rule> syntax_rules();
std::span<const Rule> syntax_field_rules();
std::span<const Rule> syntax_name_rules();
std::span<const Rule> zone_soa_rules();
std::span<const Rule> zone_rrset_rules();
std::span<const Rule> zone_alias_rules();
std::span<const Rule> zone_ns_rules();
std::span<const Rule> zone_service_rules();
std::span<const Rule> zone_catalog_rules();
std::span<const Rule> delegation_rules();
std::span<const Rule> delegation_glue_rules();
std::span<const Rule> dnskey_rules();
std::span<const Rule> dnskey_material_rules();
std::span<const Rule> dnskey_role_rules();
std::span<const Rule> rrsig_missing_rules();
std::span<const Rule> rrsig_invalid_rules();
std::span<const Rule> rrsig_field_rules();
std::span<const Rule> rrsig_covers_rules();
std::span<const Rule> nsec_rules();
std::span<const Rule> denial_bitmap_rules();
std::span<const Rule> nsec3_rules();
std::span<const Rule> nsec3_name_rules();
std::span<const Rule> nsec3_parameter_rules();
std::span<const Rule> denial_zone_rules();
std::span<const Rule> ds_rules();
std::span<const Rule> ds_support_rules();
std::span<const Rule> ds_chain_rules();
std::span<const Rule> zonemd_rules();
std::span<const Rule> cds_rules();
std::span<const Rule> cds_content_rules();
std::span<const Rule> cds_delete_rules();
std::span<const Rule> csync_rules();
std::span<const Rule> rollover_rules();
std::span<const Rule> rollover_step_rules();
std::span<const Rule> rollover_key_rules();
std::span<const Rule> rollover_change_rules();
std::span<const Rule> expiry_rules();
std::span<const Rule> expiry_margin_rules();
std::span<const Rule> expiry_habit_rules();
std::span<const Rule> policy_dnssec_rules();
std::span<const Rule> resource_dnssec_rules();

}  // namespace zoneproof
