// ZSK rollovers: pre-publication and double signature (RFC 6781 4.1.1, RFC 7583 3.2).
//
//     old; new                      phase             next step
//     all; published, never signed  published         sign with new
//     some; some                    re-signing        let the signer finish
//     none, signed before; all      retiring          remove old
//     all; all                      double-signature  remove old and its signatures
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr int stalled_after = 3;  // times what it should take

struct ZskKeys {
    StoryList signing, idle;  // by first appearance
};

ZskKeys zsk_keys(const Outlook& outlook, std::uint8_t algorithm) {
    ZskKeys keys;
    for (const KeyStory* const key : published_keys(outlook, [&](const KeyStory& story) {
             return story.role != KeyRole::ksk && story.key.algorithm() == algorithm;
         })) {
        if (key->signs_data_now())
            keys.signing.push_back(key);
        else if (key->role == KeyRole::zsk && !key->used_by_peer)
            keys.idle.push_back(key);
    }
    return keys;
}

/// The last version with `key` in the place of those that sign now.
Version signed_with(const Version& last, const StoryList& instead_of, const KeyStory& key) {
    Version next = last;
    const Identities old = identities(instead_of);
    for (SignerSet& set : next.signer_sets) {
        const std::size_t before = set.keys.size();
        std::erase_if(set.keys, [&](KeyPosition at) {
            return std::ranges::find(old, last.keys[at].identity) != old.end();
        });
        if (set.keys.size() == before) continue;
        set.keys.push_back(*key.position);
        std::ranges::sort(set.keys);
    }
    return next;
}

LaterStep removal_after_signing(const Outlook& outlook, const StoryList& old) {
    return {"remove-old-dnskey", fmt::format("remove {} from the DNSKEY RRset", names(old)),
            wait_after_signing(outlook)};
}

RollReport published_ahead(const Outlook& outlook, const KeyStory& key, const StoryList& old) {
    RollReport roll;
    roll.kind = RollKind::zsk_pre_publication;
    roll.phase = "published";
    roll.old_keys = rolled(old);
    roll.new_keys = rolled({&key});
    roll.since = key.published_since();
    roll.progress = 0;
    roll.step = "sign-with-new";
    roll.step_text = fmt::format("sign with {} instead of {}", names({&key}), names(old));
    if (key.published.back().first == 0)  // nobody recorded how it came
        roll.step_text = fmt::format(
            "either {0}, if {1} is the new one, or remove {1}, if it signed before the history "
            "began: it was there already then",
            roll.step_text, names({&key}));
    give_time(roll, outlook,
              outlook.publish(signed_with(outlook.last(), old, key), Margin::publish,
                              Strictness::strict, copies::keys));
    if (!old.empty()) roll.then = {removal_after_signing(outlook, old)};
    return roll;
}

RollReport retiring(const Outlook& outlook, const KeyStory& key, const StoryList& successors) {
    RollReport roll;
    roll.kind = RollKind::zsk_pre_publication;
    roll.phase = "retiring";
    roll.old_keys = rolled({&key});
    roll.new_keys = rolled(successors);
    roll.since = key.signs_data.back().to;
    roll.progress = 1;
    roll.step = "remove-old-dnskey";
    roll.step_text = fmt::format("remove {} from the DNSKEY RRset", names({&key}));
    give_time(roll, outlook,
              outlook.publish(without_keys(outlook.last(), {key.key.identity}), Margin::retire,
                              Strictness::strict, copies::keys | copies::data));
    return roll;
}

RollReport idle_without_history(const StoryList& signing, const KeyStory& key) {
    RollReport roll;
    roll.kind = RollKind::zsk_pre_publication;
    roll.phase = "idle";
    roll.old_keys = rolled(signing);
    roll.new_keys = rolled({&key});
    roll.step = "none";
    roll.step_text = fmt::format("find out whether {} has signed before", names({&key}));
    give_reason(roll, ReadinessGrade::unknown, "HISTORY",
                fmt::format("AMBIGUOUS: {} signs nothing; whether it is published ahead, in "
                            "reserve or retired, only earlier versions tell (--history)",
                            names({&key})));
    return roll;
}

/// Every RRset that one of them signs is signed by all.
bool sign_everything_together(const Version& last, const StoryList& signing) {
    return std::ranges::all_of(last.signer_sets, [&](const SignerSet& set) {
        const auto signs = [&](const KeyStory* key) {
            return std::ranges::binary_search(set.keys, *key->position);
        };
        return std::ranges::all_of(signing, signs) || std::ranges::none_of(signing, signs);
    });
}

/// Those that began last, and the others.
struct OldAndNew {
    StoryList old, recent;
};
OldAndNew by_begin(const StoryList& signing) {
    const auto begin = [](const KeyStory* key) { return key->signs_data.back().first; };
    const std::size_t last = begin(*std::ranges::max_element(signing, {}, begin));
    OldAndNew keys;
    for (const KeyStory* const key : signing)
        (begin(key) == last ? keys.recent : keys.old).push_back(key);
    return keys;
}

RollReport double_signature(const Outlook& outlook, const OldAndNew& keys) {
    RollReport roll;
    roll.kind = RollKind::zsk_double_signature;
    roll.phase = "double-signature";
    roll.old_keys = rolled(keys.old);
    roll.new_keys = rolled(keys.recent);
    roll.since = keys.recent.front()->signs_data.back().from;
    roll.progress = 1;
    roll.step = "remove-old-dnskey-and-signatures";
    roll.step_text = fmt::format("remove {} and its signatures", names(keys.old));
    give_time(roll, outlook,
              outlook.publish(without_keys(outlook.last(), identities(keys.old)), Margin::retire,
                              Strictness::strict, copies::keys | copies::data));
    return roll;
}

std::uint64_t signed_by_all_of(const Version& version, const StoryList& keys, bool alone) {
    const Identities wanted = identities(keys);
    const auto is_wanted = [&](KeyPosition at) {
        return std::ranges::find(wanted, version.keys[at].identity) != wanted.end();
    };
    std::uint64_t count = 0;
    for (const SignerSet& set : version.signer_sets)
        if (!set.keys.empty() && (alone ? std::ranges::all_of(set.keys, is_wanted)
                                        : std::ranges::any_of(set.keys, is_wanted)))
            count += set.count;
    return count;
}

/// When the signer will have renewed everything: by the pace that the history shows, else by its
/// policy.
StepTime finished_signing(const Outlook& outlook, const StoryList& recent, double share) {
    const auto& versions = outlook.situation().versions();
    const Spell& spell = recent.front()->signs_data.back();
    const Version& first = versions[spell.first];
    const std::int64_t elapsed = seconds(outlook.last().published_at) - seconds(first.published_at);
    const double first_share = first.data_rrsets == 0
                                   ? 0
                                   : static_cast<double>(signed_by_all_of(first, recent, false)) /
                                         static_cast<double>(first.data_rrsets);
    if (elapsed > 0 && share > first_share) {
        const double left = (1 - share) / (share - first_share) * static_cast<double>(elapsed);
        if (left < 1e10)
            return from_terms({{"last_version", outlook.last().published_at, 0},
                               {"at_this_pace", {}, static_cast<std::int64_t>(left) + 1}},
                              Confidence::medium);
    }
    return from_terms(
        {{"signing_began", spell.from, 0}, {"Dsgn", {}, outlook.timing().signing_delay()}},
        Confidence::low);
}

RollReport re_signing(const Outlook& outlook, const OldAndNew& keys) {
    const Version& last = outlook.last();
    RollReport roll;
    roll.kind = RollKind::zsk_pre_publication;
    roll.phase = "re-signing";
    roll.old_keys = rolled(keys.old);
    roll.new_keys = rolled(keys.recent);
    roll.since = keys.recent.front()->signs_data.back().from;
    const std::uint64_t done = signed_by_all_of(last, keys.recent, false);
    const std::uint64_t left = signed_by_all_of(last, keys.old, true);
    const double share = static_cast<double>(done) / static_cast<double>(last.data_rrsets);
    roll.progress = share;
    roll.step = "finish-signing";
    roll.step_text =
        fmt::format("let the signer go on until {} signs everything", names(keys.recent));
    roll.time = finished_signing(outlook, keys.recent, share);
    // Past its time and not done: the estimate was wrong, not the zone.
    if (*roll.time.at <= outlook.at())
        roll.time = from_terms(
            {{"overdue", outlook.at(), 0}, {"Dsgn", {}, outlook.timing().signing_delay()}},
            Confidence::low);
    roll.grade = ReadinessGrade::wait;
    const std::string still = fmt::format("{} alone signs {} RRsets", names(keys.old), left);
    const bool stuck = seconds(outlook.at()) - seconds(*roll.since) >
                       stalled_after * outlook.timing().signing_delay();
    give_reason(roll, stuck ? ReadinessGrade::blocked : ReadinessGrade::wait, "OLD_STILL_SIGNS",
                still);
    LaterStep removal = removal_after_signing(outlook, keys.old);
    std::erase_if(removal.terms, [](const TimeTerm& term) { return term.name == "Dsgn"; });
    roll.then = {std::move(removal)};
    return roll;
}

RollReport which_goes(const StoryList& signing) {
    RollReport roll;
    roll.kind = RollKind::zsk_pre_publication;
    roll.phase = "several-sign";
    roll.old_keys = rolled(signing);
    roll.step = "none";
    roll.step_text = "find out which of them came last";
    give_reason(roll, ReadinessGrade::unknown, "HISTORY",
                fmt::format("AMBIGUOUS: {} all sign; which is to go, only earlier versions tell "
                            "(--history)",
                            names(signing)));
    return roll;
}

}  // namespace

void find_zsk_rolls(const Outlook& outlook, Rolls& rolls) {
    for (const std::uint8_t algorithm : algorithms(outlook)) {
        if (in_csk_roll(outlook, algorithm)) continue;
        const ZskKeys keys = zsk_keys(outlook, algorithm);
        const bool has_past = outlook.knows_past();
        if (keys.signing.size() > 1) {
            const OldAndNew split = by_begin(keys.signing);
            const bool together = sign_everything_together(outlook.last(), keys.signing);
            if (split.old.empty()) {
                // Since the history began: a way to sign, not a rollover.
                if (!has_past || !together) rolls.push_back(which_goes(keys.signing));
            } else {
                rolls.push_back(together ? double_signature(outlook, split)
                                         : re_signing(outlook, split));
            }
        }
        for (const KeyStory* const key : keys.idle) {
            if (key->ever_signed())
                rolls.push_back(retiring(outlook, *key, keys.signing));
            else if (!has_past)
                rolls.push_back(idle_without_history(keys.signing, *key));
            else
                rolls.push_back(published_ahead(outlook, *key, keys.signing));
        }
    }
}

}  // namespace zoneproof
