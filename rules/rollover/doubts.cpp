// What a history does not say, or says twice: until the copies of it have left all caches, no step
// that depends on it can be timed.
#include "rules/rollover/outlook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace zoneproof {
namespace {

using Kind = HistoryFault::Kind;

bool is_about_ds(const HistoryFault& fault) {
    return fault.file.starts_with("ds");
}

/// The moment from which what is not known was certainly no longer published.
std::optional<Timestamp> superseded(const HistoryFault& fault, const Situation& situation) {
    if (fault.before) return fault.before;
    if (!is_about_ds(fault) && situation.candidate) return situation.last().published_at;
    return std::nullopt;
}

HistoryDoubt doubt_of(const HistoryFault& fault, const Outlook& outlook) {
    const Situation& situation = outlook.situation();
    const Timing& timing = outlook.timing();
    HistoryDoubt doubt{fault.lost ? "HISTORY_GAP" : "HISTORY_ORDER",
                       fmt::format("{} line {}: {}", fault.file, fault.line, fault.text),
                       {}};
    const std::int64_t memory =
        is_about_ds(fault)
            ? timing.parent_propagation + outlook.ds_ttl()
            : timing.zone_propagation + std::max(outlook.dnskey_ttl(), outlook.data_ttl());
    if (const auto end = superseded(fault, situation))
        doubt.until = Timestamp{seconds(*end) + memory};
    return doubt;
}

/// A version whose serial is not greater reaches no secondary: they keep the one before until a
/// greater serial comes (RFC 1982 3.2, RFC 1035 4.3.5).
void add_serials(const SignerHistory& signer, const Outlook& outlook,
                 std::vector<HistoryDoubt>& doubts) {
    const auto& versions = signer.versions;
    const std::int64_t memory =
        outlook.timing().zone_propagation + std::max(outlook.dnskey_ttl(), outlook.data_ttl());
    std::size_t greatest = 0;  // the version that secondaries have
    std::optional<HistoryDoubt> open;
    const auto close = [&](std::size_t version) {
        if (open) open->until = Timestamp{seconds(versions[version].published_at) + memory};
        if (open) doubts.push_back(*std::exchange(open, std::nullopt));
    };
    for (std::size_t i = 1; i < versions.size(); ++i) {
        const std::uint32_t had = versions[greatest].serial(), next = versions[i].serial();
        if (serial_advances(had, next) || same_publication(versions[greatest], versions[i])) {
            close(i);
            greatest = i;
        } else if (!open) {
            open = HistoryDoubt{"SERIAL",
                                fmt::format("serial {} of {} is not greater than {}: secondaries "
                                            "keep what they have",
                                            next, to_iso8601(versions[i].published_at), had),
                                {}};
        }
    }
    if (open) doubts.push_back(*open);
}

using Signers = std::vector<KeyIdentity>;

Signers data_signers(const Version& version) {
    Signers keys;
    for (const SignerSet& set : version.signer_sets)
        for (const KeyPosition at : set.keys) keys.push_back(version.keys[at].identity);
    std::ranges::sort(keys);
    const auto repeated = std::unique(keys.begin(), keys.end());
    keys.erase(repeated, keys.end());
    return keys;
}

/// A, B, A: a signer that was silent has come back, and the other may do so too. Twice the longest
/// silence that has ended so says that this one is the last; before, no key of either may go.
void add_turns(const SignerHistory& signer, std::vector<HistoryDoubt>& doubts) {
    struct Turn {
        Signers keys;
        std::int64_t from;
    };
    std::vector<Turn> turns;
    for (const Version& version : signer.versions)
        if (Signers keys = data_signers(version);
            !keys.empty() && (turns.empty() || turns.back().keys != keys))
            turns.push_back({std::move(keys), seconds(version.published_at)});
    const auto apart = [](const Signers& a, const Signers& b) {
        return std::ranges::none_of(
            a, [&](const KeyIdentity& key) { return std::ranges::binary_search(b, key); });
    };
    std::int64_t silence = 0;
    std::size_t end = turns.size();
    for (; end >= 3; --end) {
        const Turn &again = turns[end - 1], &between = turns[end - 2];
        if (turns[end - 3].keys != again.keys || !apart(again.keys, between.keys)) break;
        silence = std::max(silence, again.from - between.from);
    }
    if (end == turns.size()) return;
    doubts.push_back({"SIGNERS_ALTERNATE",
                      "the keys that sign take turns: a signer that seems to have stopped may come "
                      "back",
                      Timestamp{turns.back().from + 2 * silence}});
}

}  // namespace

std::vector<HistoryDoubt> Outlook::doubts() const {
    std::vector<HistoryDoubt> all;
    for (const HistoryFault& fault : situation_->faults)
        if (fault.lost || fault.kind == Kind::clock_backwards || fault.kind == Kind::other_zone)
            all.push_back(doubt_of(fault, *this));
    for (const SignerHistory& signer : situation_->signers) {
        add_serials(signer, *this, all);
        add_turns(signer, all);
    }
    std::erase_if(all,
                  [&](const HistoryDoubt& doubt) { return doubt.until && *doubt.until <= at(); });
    return all;
}

}  // namespace zoneproof
