// Plan: what becomes of every rule of the catalogue in this run, and in which order the rules of a
// subject are asked.
#pragma once

#include "rules/check.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace zoneproof {

enum class RuleState : std::uint8_t {
    not_selected,
    not_applicable,  // its input was not given, or the zone is of another kind
    not_effective,   // its citation is younger than --rules-as-of
    no_evidence,     // a pass it needs did not run: unchecked
    asked,
};

/// One rule as the engine asks it.
struct Question {
    const Rule* rule;
    std::uint16_t position;              // in the catalogue
    bool suppressed;                     // counted, not shown
    bool wins;                           // silences others
    std::vector<std::uint16_t> winners;  // positions of those that silence it
};

struct Plan {
    std::vector<RuleState> states;  // by position
    /// By subject; winners stand before those they silence.
    std::array<std::vector<Question>, subjects> questions;

    const std::vector<Question>& of(Subject subject) const {
        return questions[static_cast<std::size_t>(subject)];
    }
    /// Those of Subject::rrset that may say something about an RRset of this type and soundness.
    std::span<const std::uint16_t> about(RrType type, Soundness soundness) const {
        return about_rrsets[row_of(type)][static_cast<std::size_t>(soundness)];
    }

    /// Those of Subject::name that may say something about a name, by whether the passes about
    /// denial found something there.
    std::span<const std::uint16_t> about(bool denial_fact) const {
        return about_names[denial_fact];
    }

    /// Of types below 256; then of all others.
    static constexpr std::size_t rows = 257;
    static constexpr std::size_t row_of(RrType type) {
        return std::min(static_cast<std::size_t>(type), rows - 1);
    }
    std::array<std::array<std::vector<std::uint16_t>, 3>, rows> about_rrsets;  // by Soundness
    std::array<std::vector<std::uint16_t>, 2> about_names;
};

/// What decides whether a rule applies; `signed_`, `nsec` and `nsec3` are false when there is no
/// zone.
struct Applicability {
    bool zone = false, signed_ = false, nsec = false, nsec3 = false, parent_ds = false,
         ceremony = false, history = false;
    unsigned passes = 0;  // that ran
    Timestamp as_of{};
};

Plan make_plan(std::span<const Rule* const> rules, std::span<const Mask> masks, const Selection&,
               const Applicability&);

/// "An archived zone is judged by the rules of its time" (V-VER-9), never by less than DNSSEC
/// itself: what RFC 4033 to 4035 and RFC 5155 demand is in force at any date, so that an early
/// --rules-as-of proves nothing by asking nothing.
bool in_force(YearMonth since, Timestamp as_of);

}  // namespace zoneproof
