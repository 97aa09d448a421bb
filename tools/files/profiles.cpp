// The built-in profiles: what is typical of a root zone, a registry, an organisation, and a signer
// that signs each answer. They are read by the reader of policy files.
#include "tools/files/policy_file.hpp"

namespace zoneproof {
namespace {

// The zone is signed anew as a whole twice a day for 13 days; the DNSKEY RRset comes from
// ceremonies, valid for 21 days and replaced after ten.
constexpr std::string_view root = R"(
[times]
parent_propagation = "0"
ds_ttl = "1d"
dnskey_ttl = "2d"
max_zone_ttl = "6d"
sig_validity = "13d"
sig_validity_dnskey = "21d"
sig_refresh = "11d"
sig_jitter = "0"
reaction = "1d"
)";

// The root zone publishes DS for a day, and enters a change within two. Somebody is always there.
constexpr std::string_view tld = R"(
[times]
ds_ttl = "1d"
parent_registration = "2d"
reaction = "1d"
)";

constexpr std::string_view leaf = R"(
[times]
parent_propagation = "1h"
reaction = "3d"
)";

// Half of 50 hours lies ahead whenever an answer is given (rollover of keys apart).
constexpr std::string_view online = R"(
[times]
zone_propagation = "5m"
sig_validity = "50h"
sig_refresh = "25h"
sig_jitter = "0"
resign_period = "1h"
[signers]
online = true
)";

constexpr Profile table[] = {{"root", root}, {"tld", tld}, {"leaf", leaf}, {"online", online}};

}  // namespace

std::span<const Profile> profiles() {
    return table;
}

}  // namespace zoneproof
