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

}  // namespace zoneproof
