// When a change may be published: the earliest safe time by what caches hold, by what they held
// before anybody kept a history, and by what the history has lost. It is never earlier than what is
// known allows.
#pragma once

#include "rules/rollover/cache_check.hpp"
#include "rules/rollover/edit_version.hpp"
#include "rules/rollover/key_story.hpp"

#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

/// Copies that can spoil a step, and that may be older than the history.
namespace copies {
inline constexpr unsigned keys = 1, data = 2, ds = 4;
}  // namespace copies

/// What is added for safety: while something is published, or withdrawn.
/// `either`: whichever the wait is for.
enum class Margin : std::uint8_t { none, publish, retire, either };
/// As the policy has it: "publish_safety", "retire_safety".
std::string_view name_of(Margin);

struct StepTime {
    /// False: as things stand, never.
    bool ever = true;
    std::optional<Timestamp> at;  // none: there is nothing to wait for
    std::vector<TimeTerm> terms;  // their sum is `at`
    Confidence confidence = Confidence::high;
    std::string because;  // what would break before, one clause
    /// Its own signatures would meet old copies; else old copies need what it drops.
    bool brings_too_early = false;

    bool is_due(Timestamp now) const { return ever && (!at || *at <= now); }
};
/// StateSource::version of what a step would bring.
inline constexpr std::size_t not_published_yet = static_cast<std::size_t>(-1);

/// The later of both: a step that is two.
StepTime later_of(const StepTime&, const StepTime&);
/// Not before the moment of these terms, and why.
StepTime not_before(StepTime, std::vector<TimeTerm>, std::string because);
/// The sum of moments and spans, named: "old_ds" + "DprpP" + "TTLds" + "retire_safety".
StepTime from_terms(std::vector<TimeTerm>, Confidence);

/// Why the history cannot be relied upon; with an end when the copies of it have left all caches.
struct HistoryDoubt {
    std::string code;  // "HISTORY_GAP", "HISTORY_ORDER", "SERIAL", "SIGNERS_ALTERNATE"
    std::string text;
    std::optional<Timestamp> until;
};

class Outlook {
public:
    /// @param situation outlives it.
    explicit Outlook(const Situation&);

    const Situation& situation() const { return *situation_; }
    const KeyStories& stories() const { return stories_; }
    const CacheModel& model() const { return model_; }
    const Timing& timing() const { return situation_->timing; }
    const Version& last() const { return situation_->last(); }
    Timestamp at() const { return situation_->at; }

    /// The next version of the zone.
    StepTime publish(const Version& next, Margin, Strictness, unsigned older) const;
    StepTime publish(const DsVersion& next, Margin, Strictness, unsigned older) const;
    StepTime publish(const Version&, const DsVersion&, Margin, Strictness, unsigned older) const;
    /// The next version, with the key that these DS name and nobody has seen: it signs the DNSKEY
    /// RRset.
    StepTime publish_unseen(const Version& next, const std::vector<std::vector<std::uint8_t>>& ds,
                            Margin, unsigned older) const;

    /// TTLs with which the last version, or any since `from`, is cached; those of the policy if
    /// they are longer.
    std::int64_t dnskey_ttl() const;
    std::int64_t data_ttl() const;
    std::int64_t ds_ttl() const;
    std::int64_t safety(Margin) const;
    /// When everything there was before the history began has left all caches.
    std::vector<TimeTerm> history_began(unsigned older) const;
    /// Of what was published within the memory of caches.
    Confidence confidence(unsigned about) const;
    /// Something is recorded that tells whether a key is new: earlier versions, or one that is
    /// older than what caches remember.
    bool knows_past() const;
    /// A version that caches may still hold and of which the record does not say who signs what:
    /// it has more sets of signers than are kept. nullptr: there is none.
    const Version* folded() const;
    /// Without the key RRsets that caches hold would lack its algorithm, and keep that of another:
    /// whether anybody asks for it, a DS says.
    bool completes_algorithm(const PublishedKey&) const;
    /// Those that still matter.
    std::vector<HistoryDoubt> doubts() const;
    /// A moment that was only estimated makes nothing due: the wait is counted from now on.
    StepTime capped(StepTime) const;
    /// Not before copies have left that are older than the history.
    StepTime after_what_is_unknown(StepTime, Margin, unsigned older) const;

private:
    Safety both_safeties(Margin) const;
    StepTime time_of(const CacheModel&, CacheStep, Margin, Strictness, unsigned older) const;

    const Situation* situation_;
    KeyStories stories_;
    CacheModel model_;
};

/// "the DNSKEY RRset of serial 5 lacks the keys that sign 100 RRsets of serial 7 (www.example. A)".
std::string describe(const MisfitCause&, const CacheModel&, const Situation&);

}  // namespace zoneproof
