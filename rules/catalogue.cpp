// The catalogue: the one visible list of families, and which rule speaks for which. A new rule
// edits its family only.
#include "rules/families/families.hpp"

#include <algorithm>
#include <vector>

namespace zoneproof {
namespace {

constexpr std::span<const Rule> (*listed[])() = {
    syntax_rules,       syntax_field_rules, syntax_name_rules,     zone_soa_rules,
    zone_rrset_rules,   zone_alias_rules,   zone_ns_rules,         zone_service_rules,
    zone_catalog_rules, delegation_rules,   delegation_glue_rules,
};

constexpr Mask mask_table[] = {
    {"zone-cname-at-apex", "zone-cname-and-other"},
    {"zone-dname-self", "zone-cname-loop"},
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
