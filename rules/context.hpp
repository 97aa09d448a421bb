// Context: everything a rule may look at, all of it const. Values that several rules need are
// derived once.
#pragma once

#include "parser/base/time.hpp"
#include "parser/zone/diagnostic.hpp"
#include "parser/zone/parent.hpp"
#include "parser/zone/zone.hpp"
#include "rules/margin/spread.hpp"
#include "rules/policy.hpp"
#include "verifier/verify.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace zoneproof {

/// When the zone is judged: an instant, or every second of a range (--at A..B).
struct Moment {
    Timestamp from, to;  // equal for an instant
    bool is_range() const { return from != to; }
};

/// What each published key signs (a derived value): counts of RRSIGs by verdict, by KeyId.
struct KeyUse {
    std::uint64_t good = 0;         // RRSIGs it verifies
    std::uint64_t good_dnskey = 0;  // of these, over the DNSKEY RRset
    std::uint64_t bad = 0;          // RRSIGs by its tag and algorithm that no key verifies
};

/// Findings that would repeat one root cause N times are left to the rule that names it (V-VER-11).
struct RootCauses {
    bool no_dnskey = false;       // dnskey-missing speaks; every RRSIG has an unknown key
    bool no_usable_key = false;   // nothing can be verified for that reason alone
    bool no_denial = false;       // no NSEC or NSEC3 anywhere: one nsec-missing for the zone
    bool nothing_signed = false;  // no RRSIG in a zone that claims to be signed: one rrsig-missing
    /// Algorithms signalled by keys with which no RRset at all is signed:
    /// dnskey-standby-other-algorithm speaks.
    std::vector<std::uint8_t> standby_algorithms;
};

struct Readiness;  // rules/rollover/readiness.hpp

struct Context {
    const Zone& zone;
    const Evidence& evidence;
    const ParentDs& parent;
    const Diagnostics& diagnostics;
    const Policy& policy;

    bool claims_signed;           // V-NAME-15
    std::vector<KeyUse> key_use;  // by KeyId
    RootCauses roots;
    Spread spread{};  // of signatures in time; empty unless find_spread() was asked
    /// Of --previous or --history; nullptr: neither was given.
    const Readiness* rollover = nullptr;
    Timestamp rules_as_of{};  // "--rules-as-of"; grades a rule whose severity has changed (V-VER-9)

    Context(const Zone&, const Evidence&, const ParentDs&, const Diagnostics&, const Policy&);

    bool ran(unsigned passes) const { return (evidence.passes & passes) == passes; }
};

/// The instants of a moment at which the chain of trust can change, ascending: its ends and, in a
/// range, what begins or ends between them among signatures over DNSKEY and validity dates of trust
/// anchors. Two instants do not prove what lies between them (V-VER-8); all of these do.
std::vector<Timestamp> trust_instants(const Context&, const Moment&);

}  // namespace zoneproof
