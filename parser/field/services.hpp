// Protocol and services of WKS: RFC 1035 3.4.2, by number or by one of a few well-known names.
#pragma once

#include "parser/field/wire.hpp"
#include "parser/scan/tape.hpp"

#include <string_view>

namespace zoneproof {

bool put_protocol(std::string_view token, Wire&);

/// All of `rest`, in any order, as a bit for each port. `at` moves past the tokens read, and stays
/// at the one that is to blame.
bool put_services(const Tokens& rest, Wire&, std::size_t& at);

}  // namespace zoneproof
