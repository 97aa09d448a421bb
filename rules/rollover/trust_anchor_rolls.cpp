// Rollovers of a key that resolvers hold as trust anchor and follow by RFC 5011: the parent is all
// the resolvers of the world, and the wait is their hold-down.
//
//     new; old                                        next step
//     published; signs                                sign with the new key
//     signs; published                                revoke the old key, signing with both
//     signs; revoked                                  remove the old key
#include "rules/rollover/formulas.hpp"
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

/// How long a signature over the DNSKEY RRset is good from its publication on; the shortest.
std::int64_t validity(const Version& version) {
    std::int64_t shortest = std::int64_t{30} * 86400;
    for (const KeySignature& by : version.key_signatures)
        shortest = std::min(shortest, seconds(by.expiration) - seconds(version.published_at));
    return std::max<std::int64_t>(shortest, 0);
}

RollReport begin(std::string_view phase, const StoryList& old, const StoryList& recent) {
    RollReport roll;
    roll.kind = RollKind::rfc5011;
    roll.phase = phase;
    roll.old_keys = rolled(old);
    roll.new_keys = rolled(recent);
    roll.actors = {"zone", "resolvers-5011"};
    return roll;
}

RollReport switch_to(const Outlook& outlook, const KeyStory& key, const StoryList& signing) {
    RollReport roll = begin("pending", signing, {&key});
    roll.since = key.published_since();
    roll.step = "switch-ksk";
    roll.step_text = fmt::format("sign the DNSKEY RRset with {}", names({&key}));
    give_time(roll, outlook, trusted_from(outlook, key));
    roll.then = {
        {"revoke-old", fmt::format("revoke {}, signing with both", names(signing)), {}},
        {"remove-revoked", fmt::format("remove {}", names(signing)),
         spans({{"remove_holddown",
                 std::max(outlook.timing().remove_holddown,
                          interval::revocation(outlook.timing(), outlook.dnskey_ttl()))}})}};
    return roll;
}

RollReport revoke(const Outlook& outlook, const StoryList& old, const StoryList& recent) {
    RollReport roll = begin("switched", old, recent);
    roll.since = recent.front()->signs_keys.back().from;
    roll.step = "revoke-old";
    roll.step_text =
        fmt::format("set the REVOKE flag of {} and sign the DNSKEY RRset with both", names(old));
    StepTime time;
    for (const KeyStory* const key : recent) time = later_of(time, trusted_from(outlook, *key));
    give_time(roll, outlook, std::move(time));
    roll.then = {
        {"remove-revoked", fmt::format("remove {}", names(old)),
         spans({{"remove_holddown",
                 std::max(outlook.timing().remove_holddown,
                          interval::revocation(outlook.timing(), outlook.dnskey_ttl()))}})}};
    return roll;
}

RollReport remove_revoked(const Outlook& outlook, const KeyStory& key, const StoryList& others) {
    RollReport roll = begin("revoked", {&key}, others);
    roll.since = key.revoked.back().from;
    roll.step = "remove-revoked";
    roll.step_text = fmt::format("remove {} (revoked, tag {})", names({&key}), key.key.tag);
    give_time(roll, outlook, forgotten_from(outlook, key));
    if (!key.signs_keys_now())
        give_reason(roll, ReadinessGrade::blocked, "REVOKED_NOT_SELF_SIGNED",
                    fmt::format("{} has the REVOKE flag and does not sign the DNSKEY RRset: "
                                "resolvers ignore the revocation",
                                names({&key})));
    return roll;
}

}  // namespace

/// "no earlier than when all resolvers that ask as often as they should trust it": the slack is for
/// one question that gets no answer.
StepTime trusted_from(const Outlook& outlook, const KeyStory& key) {
    const Timing& timing = outlook.timing();
    if (!key.revoked.empty()) {
        StepTime never;
        never.ever = false;
        never.because = fmt::format("{} was revoked at {}, and resolvers that saw it never trust "
                                    "it again, RFC 5011",
                                    names({&key}), to_iso8601(key.revoked.back().from));
        return never;
    }
    const auto& versions = outlook.situation().versions();
    const Spell& spell = key.published.back();
    const std::int64_t ttl = outlook.dnskey_ttl(), life = validity(versions[spell.first]);
    std::vector<TimeTerm> terms{{"first_seen", spell.from, 0},
                                {"Dprp", {}, timing.zone_propagation}};
    if (outlook.situation().strict_5011 && spell.first != 0) {
        // An old DNSKEY RRset can be replayed as long as its signature is good.
        const Version& before = versions[spell.first - 1];
        std::int64_t replay = 0;
        for (const KeySignature& by : before.key_signatures)
            replay = std::max(replay, seconds(by.expiration) - seconds(spell.from));
        terms.push_back({"replay", {}, replay});
    }
    terms.push_back({"add_holddown", {}, std::max(timing.add_holddown, ttl)});
    terms.push_back({"two_queries", {}, 2 * interval::query_interval(ttl, life)});
    terms.push_back({"retry", {}, interval::retry_time(ttl, life)});
    return from_terms(std::move(terms), outlook.confidence(copies::keys));
}

StepTime forgotten_from(const Outlook& outlook, const KeyStory& key) {
    const std::int64_t seen = interval::revocation(outlook.timing(), outlook.dnskey_ttl());
    const std::int64_t hold = outlook.timing().remove_holddown;
    StepTime time =
        from_terms({{"revoked", key.revoked.back().from, 0},
                    {hold >= seen ? "remove_holddown" : "Irev", {}, std::max(hold, seen)}},
                   outlook.confidence(copies::keys));
    time.because = "resolvers have to see the revocation, RFC 5011";
    return time;
}

void find_trust_anchor_rolls(const Outlook& outlook, Rolls& rolls) {
    const Situation& situation = outlook.situation();
    if (!situation.trust_anchor) return;
    const auto published = [&](auto is) {
        return published_keys(outlook,
                              [&](const KeyStory& key) { return key.key.sep() && is(key); });
    };
    const StoryList signing = published([](const KeyStory& key) { return key.signs_keys_now(); });
    if (signing.empty()) return;  // whoever leads in is no anchor, see the faults
    const StoryList idle = published([](const KeyStory& key) { return !key.signs_keys_now(); });
    for (const KeyStory& key : outlook.stories().keys)
        if (key.is_published() && key.key.revoked())
            rolls.push_back(remove_revoked(outlook, key, signing));
    for (const KeyStory* const key : idle) {
        if (key->ever_signed()) {
            rolls.push_back(revoke(outlook, {key}, signing));
        } else if (outlook.knows_past()) {
            rolls.push_back(switch_to(outlook, *key, signing));
        } else {
            RollReport roll = begin("idle", {key}, signing);
            roll.step = "none";
            roll.step_text = "find out since when it is published";
            give_reason(roll, ReadinessGrade::unknown, "HISTORY",
                        fmt::format("AMBIGUOUS: {} does not sign; since when it is published, and "
                                    "whether it has signed before, only earlier versions tell "
                                    "(--history)",
                                    names({key})));
            rolls.push_back(std::move(roll));
        }
    }
    // Both sign: the one that began later follows the other.
    const auto began = [](const KeyStory* key) { return key->signs_keys.back().first; };
    if (signing.size() < 2) return;
    const std::size_t last = began(*std::ranges::max_element(signing, {}, began));
    StoryList old, recent;
    for (const KeyStory* const key : signing) (began(key) == last ? recent : old).push_back(key);
    if (!old.empty()) rolls.push_back(revoke(outlook, old, recent));
}

}  // namespace zoneproof
