// Rollovers of a key that signs everything and is named by the parent: the waits of a KSK and of a
// ZSK, both (RFC 7583 3.3.5, RFC 6781 4.1.3). A CSK that makes way for KSK and ZSK, or follows
// them, is a rollover of each.
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr unsigned all_copies = copies::keys | copies::data | copies::ds;

StoryList of_algorithm(const Outlook& outlook, std::uint8_t algorithm) {
    return published_keys(outlook, [&](const KeyStory& story) {
        return story.key.algorithm() == algorithm && !story.used_by_peer;
    });
}

std::size_t first_version(const KeyStory* key) {
    return key->published.back().first;
}

/// The wait of a KSK, or that of a ZSK where signing has still to be done and takes longer.
std::vector<TimeTerm> wait_before_removal(const Outlook& outlook, bool all_signed) {
    const Timing& timing = outlook.timing();
    auto of_ds = spans({{"DprpP", timing.parent_propagation},
                        {"TTLds", outlook.ds_ttl()},
                        {"retire_safety", timing.retire_safety}});
    if (all_signed) return of_ds;
    auto of_data = wait_after_signing(outlook);
    return wait_of(of_data) > wait_of(of_ds) ? of_data : of_ds;
}

RollReport next_step(const Outlook& outlook, const StoryList& old, const KeyStory& key) {
    RollReport roll;
    roll.kind = RollKind::csk;
    roll.old_keys = rolled(old);
    roll.new_keys = rolled({&key});
    roll.since = key.published_since();
    const Version& last = outlook.last();
    roll.progress = last.data_rrsets == 0 ? 0
                                          : static_cast<double>(key.use.rrsets) /
                                                static_cast<double>(last.data_rrsets);
    const std::string reason =
        fmt::format("CSK rollover: {} follows {}", names({&key}), names(old));
    const ParentRequest request = parent_request(outlook, {&key}, old, reason);
    const Identities signer{key.key.identity};
    const auto sign = [&] {
        return outlook.publish(signed_by(last, signer), Margin::publish, Strictness::strict,
                               copies::keys);
    };
    const LaterStep removal{"remove-old-dnskey",
                            fmt::format("remove {} and its signatures", names(old)),
                            wait_before_removal(outlook, key.use.full)};
    const bool named = key.in_ds_now();
    const bool old_named = std::ranges::any_of(old, &KeyStory::in_ds_now);
    if (!named) {
        roll.phase = "published";
        roll.step = key.use.full ? "swap-ds" : "swap-ds-and-sign";
        roll.step_text = fmt::format("have the parent name {} instead of {}{}", names({&key}),
                                     names(old), key.use.full ? "" : ", and sign with it");
        const Version signing = with_key(last, key.key, true);
        StepTime ds = outlook.publish(signing, applied(outlook, request), Margin::publish,
                                      Strictness::strict, copies::keys | copies::data);
        give_time(roll, outlook, key.use.full ? ds : later_of(ds, sign()));
        ask_parent(roll, outlook, request);
        roll.then = {removal};
    } else if (!key.use.full) {
        roll.phase = "re-signing";
        roll.step = key.signs_data_now() ? "finish-signing" : "sign-with-new";
        roll.step_text = fmt::format("sign everything with {}", names({&key}));
        give_time(roll, outlook, sign());
        roll.then = {removal};
    } else if (old_named) {
        roll.phase = "named";
        roll.step = "remove-old-ds";
        roll.step_text = fmt::format("have the parent remove the DS of {}", names(old));
        give_time(roll, outlook,
                  outlook.publish(applied(outlook, request), Margin::publish, Strictness::strict,
                                  copies::keys | copies::data));
        ask_parent(roll, outlook, request);
        roll.then = {removal};
    } else {
        roll.phase = "retiring";
        roll.step = "remove-old-dnskey";
        roll.step_text = fmt::format("remove {} and its signatures", names(old));
        const bool seen =
            std::ranges::none_of(old, [](const KeyStory* story) { return story->in_ds.empty(); });
        give_time(roll, outlook,
                  outlook.publish(without_keys(last, identities(old)), Margin::retire,
                                  Strictness::strict,
                                  seen ? copies::keys | copies::data : all_copies));
    }
    if (roll.actors.empty()) roll.actors = {"zone", "parent"};
    return roll;
}

}  // namespace

bool in_csk_roll(const Outlook& outlook, std::uint8_t algorithm) {
    const StoryList keys = of_algorithm(outlook, algorithm);
    const auto is_csk = [](const KeyStory* key) { return key->role == KeyRole::csk; };
    const auto count = std::ranges::count_if(keys, is_csk);
    const bool has_zsk =
        std::ranges::any_of(keys, [](const KeyStory* key) { return key->role == KeyRole::zsk; });
    // One that is to follow signs the DNSKEY RRset at most, so far.
    return keys.size() > 1 && (count > 1 || (count == 1 && !has_zsk));
}

void find_csk_rolls(const Outlook& outlook, Rolls& rolls) {
    for (const std::uint8_t algorithm : algorithms(outlook)) {
        if (!in_csk_roll(outlook, algorithm)) continue;
        const StoryList keys = of_algorithm(outlook, algorithm);
        const KeyStory* const key = *std::ranges::max_element(keys, {}, first_version);
        StoryList old;
        for (const KeyStory* const other : keys)
            if (first_version(other) != first_version(key)) old.push_back(other);
        const bool has_past = outlook.knows_past();
        if (!old.empty() && outlook.situation().ds_known()) {
            rolls.push_back(next_step(outlook, old, *key));
        } else if (!has_past || !outlook.situation().ds_known()) {
            RollReport roll;
            roll.kind = RollKind::csk;
            roll.phase = "ambiguous";
            roll.old_keys = rolled(keys);
            roll.step = "none";
            roll.step_text = "find out which of them came last, and which the parent names";
            roll.actors = {"zone", "parent"};
            give_reason(roll, ReadinessGrade::unknown, has_past ? "DS" : "HISTORY",
                        fmt::format("AMBIGUOUS: which of {} is to go is not known ({})",
                                    names(keys), has_past ? "--ds" : "--history"));
            rolls.push_back(std::move(roll));
        }
    }
}

}  // namespace zoneproof
