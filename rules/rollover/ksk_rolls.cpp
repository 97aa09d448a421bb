// KSK rollovers: double KSK, double DS, double RRset (RFC 6781 4.1.2, RFC 7583 3.3).
//
//     old; new (K: signs DNSKEY, P: named by the parent)    next step
//     K P; K -           double-ksk published               swap the DS
//     K P; K P           named                              remove the old DS (double-rrset: both)
//     K -; K P           retiring                           remove the old key
//     K P; only DS       double-ds published                swap the keys
//     only DS; K P       double-ds retiring                 remove the old DS
#include "rules/rollover/cds_wish.hpp"
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr unsigned all_copies = copies::keys | copies::data | copies::ds;
constexpr int stalled_after = 3;

struct KskKeys {
    StoryList active;                               // published, sign the DNSKEY RRset, named
    StoryList unnamed;                              // published and not named
    StoryList left;                                 // named, and no longer published
    std::vector<std::vector<std::uint8_t>> unseen;  // DS of keys that nobody has seen
};

KskKeys ksk_keys(const Outlook& outlook, std::uint8_t algorithm) {
    KskKeys keys;
    for (const KeyStory& story : outlook.stories().keys) {
        if (story.key.algorithm() != algorithm || story.role == KeyRole::zsk) continue;
        if (!story.is_published()) {
            if (story.in_ds_now()) keys.left.push_back(&story);
        } else if (story.key.usable() && story.in_ds_now()) {
            if (story.signs_keys_now()) keys.active.push_back(&story);
        } else if (story.key.usable() && !story.used_by_peer) {
            keys.unnamed.push_back(&story);
        }
    }
    for (const auto& record : outlook.stories().unseen_ds)
        if (DsView(record).algorithm() == algorithm) keys.unseen.push_back(record);
    return keys;
}

RollReport begin(RollKind kind, std::string_view phase, const StoryList& old,
                 const StoryList& recent) {
    RollReport roll;
    roll.kind = kind;
    roll.phase = phase;
    roll.old_keys = rolled(old);
    roll.new_keys = rolled(recent);
    return roll;
}

LaterStep removal_after_swap(const Outlook& outlook, const StoryList& old) {
    return {"remove-old-dnskey", fmt::format("remove {} from the DNSKEY RRset", names(old)),
            spans({{"Dreg", outlook.timing().parent_registration},
                   {"DprpP", outlook.timing().parent_propagation},
                   {"TTLds", outlook.ds_ttl()},
                   {"retire_safety", outlook.timing().retire_safety}})};
}

/// The first of the versions that ask for the key without a break up to now.
std::optional<Timestamp> requested_since(const Outlook& outlook, const KeyStory& key) {
    std::optional<Timestamp> since;
    const auto& versions = outlook.situation().versions();
    for (std::size_t i = versions.size(); i-- > 0;) {
        if (!asks_for(cds_wish(versions[i], outlook.situation().zone), outlook.situation().zone,
                      key.key))
            break;
        since = versions[i].published_at;
    }
    return since;
}

/// The parent was asked when it was safe, and does not answer.
void look_for_ds(RollReport& roll, const Outlook& outlook, const KeyStory& key) {
    const auto asked = requested_since(outlook, key);
    if (!asked) return;
    roll.phase = "ds-requested";
    const Timing& timing = outlook.timing();
    const std::int64_t patience =
        stalled_after * (timing.parent_registration + timing.parent_propagation + outlook.ds_ttl());
    const Timestamp due = std::max(*asked, roll.time.at.value_or(*asked));
    if (seconds(outlook.at()) - seconds(due) > patience)
        give_reason(roll, ReadinessGrade::blocked, "DS_NOT_SEEN",
                    fmt::format("CDS asks for the DS of {} since {}, and the parent does not show "
                                "it",
                                names({&key}), to_iso8601(*asked)));
}

RollReport swap_ds(const Outlook& outlook, const KeyStory& key, const StoryList& old) {
    RollReport roll = begin(RollKind::ksk_double_ksk, "published", old, {&key});
    roll.since = key.published_since();
    if (!key.signs_keys_now()) {
        roll.step = "sign-dnskey";
        roll.step_text = fmt::format("sign the DNSKEY RRset with {} too", names({&key}));
        give_time(roll, outlook,
                  outlook.publish(with_key(outlook.last(), key.key, true), Margin::publish,
                                  Strictness::lenient, 0));
        roll.then = {{"swap-ds", fmt::format("have the parent name {}", names({&key})),
                      spans({{"Dprp", outlook.timing().zone_propagation},
                             {"TTLkey", outlook.dnskey_ttl()},
                             {"publish_safety", outlook.timing().publish_safety}})},
                     removal_after_swap(outlook, old)};
        roll.actors = {"zone", "parent"};
        return roll;
    }
    const ParentRequest request =
        parent_request(outlook, {&key}, old,
                       fmt::format("KSK rollover: {} follows {}", names({&key}), names(old)));
    roll.step = "swap-ds";
    roll.step_text = fmt::format("have the parent replace the DS of {} by that of {}", names(old),
                                 names({&key}));
    give_time(roll, outlook,
              outlook.publish(applied(outlook, request), Margin::publish, Strictness::strict,
                              copies::keys | copies::data));
    look_for_ds(roll, outlook, key);
    ask_parent(roll, outlook, request);
    roll.then = {removal_after_swap(outlook, old)};
    return roll;
}

RollReport remove_old_key(const Outlook& outlook, const KeyStory& key, const StoryList& recent) {
    RollReport roll = begin(RollKind::ksk_double_ksk, "retiring", {&key}, recent);
    if (!key.in_ds.empty()) roll.since = key.in_ds.back().to;
    roll.step = "remove-old-dnskey";
    roll.step_text = fmt::format("remove {} from the DNSKEY RRset", names({&key}));
    roll.actors = {"zone", "parent"};
    // Nobody saw the parent name it: until when it did is not known.
    const unsigned older = key.in_ds.empty() ? all_copies : copies::keys | copies::data;
    give_time(roll, outlook,
              outlook.publish(without_keys(outlook.last(), {key.key.identity}), Margin::retire,
                              Strictness::strict, older));
    return roll;
}

RollReport remove_old_ds(const Outlook& outlook, const StoryList& old, const StoryList& recent) {
    const bool at_once = outlook.timing().ksk == KskMethod::double_rrset ||
                         std::ranges::all_of(recent, [](const KeyStory* key) {
                             return key->in_ds.back().from == key->published_since();
                         });
    const ParentRequest request =
        parent_request(outlook, {}, old, fmt::format("KSK rollover: {} goes", names(old)));
    const DsVersion ds = applied(outlook, request);
    RollReport roll = begin(at_once ? RollKind::ksk_double_rrset : RollKind::ksk_double_ksk,
                            "named", old, recent);
    roll.since = recent.front()->in_ds.back().from;
    if (at_once) {
        roll.step = "remove-both";
        roll.step_text = fmt::format("remove {} and its DS", names(old));
        give_time(roll, outlook,
                  outlook.publish(without_keys(outlook.last(), identities(old)), ds, Margin::retire,
                                  Strictness::strict, all_copies));
    } else {
        roll.step = "remove-old-ds";
        roll.step_text = fmt::format("have the parent remove the DS of {}", names(old));
        give_time(
            roll, outlook,
            outlook.publish(ds, Margin::publish, Strictness::strict, copies::keys | copies::data));
        roll.then = {removal_after_swap(outlook, old)};
    }
    ask_parent(roll, outlook, request);
    return roll;
}

RollReport drop_left_ds(const Outlook& outlook, const KeyStory& key, const StoryList& recent) {
    RollReport roll = begin(RollKind::ksk_double_ds, "retiring", {&key}, recent);
    roll.since = key.published.back().to;
    const ParentRequest request = parent_request(
        outlook, {}, {&key}, fmt::format("{} is no longer published", names({&key})));
    roll.step = "remove-old-ds";
    roll.step_text = fmt::format("have the parent remove the DS of {}", names({&key}));
    give_time(roll, outlook,
              outlook.publish(applied(outlook, request), Margin::retire, Strictness::strict,
                              copies::keys | copies::data));
    ask_parent(roll, outlook, request);
    return roll;
}

RollReport swap_keys(const Outlook& outlook, const KskKeys& keys) {
    RollReport roll = begin(RollKind::ksk_double_ds, "published", keys.active, {});
    for (const auto& record : keys.unseen)
        roll.new_keys.push_back({{}, DsView(record).key_tag(), DsView(record).algorithm(), "KSK"});
    roll.actors = {"zone", "parent"};
    if (!outlook.knows_past()) {
        roll.step = "none";
        roll.step_text = "find out whether the DS is of a key to come, or was left behind";
        give_reason(roll, ReadinessGrade::unknown, "HISTORY",
                    fmt::format("AMBIGUOUS: DS {} names no published key; whether its key is to "
                                "come or has gone, only earlier versions tell (--history)",
                                DsView(keys.unseen.front()).key_tag()));
        return roll;
    }
    roll.step = "swap-dnskey";
    roll.step_text = fmt::format("replace {} by the key of DS {}", names(keys.active),
                                 DsView(keys.unseen.front()).key_tag());
    give_time(roll, outlook,
              outlook.publish_unseen(without_keys(outlook.last(), identities(keys.active)),
                                     keys.unseen, Margin::publish, all_copies));
    roll.then = {{"remove-old-ds",
                  fmt::format("have the parent remove the DS of {}", names(keys.active)),
                  spans({{"Dprp", outlook.timing().zone_propagation},
                         {"TTLkey", outlook.dnskey_ttl()},
                         {"retire_safety", outlook.timing().retire_safety}})}};
    return roll;
}

/// Named by the parent before anybody kept a record, or never yet?
bool is_older(const KeyStory& key, const StoryList& named) {
    return std::ranges::all_of(named, [&](const KeyStory* other) {
        return key.published.back().first < other->published.back().first;
    });
}
bool is_younger(const KeyStory& key, const StoryList& named) {
    return key.published.back().first != 0 &&
           std::ranges::any_of(named, [&](const KeyStory* other) {
               return other->published.back().first < key.published.back().first;
           });
}

RollReport ask_for(RollKind kind, const StoryList& keys, const char* code, std::string text) {
    RollReport roll = begin(kind, "ambiguous", keys, {});
    roll.step = "none";
    roll.step_text = "find out which of them came last";
    roll.actors = {"zone", "parent"};
    give_reason(roll, ReadinessGrade::unknown, code, std::move(text));
    return roll;
}

void judge_unnamed(const Outlook& outlook, const KskKeys& keys, const KeyStory& key, Rolls& rolls) {
    if (!key.in_ds.empty() || (key.ever_signed() && is_older(key, keys.active))) {
        rolls.push_back(remove_old_key(outlook, key, keys.active));
    } else if (is_younger(key, keys.active)) {
        rolls.push_back(swap_ds(outlook, key, keys.active));
    } else {
        rolls.push_back(ask_for(RollKind::ksk_double_ksk, {&key}, "HISTORY",
                                fmt::format("AMBIGUOUS: the parent does not name {}; whether it "
                                            "did before or will, only earlier versions and DS "
                                            "RRsets tell (--history)",
                                            names({&key}))));
    }
}

void judge_named(const Outlook& outlook, const StoryList& active, Rolls& rolls) {
    const auto came = [](const KeyStory* key) {
        return std::pair(key->in_ds.back().first, key->published.back().first);
    };
    const auto last = came(*std::ranges::max_element(active, {}, came));
    StoryList old, recent;
    for (const KeyStory* const key : active) (came(key) == last ? recent : old).push_back(key);
    if (!old.empty()) {
        rolls.push_back(remove_old_ds(outlook, old, recent));
    } else if (!outlook.knows_past()) {
        rolls.push_back(ask_for(RollKind::ksk_double_ksk, active, "HISTORY",
                                fmt::format("AMBIGUOUS: the parent names {}; which is to go, only "
                                            "earlier versions tell (--history)",
                                            names(active))));
    }
}

}  // namespace

void find_ksk_rolls(const Outlook& outlook, Rolls& rolls) {
    const Situation& situation = outlook.situation();
    if (situation.zone.view().is_root()) return;  // its parent is the resolvers (RFC 5011)
    for (const std::uint8_t algorithm : algorithms(outlook)) {
        if (in_csk_roll(outlook, algorithm)) continue;
        if (!situation.ds_known()) {
            const StoryList all = published_keys(outlook, [&](const KeyStory& story) {
                return story.role != KeyRole::zsk && story.key.algorithm() == algorithm;
            });
            if (all.size() > 1)
                rolls.push_back(ask_for(RollKind::ksk_double_ksk, all, "DS",
                                        fmt::format("which of {} the parent names is not known "
                                                    "(--ds)",
                                                    names(all))));
            continue;
        }
        const KskKeys keys = ksk_keys(outlook, algorithm);
        if (keys.active.empty()) continue;  // first signing, another algorithm's, or bogus
        for (const KeyStory* const key : keys.unnamed) judge_unnamed(outlook, keys, *key, rolls);
        if (keys.active.size() > 1) judge_named(outlook, keys.active, rolls);
        for (const KeyStory* const key : keys.left)
            rolls.push_back(drop_left_ds(outlook, *key, keys.active));
        if (!keys.unseen.empty()) rolls.push_back(swap_keys(outlook, keys));
    }
}

}  // namespace zoneproof
