// The rules of each family, as rules/catalogue.cpp lists them. A family of many rules is several
// files.
#pragma once

#include "rules/rule.hpp"

#include <span>

namespace zoneproof {

std::span<const Rule> syntax_rules();
std::span<const Rule> syntax_field_rules();

}  // namespace zoneproof
