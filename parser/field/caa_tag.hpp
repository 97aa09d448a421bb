// Property tag of CAA: RFC 8659 4.1.
#pragma once

#include "parser/field/wire.hpp"

#include <string_view>

namespace zoneproof {

/// Letters and digits, behind their number.
bool put_caa_tag(std::string_view token, Wire&);

}  // namespace zoneproof
