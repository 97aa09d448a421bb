#include "tools/commands/rollover_input.hpp"

#include "tools/files/policy_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace zoneproof {
namespace {

Error other_zone(const std::string& path, NameView zone, NameView wanted) {
    return {ErrorCode::usage, fmt::format("{}: it is about {}, and the zone is {}", path,
                                          to_text(zone), to_text(wanted))};
}

Result<History> history_of(const std::string& folder, NameView zone) {
    if (folder.empty()) return History{};
    auto history = read_history(folder);
    if (history && history->zone && !(history->zone->view() == zone))
        return other_zone(folder, *history->zone, zone);
    return history;
}

/// A zone file as a version. Published when somebody says so, or when its SOA was signed; before
/// `at` in any case, and without either at that moment.
Result<Version> version_of(const std::string& path, const std::optional<Timestamp>& published,
                           const ZoneInput& like, NameView zone, Timestamp at) {
    ZoneInput input = like;
    input.file = path;
    input.ds_files.clear();
    const auto verified = verify_zone_file(input, rollover_passes);
    if (!verified) return verified.error();
    if (!(verified->zone().origin() == zone))
        return other_zone(path, verified->zone().origin(), zone);
    if (verified->incomplete())
        return Error{ErrorCode::unreadable, path + ": a part of it could not be read or verified"};
    Workers workers(input.jobs);
    const auto told =
        published ? published : estimated_publication(verified->zone(), verified->evidence, at);
    const Timestamp before{seconds(at) - 1};
    return summarize(verified->zone(), verified->evidence, std::min(told.value_or(before), before),
                     published ? Confidence::high : Confidence::low, workers);
}

/// Puts the previous version among the recorded ones, unless it is one of them.
void add_previous(History& history, Version previous) {
    auto& versions = history.versions;
    if (std::ranges::any_of(
            versions, [&](const Version& known) { return same_publication(known, previous); }))
        return;
    const auto behind =
        std::ranges::upper_bound(versions, previous.published_at, {}, &Version::published_at);
    versions.insert(behind, std::move(previous));
}

Result<SignerHistory> read_peer(const PeerInput& peer, const ZoneInput& like, NameView zone,
                                Timestamp at) {
    std::error_code ignored;
    SignerHistory signer{peer.name.empty() ? peer.path : peer.name, {}};
    if (!std::filesystem::is_directory(peer.path, ignored)) {
        auto version = version_of(peer.path, {}, like, zone, at);
        if (!version) return version.error();
        signer.versions.push_back(std::move(*version));
        return signer;
    }
    auto history = history_of(peer.path, zone);
    if (!history) return history.error();
    signer.versions = std::move(history->versions);
    if (signer.versions.empty())
        return Error{ErrorCode::unreadable, peer.path + ": nothing is recorded in it"};
    return signer;
}

std::optional<Error> read_peers(const std::vector<PeerInput>& peers, const ZoneInput& like,
                                SituationInput& input) {
    for (const PeerInput& peer : peers) {
        auto signer = read_peer(peer, like, input.zone, input.at);
        if (!signer) return signer.error();
        input.peers.push_back(std::move(*signer));
    }
    return std::nullopt;
}

/// Keys with one tag, of which some RRSIGs verify and some do not: several private keys (.de 2026).
void add_bad_signatures(const Evidence& evidence, const std::vector<SignatureTally>& tallies,
                        Situation& situation) {
    situation.bad_signatures = static_cast<std::uint64_t>(
        std::ranges::count(evidence.signatures, Verdict::bad_signature, &SignatureFact::verdict));
    for (std::size_t i = 0; i < tallies.size(); ++i)
        if (tallies[i].good != 0 && tallies[i].bad != 0)
            situation.split_tags.push_back(evidence.keys.keys()[i].tag);
}

}  // namespace

Result<Timing> timing_of(const PolicyChoice& choice) {
    if (choice.file.empty() && choice.profile.empty()) return Timing{};
    const auto policy = choice.file.empty() ? policy_of_profile(choice.profile)
                                            : read_policy(choice.file, choice.profile);
    if (!policy) return policy.error();
    return policy->timing;
}

Result<RolloverSituation> situation_of(const ZoneFacts& facts, const PastInput& past,
                                       const std::vector<PeerInput>& peers, const Timing& timing,
                                       Timestamp at, const ZoneInput& like) {
    const Zone& zone = *facts.loaded.zone;
    auto history = history_of(past.history, zone.origin());
    if (!history) return history.error();
    if (!past.previous.empty()) {
        auto previous =
            version_of(past.previous, past.previous_published_at, like, zone.origin(), at);
        if (!previous) return previous.error();
        add_previous(*history, std::move(*previous));
    }

    Workers workers(like.jobs);
    SituationInput input;
    input.zone = Name(zone.origin());
    input.timing = timing;
    input.at = at;
    input.zone_now = summarize(zone, facts.evidence, at, Confidence::high, workers);
    if (!facts.loaded.files.empty()) input.zone_now->digest = facts.loaded.files.front().sha256;
    if (facts.parent.given) input.ds_now = ds_version(facts.parent, zone.origin(), at);
    if (const auto error = read_peers(peers, like, input)) return *error;
    RolloverSituation result;
    result.faults = history->faults;
    result.signatures = tally_signatures(zone, facts.evidence, at);
    input.history = std::move(*history);
    result.situation = std::move(*make_situation(std::move(input)));  // there is the zone, at least
    add_bad_signatures(facts.evidence, result.signatures, result.situation);
    return result;
}

Result<RolloverSituation> situation_of_history(const std::string& folder,
                                               const std::vector<PeerInput>& peers,
                                               const Timing& timing, Timestamp at,
                                               const ZoneInput& like) {
    auto history = read_history(folder);
    if (!history) return history.error();
    if (!history->zone) return Error{ErrorCode::unreadable, folder + ": nothing is recorded in it"};
    const auto parent = read_parent(like.ds_files, *history->zone);
    if (!parent) return parent.error();
    SituationInput input;
    input.zone = *history->zone;
    input.timing = timing;
    input.at = at;
    if (parent->given) input.ds_now = ds_version(*parent, input.zone, at);
    if (const auto error = read_peers(peers, like, input)) return *error;
    RolloverSituation result;
    result.faults = history->faults;
    input.history = std::move(*history);
    auto situation = make_situation(std::move(input));
    if (!situation)
        return Error{ErrorCode::unreadable, fmt::format("{}: no version of the zone was published "
                                                        "by {}",
                                                        folder, to_iso8601(at))};
    result.situation = std::move(*situation);
    return result;
}

}  // namespace zoneproof
