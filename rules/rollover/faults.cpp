#include "rules/rollover/faults.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

std::optional<RollReason> not_tried(const Situation& situation) {
    if (situation.last().not_tried == 0) return std::nullopt;
    return RollReason{"NOT_TRIED",
                      fmt::format("{} signatures were not verified", situation.last().not_tried)};
}

std::optional<RollReason> folded(const Outlook& outlook) {
    const Version* const version = outlook.folded();
    if (version == nullptr) return std::nullopt;
    return RollReason{
        "TOO_MANY_SIGNERS",
        fmt::format("serial {} mixes more sets of signers than are kept: who signs {} "
                    "of its RRsets is not known",
                    version->serial(), version->folded)};
}

std::optional<RollReason> too_much(const Situation& situation) {
    if (situation.dropped == 0) return std::nullopt;
    return RollReason{"TOO_MUCH_HISTORY",
                      fmt::format("the versions show more keys, or sets of keys, than are judged: "
                                  "the oldest {} were not looked at",
                                  situation.dropped)};
}

std::optional<RollReason> bad_signatures(const Situation& situation) {
    if (situation.bad_signatures == 0) return std::nullopt;
    return RollReason{"SIG_CRYPTO_FAIL",
                      fmt::format("{} signatures do not verify with the published keys",
                                  situation.bad_signatures)};
}

std::optional<RollReason> failed_proofs(const Situation& situation) {
    if (situation.failed_proofs.empty()) return std::nullopt;
    return RollReason{"KEYPROOF_FAILED",
                      fmt::format("{}: no published key verifies what it has signed",
                                  situation.failed_proofs.front())};
}

/// The cache check takes data to be re-signed in time; what is still published has to have been.
std::optional<RollReason> expired_signatures(const Situation& situation) {
    const SignerSet* const first = first_expired(situation);
    if (first == nullptr) return std::nullopt;
    return RollReason{"SIG_EXPIRED",
                      fmt::format("signatures of what was published last, serial {}, have ended "
                                  "since {} ({} of {} such RRsets): sign it anew, or record the "
                                  "version that did",
                                  situation.last().serial(), to_iso8601(first->first_expiry),
                                  first->example, first->count)};
}

std::vector<KeyIdentity> data_signers(const Version& version) {
    std::vector<KeyIdentity> signers;
    for (const SignerSet& set : version.signer_sets)
        for (const KeyPosition at : set.keys) signers.push_back(version.keys[at].identity);
    std::ranges::sort(signers);
    return signers;
}

/// Each RRset has a signature of it, as it must when a DS names the algorithm (RFC 4035 2.2).
bool signs_everything(const Version& version, std::uint8_t algorithm) {
    return std::ranges::all_of(version.signer_sets, [&](const SignerSet& set) {
        return std::ranges::any_of(
            set.keys, [&](KeyPosition at) { return version.keys[at].algorithm() == algorithm; });
    });
}

bool loses_algorithm(const Version& before, const Version& after) {
    return std::ranges::any_of(before.key_signatures, [&](const KeySignature& by) {
        const PublishedKey& key = before.keys[by.key];
        return key.usable() && signs_everything(before, key.algorithm()) &&
               !signs_everything(after, key.algorithm());
    });
}

/// Copies from before the history that the step to the candidate might not fit: data signed by a
/// key that leaves, DS RRsets that name it, DNSKEY RRsets without a key that begins to sign.
unsigned copies_that_matter(const Version& before, const Version& candidate) {
    unsigned older = 0;
    for (const PublishedKey& key : before.keys)
        if (key.usable() && !candidate.find(key.identity)) older |= copies::data | copies::ds;
    if (loses_entry(before, candidate) || loses_algorithm(before, candidate)) older |= copies::ds;
    const std::vector<KeyIdentity> known = data_signers(before);
    for (const SignerSet& set : candidate.signer_sets)
        if (!set.keys.empty() && std::ranges::none_of(set.keys, [&](KeyPosition at) {
                return std::ranges::binary_search(known, candidate.keys[at].identity);
            }))
            older |= copies::keys;
    return older;
}

/// A candidate that takes what the parent may name.
std::optional<RollReason> unknown_ds(const Outlook& outlook) {
    const Situation& situation = outlook.situation();
    if (!situation.candidate || !situation.has_past() || !situation.lacks_ds()) return std::nullopt;
    const auto& versions = situation.versions();
    const Version& before = versions[versions.size() - 2];
    const Version& candidate = situation.last();
    const auto lose = [](std::string_view what) {
        return RollReason{"DS", fmt::format("the parent's DS is not known (--ds), and {}", what)};
    };
    if (loses_entry(before, candidate))
        return lose("a key that signed the DNSKEY RRset before does not");
    if (loses_algorithm(before, candidate))
        return lose("an algorithm that signed everything before does not");
    for (const PublishedKey& key : before.keys)
        if (!candidate.find(key.identity) && outlook.completes_algorithm(key))
            return lose("RRsets that caches hold would lack an algorithm");
    return std::nullopt;
}

/// Who holds trust anchors asks for no DS. Of a revoked key: "it MUST NOT use this key as a trust
/// anchor or for any other purposes", RFC 5011 2.1.
std::optional<RollReason> no_anchor(const Outlook& outlook) {
    const Situation& situation = outlook.situation();
    const Version& last = situation.last();
    if (!situation.trust_anchor || !last.is_signed() ||
        std::ranges::none_of(last.keys, &PublishedKey::sound))
        return std::nullopt;
    if (std::ranges::any_of(last.key_signatures,
                            [&](const KeySignature& by) { return last.keys[by.key].usable(); }))
        return std::nullopt;
    return RollReason{"DNSKEY_UNSIGNED", "no key that is not revoked signs the DNSKEY RRset"};
}

/// A candidate that fits all that was recorded, where caches may hold what was not.
std::optional<RollReason> young_history(const Outlook& outlook) {
    const Situation& situation = outlook.situation();
    if (!situation.candidate || !situation.has_past()) return std::nullopt;
    const auto& versions = situation.versions();
    const unsigned older = copies_that_matter(versions[versions.size() - 2], situation.last());
    if (older == 0) return std::nullopt;
    if (outlook.confidence(older) == Confidence::low)
        return RollReason{"HISTORY_TIMES",
                          "when the versions before were published is only estimated, and keys "
                          "change (record each version with --published-at)"};
    const Timestamp until = moment_of(outlook.history_began(older));
    if (until <= outlook.at()) return std::nullopt;
    return RollReason{
        "HISTORY_YOUNG",
        fmt::format("nothing older than {} is known, caches may hold it until {}, and "
                    "keys change",
                    to_iso8601(versions.front().published_at), to_iso8601(until))};
}

}  // namespace

std::vector<StepFault> find_faults(const Outlook& outlook) {
    using Grade = ReadinessGrade;
    const Situation& situation = outlook.situation();
    std::vector<StepFault> faults;
    const auto add = [&](Grade of_step, Grade of_zone, std::optional<RollReason> reason) {
        if (reason) faults.push_back({of_step, of_zone, std::move(*reason)});
    };
    add(Grade::unknown, Grade::unknown, not_tried(situation));
    add(Grade::unknown, Grade::unknown, folded(outlook));
    add(Grade::unknown, Grade::unknown, too_much(situation));
    add(Grade::unknown, Grade::unknown, unknown_ds(outlook));
    add(Grade::unknown, Grade::unknown, young_history(outlook));
    add(Grade::blocked, Grade::blocked, bad_signatures(situation));
    if (situation.last().not_tried == 0) add(Grade::blocked, Grade::bogus, no_anchor(outlook));
    add(Grade::blocked, Grade::bogus, expired_signatures(situation));
    add(Grade::blocked, Grade::blocked, failed_proofs(situation));
    return faults;
}

}  // namespace zoneproof
