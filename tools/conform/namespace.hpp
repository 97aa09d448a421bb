// A network of our own: loopback and the addresses of RFC 5737, nothing else; what runs in it
// reaches nothing outside, and nothing outside reaches it.
#pragma once

#include <string>
#include <vector>

namespace zoneproof::conform {

/// Moves the calling process, which must have one thread, into a new network namespace (and a new
/// user namespace unless it is root), with `addresses` on its loopback interface.
/// @returns what went wrong; empty when all went well
std::string enter_private_network(const std::vector<std::string>& addresses);

}  // namespace zoneproof::conform
