// verify(): the door of this floor. Evidence is facts, never severities, and time is not mixed in.
#pragma once

#include "parser/base/result.hpp"
#include "parser/base/workers.hpp"
#include "parser/zone/load.hpp"
#include "parser/zone/parent.hpp"
#include "parser/zone/zone.hpp"
#include "verifier/keys.hpp"
#include "verifier/nsec.hpp"
#include "verifier/nsec3.hpp"
#include "verifier/signatures.hpp"
#include "verifier/trust.hpp"
#include "verifier/zonemd.hpp"

#include <cstdint>
#include <vector>

namespace zoneproof {

/// Bits: which passes the selected rules need; the others do not run.
namespace pass {
inline constexpr unsigned keys = 1;
inline constexpr unsigned signatures = 2;  // implies keys
inline constexpr unsigned nsec = 4;
inline constexpr unsigned nsec3 = 8;
inline constexpr unsigned trust = 16;  // implies signatures
inline constexpr unsigned zonemd = 32;
inline constexpr unsigned all = 63;
}  // namespace pass

struct PassTimings {
    double keys = 0, signatures = 0, nsec = 0, nsec3 = 0, trust = 0, zonemd = 0;  // CPU seconds
};

struct VerifyOptions {
    unsigned passes = pass::all;
    Engine engine = Engine::automatic;
    CrossCheck cross_check = CrossCheck::sampled;
    SignatureBounds bounds;
    bool records_lost = false;  // from Diagnostics::lost_records()
    bool measure = false;
};

struct Evidence {
    unsigned passes = 0;  // that ran
    KeyTable keys;
    std::vector<LaneFault> lane_faults;     // fast lanes that were turned off; none of it is theirs
    std::vector<SignatureFact> signatures;  // by SignatureId
    NsecFacts nsec;
    Nsec3Facts nsec3;
    std::vector<DsFact> ds;  // by ParentDs::records
    ZonemdFacts zonemd;
    PassTimings timings;
};

Evidence verify(const Zone&, const ParentDs&, const VerifyOptions&, Workers&, Progress* = nullptr);

}  // namespace zoneproof
