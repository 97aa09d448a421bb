// The policy in TOML: how long things take, how the zone is signed and rolled, and when somebody is
// there to do it. What it does not say is BIND's default, or that of the profile it names.
//
//     profile = "tld"                 # root, tld, leaf, online
//     [times]
//     zone_propagation   = "5m"       # primary to the last secondary
//     parent_propagation = "1h"       # the same at the parent
//     parent_registration = "0"       # from the request to the parent's primary
//     ds_ttl = "auto"; dnskey_ttl = "auto"; max_zone_ttl = "auto"   # auto: from the data
//     publish_safety = "1h"; retire_safety = "1h"
//     sig_validity = "14d"; sig_validity_dnskey = "14d"
//     sig_refresh = "5d"; sig_jitter = "12h"; resign_period = "12h"
//     add_holddown = "30d"; remove_holddown = "30d"
//     ksk_lifetime = "auto"; zsk_lifetime = "auto"   # auto: no key is too old
//     reaction = "3d"                 # from an alarm to a newly signed zone
//     [method]
//     zsk = "auto"                    # pre-publication, double-signature
//     ksk = "auto"                    # double-ksk, double-ds, double-rrset
//     alg = "liberal"                 # conservative
//     [signers]
//     count = 3                       # HSMs; each shows that it holds a new key
//     online = false                  # signs when asked: validity of hours or days
//     next_ceremony = 2027-01-10      # when keys that are kept offline sign again
//     [calendar]
//     tz = "Europe/Berlin"; hours = "09:00-17:00"; workdays = ["Mon", "Tue"]
//     holidays = [2026-12-25, 2027-01-01]; ics = "holidays.ics"     # beside this file
#pragma once

#include "parser/base/result.hpp"
#include "rules/margin/calendar.hpp"
#include "rules/timing.hpp"
#include "tools/files/time_zone_file.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace zoneproof {

struct PolicyFile {
    Timing timing;
    Calendar calendar;
    unsigned signers = 1;
    std::optional<Timestamp> next_ceremony;
    std::string profile;  // empty: none was named
};

/// The built-in profiles, as the TOML they are equal to.
struct Profile {
    std::string_view name, text;
};
std::span<const Profile> profiles();

/// @param profile what the file adds to, instead of the one it names; empty: none was given.
/// What is wrong with it is an Error (usage) with file, line and column; a file that cannot be read
/// is one too: a policy that was asked for is never left out.
Result<PolicyFile> read_policy(const std::string& path, const std::string& profile = {});
Result<PolicyFile> policy_of_profile(const std::string& profile);

/// The same of text; `file` is what messages call it, and what `ics` stands beside.
Result<PolicyFile> policy_from_text(std::string_view text, const std::string& file,
                                    const std::string& profile = {},
                                    const std::string& zone_data = system_zone_data);

}  // namespace zoneproof
