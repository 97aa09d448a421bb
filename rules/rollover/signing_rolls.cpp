// A zone that is signed for the first time, and one that goes back: what is cached without
// signatures must have gone before there is a DS, and the DS before the signatures (RFC 8078 4).
#include "rules/rollover/cds_wish.hpp"
#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

StoryList entries(const Outlook& outlook) {
    return published_keys(outlook, [](const KeyStory& story) {
        return story.role != KeyRole::zsk && story.signs_keys_now();
    });
}

RollReport unsign(const Outlook& outlook) {
    RollReport roll;
    roll.kind = RollKind::going_insecure;
    roll.phase = "ds-removed";
    roll.old_keys = rolled(entries(outlook));
    roll.since = outlook.situation().last_ds().observed_at;
    roll.step = "unsign";
    roll.step_text = "remove keys and signatures";
    roll.actors = {"zone", "parent"};
    give_time(
        roll, outlook,
        outlook.publish(unsigned_version(outlook.last()), Margin::retire, Strictness::lenient, 0));
    return roll;
}

RollReport remove_ds(const Outlook& outlook) {
    RollReport roll;
    roll.kind = RollKind::going_insecure;
    roll.phase = "requested";
    roll.old_keys = rolled(entries(outlook));
    roll.step = "remove-ds";
    roll.step_text = "have the parent remove the DS RRset: the zone becomes insecure";
    ParentRequest request;
    request.remove = outlook.situation().last_ds().records;
    request.old_ttl = outlook.ds_ttl();
    request.reason = "CDS or CDNSKEY ask for it: the zone goes insecure";
    give_time(roll, outlook,
              outlook.publish(applied(outlook, request), Margin::none, Strictness::lenient, 0));
    ask_parent(roll, outlook, request);
    roll.then = {{"unsign", "remove keys and signatures",
                  spans({{"DprpP", outlook.timing().parent_propagation},
                         {"TTLds", outlook.ds_ttl()},
                         {"retire_safety", outlook.timing().retire_safety}})}};
    return roll;
}

RollReport publish_ds(const Outlook& outlook, const StoryList& keys) {
    RollReport roll;
    roll.kind = RollKind::first_signing;
    roll.phase = "signed";
    roll.new_keys = rolled(keys);
    roll.since = keys.front()->signs_keys.back().from;
    roll.step = "publish-ds";
    roll.step_text = fmt::format("have the parent name {}", names(keys));
    const ParentRequest request =
        parent_request(outlook, keys, {}, "the zone is signed, and the parent names no key of it");
    give_time(roll, outlook,
              outlook.publish(applied(outlook, request), Margin::publish, Strictness::strict,
                              copies::keys | copies::data));
    ask_parent(roll, outlook, request);
    return roll;
}

}  // namespace

void find_signing_rolls(const Outlook& outlook, Rolls& rolls) {
    const Situation& situation = outlook.situation();
    if (!situation.ds_known() || !situation.last().is_signed()) return;
    if (!situation.last_ds().records.empty()) {
        const CdsWish wish = cds_wish(situation.last(), situation.zone);
        if (wish.deletes && !wish.contradictory) rolls.push_back(remove_ds(outlook));
        return;
    }
    const bool was_secure =
        std::ranges::any_of(situation.ds, [](const DsVersion& ds) { return !ds.records.empty(); });
    if (was_secure)
        rolls.push_back(unsign(outlook));
    else if (const StoryList keys = entries(outlook); !keys.empty())
        rolls.push_back(publish_ds(outlook, keys));
}

}  // namespace zoneproof
