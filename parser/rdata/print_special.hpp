// Fields with a notation of their own. Each appends a blank and the field, and returns false for
// octets that its notation cannot say; the field is well formed (layout.hpp, measure()).
#pragma once

#include "parser/base/bytes.hpp"

#include <string>

namespace zoneproof::detail {

bool print_a6_suffix(Octets, std::string& text);
bool print_host_identity(Octets, std::string& text);
bool print_old_bitmap(Octets, std::string& text);
bool print_ports(Octets, std::string& text);
bool print_prefixes(Octets, std::string& text);
bool print_location(Octets, std::string& text);
bool print_atm_address(Octets, std::string& text);

}  // namespace zoneproof::detail
