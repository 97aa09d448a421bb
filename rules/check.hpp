// check(): the door of this floor. Evidence to findings, and findings to a verdict (V-VER).
#pragma once

#include "parser/base/workers.hpp"
#include "parser/zone/load.hpp"
#include "rules/context.hpp"
#include "rules/finding.hpp"
#include "rules/rule.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// Which rules run, by catalogue position.
struct Selection {
    std::vector<bool> enabled;  // by position in catalogue(); all by default
    std::vector<bool>
        suppressed;  // of these, those whose findings are counted but not shown (--ignore)
    /// Families of which something is left out that "proven" speaks of (V-VER-4, V-VER-5).
    std::vector<Family> left_out;
    bool narrowed() const { return !left_out.empty(); }
    unsigned passes() const;  // what verify() must run for it
};
/// Ids, family names and "dnssec"; an unknown word is an Error (usage).
Result<Selection> select_rules(const std::vector<std::string>& select,
                               const std::vector<std::string>& ignore);

struct Readiness;  // rules/rollover/readiness.hpp

struct CheckOptions {
    Selection selection;
    std::vector<Moment> moments;           // at least one
    std::optional<Timestamp> rules_as_of;  // default: the earliest moment
    std::size_t max_per_rule = 10;  // examples per finding; 0: every subject is a finding, streamed
    /// The zone against what was published before (--previous, --history); nullptr: not known.
    /// Outlives the check.
    const Readiness* rollover = nullptr;
};

/// Something enabled that was not checked, per cause (V-VER-3).
struct Unchecked {
    std::string cause;  // slug
    std::string what;   // one sentence
    std::uint64_t count = 0;
};

/// What decided over the verdict beside findings and what is unchecked.
struct Reason {
    std::string cause;  // slug
    std::string what;   // one sentence
};

struct SeverityCounts {
    std::uint64_t errors = 0, warnings = 0, infos = 0;

    std::uint64_t total() const { return errors + warnings + infos; }
    std::uint64_t& of(Severity severity) {
        return severity == Severity::error     ? errors
               : severity == Severity::warning ? warnings
                                               : infos;
    }
};

enum class VerdictWord : std::uint8_t {
    proven,
    unsigned_,
    passed,
    not_proven,
    rejected,
    unreadable,
    error
};
std::string_view to_text(VerdictWord);

/// Rules of the catalogue, each counted once; `suppressed` are those that spoke and were not shown.
struct RuleCounts {
    std::uint64_t passed = 0, failed = 0, not_applicable = 0, not_effective = 0, suppressed = 0;
    std::uint64_t not_selected = 0;
};

struct Summary {
    VerdictWord verdict = VerdictWord::error;
    int exit = 70;
    std::vector<Moment> moments;
    std::vector<VerdictWord> per_moment;
    std::string zone;  // presentation form, empty when unknown
    std::optional<std::uint32_t> serial;
    std::uint64_t records = 0, names = 0;
    unsigned passes = 0;  // that ran; what the others would have found out is not known
    struct {
        std::uint64_t total = 0, good = 0, bad = 0, unsupported = 0, not_tried = 0;
    } rrsigs;
    std::uint64_t errors = 0, warnings = 0, infos = 0;  // subjects, exact
    SeverityCounts groups;     // findings: subjects with one cause are one, however they are listed
    std::uint64_t masked = 0;  // subjects a more specific rule speaks for
    std::uint64_t suppressed = 0;  // subjects of rules under --ignore
    bool demand_unmet = false;  // unsigned under --require-signed: exit 1 whatever --fail-on says
    bool complete = false;
    std::vector<Unchecked> unchecked;
    std::vector<Reason> reasons;
    std::vector<Family> left_out;  // Selection::left_out
    /// "ds", "none" (no --ds), "no-input" (nothing about this zone in it), "insecure",
    /// "not-checked" (nothing was judged by it).
    std::string trust;
    std::string duty;  // "ok", "breached", "unknown": what RFCs demand of the signer
    std::string
        outcome;  // "secure", "insecure", "bogus", "unsigned", "unknown": a validator's view
    std::optional<Timestamp> first_expiry;  // the earliest end of an RRset's latest valid signature
    RuleCounts rules;
    std::string denial;              // "NSEC", "NSEC3 opt-out", "none", "not checked", for people
    std::vector<std::string> chain;  // "DS 2937/13/SHA-256", "KSK 2937", "ZSK 11039", for people
};

struct CheckResult {
    std::vector<Finding>
        findings;  // severity, family, rule, cause, key, moment; empty when streamed
    Summary summary;
};

/// Called once per finding when max_per_rule is 0, by kind of subject, subject and rule: the text,
/// excluded and repeated records, the zone, keys, DS, names, RRsets, signatures, NSEC3 records.
using FindingSink = std::function<void(const Finding&)>;

/// Judges a loaded and verified zone.
CheckResult check(const LoadedZone&, const Evidence&, const ParentDs&, const Policy&,
                  const CheckOptions&, Workers&, const FindingSink& = {});

/// Exit code of a summary under --fail-on (never changes the verdict word): product.md, "Exit
/// codes".
enum class FailOn : std::uint8_t { error, warning, info, never };
int exit_code(const Summary&, FailOn);

}  // namespace zoneproof
