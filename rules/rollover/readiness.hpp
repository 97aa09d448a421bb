// Readiness: which rollovers the data show to be under way, how far they have come, which step is
// next and when it may be published (RFC 6781 4.1, RFC 7583 3, RFC 5011, RFC 8901).
#pragma once

#include "rules/rollover/issues.hpp"
#include "rules/rollover/keys.hpp"
#include "rules/rollover/outlook.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

/// From good to bad; a zone is what its worst rollover is.
enum class ReadinessGrade : std::uint8_t {
    stable,   // nothing is under way
    ready,    // the next step may be published now
    wait,     // ... from a moment on; publishing what is there does no harm
    unknown,  // something has to be known that was not given
    blocked,  // the next step cannot be timed until something is mended
    unsafe,   // caches hold, or will hold, what does not fit
    bogus,    // the version does not validate in itself
};
std::string_view to_text(ReadinessGrade);

enum class RollKind : std::uint8_t {
    // clang-format off
    zsk_pre_publication, zsk_double_signature, ksk_double_ksk, ksk_double_ds, ksk_double_rrset, csk,
    algorithm_liberal, algorithm_conservative, rfc5011, first_signing, going_insecure,
    // clang-format on
};
std::string_view to_text(RollKind);

struct RolledKey {
    KeyIdentity identity;
    std::uint16_t tag = 0;
    std::uint8_t algorithm = 0;
    std::string_view role;
};

/// Why a step is blocked, or what has to be known.
struct RollReason {
    std::string code;  // "OLD_STILL_SIGNS", "DS_NOT_SEEN", "HISTORY"
    std::string text;
};

/// A step behind the next one: so long after it.
struct LaterStep {
    std::string_view slug;
    std::string text;
    std::vector<TimeTerm> terms;
};

/// What the parent has to be asked for.
struct ParentRequest {
    std::vector<std::vector<std::uint8_t>> add, remove;  // DS RDATA
    std::optional<Timestamp> earliest, latest;           // none: at once, whenever
    std::int64_t old_ttl = 0;                            // of the DS RRset that goes
    std::string reason;
};

struct RollReport {
    RollKind kind{};
    std::string_view phase;  // slug: "published", "retiring"
    std::vector<RolledKey> old_keys, new_keys;
    ReadinessGrade grade{};
    std::string_view step;  // slug: "remove-old-dnskey"
    std::string step_text;  // "remove ZSK 11039 from the DNSKEY RRset"
    StepTime time;
    std::vector<RollReason> reasons;
    std::optional<double> progress;  // share of RRsets that the new keys sign
    std::optional<Timestamp> since;  // the phase began
    std::vector<LaterStep> then;
    std::vector<std::string_view> actors;  // "zone", "parent", "resolvers-5011"
    std::optional<ParentRequest> request;
};

/// A time in which some caches cannot validate.
struct UnsafeWindow {
    Outage outage;
    bool in_itself = false;     // nothing but what is published: bogus
    bool by_candidate = false;  // it would begin with this version
    bool uncertain = false;     // a version that was lost may tell otherwise
    std::string cause;          // the pair that lasts longest, one sentence
    std::string advice;
    std::optional<Timestamp> delay_until;        // publishing then does no harm
    std::optional<Timestamp> delay_with_safety;  // and leaves the margin that the policy asks for
};

/// Octets of the answer with the DNSKEY RRset, now and in the widest phase of what is under way.
struct DnskeySize {
    std::size_t now = 0, widest = 0;
};

struct Readiness {
    ReadinessGrade grade{};
    Confidence confidence = Confidence::high;
    std::vector<RollReport> rolls;                 // worst first
    std::vector<UnsafeWindow> unsafe, incomplete;  // incomplete: for strict validators alone
    std::vector<RollReason> reasons;  // of the zone: doubts about the history, missing input
    /// Nothing in caches breaks with the candidate, and by the policy's safety margin it is early.
    std::optional<Timestamp> early_until;
    std::vector<std::string> notes;
    std::vector<RolloverIssue> issues;
    DnskeySize dnskey_size;
};

Readiness assess(const Outlook&);

}  // namespace zoneproof
