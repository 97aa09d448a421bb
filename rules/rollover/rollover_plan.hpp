// A planned rollover, played through before anybody does it: when each step is safe, how it is
// taken back, and from which step on there is no way back but another rollover.
#pragma once

#include "rules/rollover/cache_check.hpp"
#include "rules/rollover/formulas.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

struct PlannedKey {
    std::string name;
    std::uint8_t algorithm = 13;
};

/// Positions of keys; of a step, what is absent stays as it is.
struct PlannedState {
    std::optional<std::vector<KeyRef>> dnskey;        // the DNSKEY RRset
    std::optional<std::vector<KeyRef>> signs_dnskey;  // who signs it
    std::optional<std::vector<KeyRef>> signs_data;    // who signs everything else
    std::optional<std::vector<KeyRef>> ds;            // whom the parent names
};

struct PlannedStep {
    std::string name;
    /// At a moment, or so long after the step before; neither: as soon as it is safe.
    std::optional<Timestamp> at;
    std::optional<std::int64_t> after;
    PlannedState change;
};

struct RolloverPlan {
    std::string zone;
    Timestamp start{};  // what is there then has been there for long
    RollTtls ttl;
    Timing timing;
    std::vector<PlannedKey> keys;
    PlannedState now;  // complete
    std::vector<PlannedStep> steps;
    /// Signatures by these keys cannot be renewed and end then.
    std::vector<KeyRef> lost;
    std::optional<Timestamp> signatures_until;
};

/// The way back from a step.
struct Rollback {
    enum class Kind : std::uint8_t {
        at_once,       // taking the step back does no harm, right away
        after_a_wait,  // ... from a moment on
        new_rollover,  // a key that has left would have to come back: as a new one
        never,         // the way it was no longer validates
    } kind{};
    std::optional<Timestamp> from;  // of after_a_wait
    /// When everything is as it was before the first step, taking back one after the other.
    std::optional<Timestamp> all_undone;
    std::string why;
};

struct PlayedStep {
    std::string name;
    std::optional<Timestamp> at;             // none: it never becomes safe, and the play ends here
    SafeTime earliest;                       // from the step before on
    std::vector<Outage> unsafe, incomplete;  // that begin with it
    std::string cause;                       // of the first outage, or why it never is safe
    bool late = false;                       // signatures of a lost key have ended
    Rollback rollback;
};

struct PlayedPlan {
    std::vector<PlayedStep> steps;
    std::optional<std::size_t> point_of_no_return;  // the first step without a way back
    bool safe() const;
    bool complete() const;  // every step has a time
};

PlayedPlan play(const RolloverPlan&);

/// What is lost: the private part of the key that signs data, that of the key the parent names, or
/// of the one that is both.
enum class Inoperable : std::uint8_t { zsk, ksk, csk };
/// Replaces the steps by those that lead out: what the lost key has signed stays until new
/// signatures can be verified everywhere. Nothing where `now` has no such key.
std::optional<RolloverPlan> recovery(const RolloverPlan&, Inoperable);

}  // namespace zoneproof
