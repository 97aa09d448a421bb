// Rule: one statement of the catalogue, its metadata beside its check.
//
// A rule names the subject it looks at; the engine walks each kind of subject once, in parallel,
// and asks all rules of that kind. A check adds what it finds to a Report; it prints nothing, keeps
// nothing and knows no thread.
//
//     void expires_soon(const Context&, const Moment&, const Rrset&, Report& report) { ... }
//
//     constexpr Rule rules[] = {
//         {.id = "rrsig-expires-soon", .family = Family::expiry, .severity = Severity::warning,
//          .cites = "RFC 6781 4.4.2.2", .since = {2012, 12},
//          .says = "...", .why = "...", .fix = "...", .good = "...", .bad = "...",
//          .needs = pass::signatures, .timed = true, .check = each_rrset(expires_soon)},
//     };
#pragma once

#include "parser/zone/load.hpp"
#include "rules/context.hpp"
#include "rules/finding.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace zoneproof {

enum class Family : std::uint8_t {
    // clang-format off
    syntax, zone, delegation, dnskey, rrsig, denial, ds, zonemd, cds, rollover, expiry, policy, resource,
    // clang-format on
};
inline constexpr std::size_t families = 13;
std::string_view to_text(Family);

/// The month from which a citation applies; year 0: not tied to a date.
struct YearMonth {
    std::uint16_t year = 0;
    std::uint8_t month = 0;
};

/// Where a finding stands. Made by the functions below from what the check was given.
struct Where {
    std::optional<Place> place;
    NameView owner;
    bool has_owner = false;
    std::optional<RrType> type;
    std::string_view file;  // of a TrustInput
    std::uint64_t line = 0;
    int field = -1;
    bool on_signature = false;

    /// Points at RDATA token `index` of the record, counted from 0.
    Where& at_field(int index) { return field = index, *this; }
};
Where at_name(const Zone&, NameId);  // the place of its first record
Where at_name(NameView);             // a name that owns nothing (ENT)
Where at_rrset(const Zone&, const Rrset&);
Where at_record(const Zone&, const Rrset&, RecordId);
Where at_signature(const Zone&, const Signature&);
Where at_excluded(const Zone&, const ExcludedRecord&);
Where at_key(const Zone&, const Key&);
Where at_trust_input(NameView zone, const TrustInput&);
Where nowhere();

/// What a check writes to: the engine's, or a test's. Counts are exact; `describe` runs only for
/// findings that are kept as examples.
class Report {
public:
    /// @param describe returns the message: the thing, the fact and the bound, without owner and
    /// type in front.
    template <class Describe>
    void add(const Where& where, const Group& group, const Describe& describe) {
        add(where, group, nullptr, describe);
    }
    template <class Describe>
    void add(const Where& where, const Describe& describe) {
        add(where, Group{}, nullptr, describe);
    }
    /// Lowers or raises the rule's default severity for this finding, where a clause says so.
    template <class Describe>
    void add_as(Severity severity, const Where& where, const Group& group,
                const Describe& describe) {
        add(where, group, &severity, describe);
    }
    /// Something enabled could not be checked: sets exit 4 and stands in the summary's `unchecked`
    /// list (V-VER-3). `cause` is a static slug: "unsupported-algorithm", "deadline".
    virtual void unchecked(std::string_view cause, const Where&) = 0;

protected:
    ~Report() = default;
    /// Counts a finding; returns an example to complete when it is one of the first N, else
    /// nullptr.
    virtual Example* begin(const Where&, const Group&, const Severity*) = 0;
    /// The example of the last begin() has its message.
    virtual void end() = 0;

private:
    template <class Describe>
    void add(const Where& where, const Group& group, const Severity* severity,
             const Describe& describe) {
        if (Example* const example = begin(where, group, severity)) {
            example->message = describe();
            end();
        }
    }
};

using LoadCheck = void (*)(const LoadedZone&, Report&);
using ZoneCheck = void (*)(const Context&, const Moment&, Report&);
struct NameCheck {
    void (*check)(const Context&, const Moment&, NameId, Report&);
    /// It speaks of what the passes about denial found: at the apex, or where they found anything.
    /// The engine need not ask about other names.
    bool about_denial = false;
};

/// An RRset by its signatures: it has none, all are sound (is_sound() of families/signing.hpp), or
/// one at least is not.
enum class Soundness : std::uint8_t { unsigned_, sound, flawed };
/// About which of these a check may have anything to say: bits 1 << Soundness.
enum class About : std::uint8_t { all = 0b111, signed_ = 0b110, flawed = 0b100, not_sound = 0b101 };

struct RrsetCheck {
    void (*check)(const Context&, const Moment&, const Rrset&, Report&);
    /// Where it has anything to say; none: everywhere. The engine need not ask about others.
    std::array<RrType, 2> types = {};
    About about = About::all;

    constexpr bool is_about(RrType type) const {
        return types[0] == RrType{} || types[0] == type || types[1] == type;
    }
    constexpr bool is_about(Soundness soundness) const {
        return (static_cast<unsigned>(about) >> static_cast<unsigned>(soundness) & 1) != 0;
    }
};
using KeyCheck = void (*)(const Context&, const Moment&, KeyId, Report&);
using DsCheck = void (*)(const Context&, const Moment&, std::size_t index, Report&);
using Nsec3Check = void (*)(const Context&, const Moment&, const Nsec3Record&, Report&);
using DuplicateCheck = void (*)(const Context&, const Moment&, const DuplicateRecord&, Report&);
/// A syntax rule is a table: which diagnostics are its findings, and the cause that tells them
/// apart.
struct DiagnosticKind {
    DiagnosticCode code;
    std::optional<Fault> fault = std::nullopt;  // none: any
    std::string_view cause = {};
};
struct DiagnosticCheck {
    std::span<const DiagnosticKind> kinds;
};

using Check = std::variant<LoadCheck, DiagnosticCheck, DuplicateCheck, ZoneCheck, KeyCheck, DsCheck,
                           NameCheck, RrsetCheck, Nsec3Check>;

/// What a rule looks at: the position of its check in Check, in the order the engine walks.
enum class Subject : std::uint8_t {
    // clang-format off
    load, diagnostic, duplicate, zone, key, ds, name, rrset, nsec3,
    // clang-format on
};
inline constexpr std::size_t subjects = std::variant_size_v<Check>;

// clang-format off
/// Asked even when there is no zone.
constexpr Check whole_load(LoadCheck check) { return check; }
constexpr Check each_diagnostic(std::span<const DiagnosticKind> kinds) { return DiagnosticCheck{kinds}; }
constexpr Check each_duplicate(DuplicateCheck check) { return check; }
constexpr Check whole_zone(ZoneCheck check) { return check; }
constexpr Check each_key(KeyCheck check) { return check; }
constexpr Check each_ds(DsCheck check) { return check; }
constexpr Check each_name(decltype(NameCheck::check) check) { return NameCheck{check}; }
constexpr Check each_denial(decltype(NameCheck::check) check) { return NameCheck{check, true}; }
constexpr Check each_rrset(decltype(RrsetCheck::check) check, RrType type = {}, RrType other = {}) {
    return RrsetCheck{check, {type, other == RrType{} ? type : other}};
}
constexpr Check each_rrset(About about, decltype(RrsetCheck::check) check, RrType type = {}) {
    return RrsetCheck{check, {type, type}, about};
}
constexpr Check each_nsec3(Nsec3Check check) { return check; }
// clang-format on

/// Inputs without which a rule is not applicable.
enum class Input : std::uint8_t { zone, parent_ds, ceremony, history };
/// Zones a rule applies to; the others count as not applicable.
enum class Applies : std::uint8_t { always, signed_zone, nsec_zone, nsec3_zone };

struct Rule {
    std::string_view id;  // slug, never reused
    Family family;
    Severity severity;       // default; a clause may lower it for the case it names
    std::string_view cites;  // "RFC 4035 2.2; RFC 6840 5.11"
    YearMonth since = {};    // an earlier --rules-as-of: not in force
    std::string_view says;   // what is wrong, one sentence
    std::string_view why;    // what happens if it stays: the text output's "effect"
    std::string_view fix;    // what to do
    std::string_view good;   // zone text that is right
    std::string_view bad;    // ... and that raises the rule
    unsigned needs = 0;      // pass:: bits
    bool timed = false;      // asked once for each moment
    Input input = Input::zone;
    Applies applies = Applies::always;
    Check check = ZoneCheck{};

    Subject subject() const { return static_cast<Subject>(check.index()); }
};

/// Which rule keeps which silent on the same subject (of one kind) and moment: the more specific
/// wins. A finding is never silenced by one of lower severity, nor one that holds at every moment
/// by one that holds at some.
struct Mask {
    std::string_view winner, silent;
};

/// All rules, family by family (rules/catalogue.cpp, the one visible list).
std::span<const Rule* const> catalogue();
const Rule* find_rule(std::string_view id);
std::span<const Mask> masks();

}  // namespace zoneproof
