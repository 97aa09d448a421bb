#include "rules/rollover/readiness.hpp"

#include "rules/rollover/cds_wish.hpp"
#include "rules/rollover/dnskey_size.hpp"
#include "rules/rollover/faults.hpp"
#include "rules/rollover/multi_signer.hpp"
#include "rules/rollover/rolls.hpp"
#include "rules/rollover/unsafe_windows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace zoneproof {
namespace {

/// More keys than any rollover has: whoever publishes that many hides something.
constexpr std::size_t most_keys = 64;

std::vector<RollReport> find_rolls(const Outlook& outlook) {
    Rolls rolls;
    find_algorithm_rolls(outlook, rolls);
    find_ksk_rolls(outlook, rolls);
    find_csk_rolls(outlook, rolls);
    find_zsk_rolls(outlook, rolls);
    find_trust_anchor_rolls(outlook, rolls);
    find_signing_rolls(outlook, rolls);
    for (RollReport& roll : rolls)
        if (roll.actors.empty()) roll.actors = {"zone"};
    return rolls;
}

/// A wait that rests on a history that lacks something is none.
void apply_doubts(const std::vector<HistoryDoubt>& doubts, std::vector<RollReport>& rolls) {
    for (RollReport& roll : rolls)
        for (const HistoryDoubt& doubt : doubts) {
            if (roll.grade > ReadinessGrade::wait) continue;
            give_reason(roll, ReadinessGrade::blocked, doubt.code, doubt.text);
            if (doubt.until)
                roll.time = not_before(std::move(roll.time), {{"history_doubt", *doubt.until, 0}},
                                       doubt.text);
        }
}

/// What spoils every step, whichever rollover it belongs to.
void apply_faults(const std::vector<StepFault>& faults, std::vector<RollReport>& rolls) {
    for (RollReport& roll : rolls)
        for (const StepFault& fault : faults)
            give_reason(roll, fault.of_step, fault.reason.code, fault.reason.text);
}

/// A key that begins to sign has to be where the signers are: .de 2026 had one of three keys under
/// one label, and three signers.
void ask_for_proofs(const Situation& situation, std::vector<RollReport>& rolls) {
    constexpr std::string_view begins[] = {"sign-with-new", "sign-dnskey", "swap-ds-and-sign",
                                           "switch-ksk"};
    if (situation.timing.signers < 2) return;
    for (RollReport& roll : rolls) {
        if (std::ranges::find(begins, roll.step) == std::end(begins)) continue;
        for (const RolledKey& key : roll.new_keys) {
            std::set<std::string> by;
            for (const KeyProof& proof : situation.proofs)
                if (proof.key == key.identity) by.insert(proof.by);
            if (by.size() < situation.timing.signers)
                give_reason(roll, ReadinessGrade::blocked, "KEYPROOF_MISSING",
                            fmt::format("{} of {} signers have shown that they hold {} {} "
                                        "(--keyproof)",
                                        by.size(), situation.timing.signers, key.role, key.tag));
        }
    }
}

bool moves_ds(const RollReport& roll) {
    return roll.request.has_value();
}

std::string tags(const std::vector<std::vector<std::uint8_t>>& ds,
                 const std::vector<std::vector<std::uint8_t>>& without) {
    std::string text;
    for (const auto& record : ds)
        if (std::ranges::find(without, record) == without.end())
            text += (text.empty() ? "" : ", ") + std::to_string(DsView(record).key_tag());
    return text.empty() ? "none" : text;
}

void judge_requests(const Outlook& outlook, Readiness& readiness) {
    const Situation& situation = outlook.situation();
    const CdsWish wish = cds_wish(outlook.last(), situation.zone);
    if (situation.ds_known() && !wish.ds.empty()) {
        const auto& now = situation.last_ds().records;
        const std::string add = tags(wish.ds, now), remove = tags(now, wish.ds);
        if (add != "none" || remove != "none")
            readiness.notes.push_back(fmt::format("CDS or CDNSKEY ask the parent for another DS "
                                                  "RRset: to add {}, to remove {}",
                                                  add, remove));
    }
    if (!wish.contradictory) return;
    for (RollReport& roll : readiness.rolls)
        if (moves_ds(roll))
            give_reason(roll, ReadinessGrade::blocked, "CDS_MISMATCH",
                        "CDS and CDNSKEY do not ask for the same: the parent may follow either");
}

void judge_zone(const Outlook& outlook, const std::vector<StepFault>& faults,
                Readiness& readiness) {
    const Situation& situation = outlook.situation();
    const auto reason = [&](ReadinessGrade grade, const char* code, std::string text) {
        readiness.grade = std::max(readiness.grade, grade);
        readiness.reasons.push_back({code, std::move(text)});
    };
    for (const HistoryDoubt& doubt : outlook.doubts())
        reason(ReadinessGrade::blocked, doubt.code.c_str(),
               doubt.until
                   ? fmt::format("{}; until {} it matters", doubt.text, to_iso8601(*doubt.until))
                   : doubt.text);
    if (situation.candidate && !situation.has_past())
        reason(ReadinessGrade::unknown, "HISTORY",
               "what was published before is not known, so neither is what caches hold (record "
               "each version)");
    for (const StepFault& fault : faults)
        reason(fault.of_zone, fault.reason.code.c_str(), fault.reason.text);
    if (situation.last().is_signed() && !situation.ds_known())
        readiness.notes.push_back("the parent's DS is not known (--ds): the chain of trust and "
                                  "KSKs are not judged");
    if (situation.ds_known() && !situation.last_ds().ttl && !situation.timing.ds_ttl)
        readiness.notes.push_back("the DS RRset of today was given without a TTL: for how long "
                                  "caches keep it a day is assumed, as BIND does (those recorded "
                                  "before it count with theirs); where the parent's is longer, say "
                                  "so (ds_ttl in --policy)");
    if (situation.later != 0)
        readiness.notes.push_back(fmt::format("of the history, {} later than {} and not looked at",
                                              situation.later == 1
                                                  ? "one version is"
                                                  : fmt::format("{} versions are", situation.later),
                                              to_iso8601(situation.at)));
    if (const int model = multi_signer_model(situation); model != 0)
        readiness.notes.push_back(fmt::format("multi-signer model {}, {} signers (RFC 8901)", model,
                                              situation.signers.size()));
}

void judge_caches(const Outlook& outlook, Readiness& readiness) {
    CacheCheck check = check_caches(outlook.model(), outlook.at());
    readiness.unsafe = tell_outages(outlook, std::move(check.unsafe), false);
    readiness.incomplete = tell_outages(outlook, std::move(check.incomplete), true);
    const bool lost = std::ranges::any_of(
        outlook.doubts(), [](const HistoryDoubt& doubt) { return doubt.code == "HISTORY_GAP"; });
    for (UnsafeWindow& window : readiness.unsafe) {
        window.uncertain = lost && !window.in_itself;
        readiness.grade = std::max(readiness.grade, window.in_itself   ? ReadinessGrade::bogus
                                                    : window.uncertain ? ReadinessGrade::blocked
                                                                       : ReadinessGrade::unsafe);
    }
}

/// It does no harm, and goes sooner than the step would be called ready.
void tell_margin(const Outlook& outlook, Readiness& readiness) {
    if (!readiness.unsafe.empty()) return;
    const auto time = time_of_candidate(outlook, Strictness::lenient);
    if (!time || !time->with_safety.ever || time->with_safety.is_due(outlook.at())) return;
    const Margin margin = time->with_safety.brings_too_early ? Margin::publish : Margin::retire;
    readiness.early_until = time->with_safety.at;
    readiness.notes.push_back(fmt::format(
        "no cache holds what it does not fit, and the safety margin of the policy "
        "({}, {}) is not over before {}",
        name_of(margin), to_words(outlook.safety(margin)), to_iso8601(*time->with_safety.at)));
}

/// What no cache tells: somebody has to look before half a zone is withdrawn, and resolvers that
/// follow RFC 5011 keep what they learnt for longer than any TTL.
void judge_change(const Outlook& outlook, Readiness& readiness) {
    constexpr std::pair<IssueKind, const char*> forbidding[] = {
        {IssueKind::delta, "DELTA"},
        {IssueKind::holddown, "HOLDDOWN"},
        {IssueKind::revoke_cleared, "REVOKE_CLEARED"}};
    if (!outlook.situation().candidate) return;
    for (const RolloverIssue& issue : readiness.issues)
        for (const auto& [kind, code] : forbidding)
            if (issue.kind == kind && issue.is_new) {
                readiness.grade = std::max(readiness.grade, ReadinessGrade::blocked);
                readiness.reasons.push_back({code, issue.text});
            }
}

}  // namespace

std::string_view to_text(ReadinessGrade grade) {
    constexpr std::string_view words[] = {"STABLE",  "READY",  "WAIT", "UNKNOWN",
                                          "BLOCKED", "UNSAFE", "BOGUS"};
    return words[static_cast<std::size_t>(grade)];
}

std::string_view to_text(RollKind kind) {
    constexpr std::string_view words[] = {
        "zsk-prepub",        "zsk-double-signature",   "ksk-double-ksk",
        "ksk-double-ds",     "ksk-double-rrset",       "csk",
        "algorithm-liberal", "algorithm-conservative", "rfc5011",
        "first-signing",     "going-insecure"};
    return words[static_cast<std::size_t>(kind)];
}

Readiness assess(const Outlook& outlook) {
    Readiness readiness;
    if (outlook.last().keys.size() > most_keys) {
        readiness.grade = ReadinessGrade::unknown;
        readiness.confidence = Confidence::low;
        readiness.reasons.push_back(
            {"TOO_MANY_KEYS", fmt::format("{} keys are published, and at "
                                          "most {} are judged",
                                          outlook.last().keys.size(), most_keys)});
        return readiness;
    }
    readiness.confidence = outlook.confidence(copies::keys | copies::data | copies::ds);
    readiness.rolls = find_rolls(outlook);
    apply_doubts(outlook.doubts(), readiness.rolls);
    const std::vector<StepFault> faults = find_faults(outlook);
    apply_faults(faults, readiness.rolls);
    ask_for_proofs(outlook.situation(), readiness.rolls);
    judge_requests(outlook, readiness);
    judge_zone(outlook, faults, readiness);
    judge_caches(outlook, readiness);
    tell_margin(outlook, readiness);
    for (const RollReport& roll : readiness.rolls)
        readiness.grade = std::max(readiness.grade, roll.grade);
    std::ranges::stable_sort(readiness.rolls, std::ranges::greater(), &RollReport::grade);

    const NameView zone = outlook.situation().zone;
    readiness.dnskey_size.now = dnskey_answer(outlook.last(), zone);
    readiness.dnskey_size.widest = readiness.dnskey_size.now;
    for (const KeyStory& key : outlook.stories().keys)
        if (key.is_published() && key.role != KeyRole::zsk && !key.signs_keys_now() &&
            !key.used_by_peer)
            readiness.dnskey_size.widest += signature_octets(key.key, zone);
    readiness.issues =
        find_issues({outlook, readiness.rolls, readiness.unsafe, readiness.incomplete});
    judge_change(outlook, readiness);
    return readiness;
}

}  // namespace zoneproof
