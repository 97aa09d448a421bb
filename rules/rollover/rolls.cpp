#include "rules/rollover/rolls.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

constexpr std::uint8_t sha256 = 2;  // RFC 8624 3.3: MUST for delegation

/// DS records of today that name the key, whatever their digest.
std::vector<std::vector<std::uint8_t>> records_naming(const Outlook& outlook,
                                                      const KeyStory& story) {
    std::vector<std::vector<std::uint8_t>> records;
    if (!outlook.situation().ds_known()) return records;
    for (const auto& record : outlook.situation().last_ds().records)
        if (record ==
            ds_record(outlook.situation().zone, story.key.rdata, DsView(record).digest_type()))
            records.push_back(record);
    return records;
}

}  // namespace

StoryList published_keys(const Outlook& outlook,
                         const std::function<bool(const KeyStory&)>& wanted) {
    StoryList list;
    for (const KeyStory& story : outlook.stories().keys)
        if (story.is_published() && story.key.usable() && wanted(story)) list.push_back(&story);
    return list;
}

Identities identities(const StoryList& list) {
    Identities all;
    for (const KeyStory* const story : list) all.push_back(story->key.identity);
    return all;
}

std::vector<RolledKey> rolled(const StoryList& list) {
    std::vector<RolledKey> keys;
    for (const KeyStory* const story : list)
        keys.push_back(
            {story->key.identity, story->key.tag, story->key.algorithm(), to_text(story->role)});
    return keys;
}

std::string names(const StoryList& list) {
    std::string text;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const bool same = i != 0 && list[i]->role == list[i - 1]->role;
        if (i != 0) text += i + 1 == list.size() ? " and " : ", ";
        if (!same) text += std::string(to_text(list[i]->role)) + ' ';
        text += std::to_string(list[i]->key.tag);
    }
    return text;
}

std::vector<std::uint8_t> algorithms(const Outlook& outlook) {
    std::vector<std::uint8_t> all;
    for (const KeyStory* const story : published_keys(outlook, [](const auto&) { return true; }))
        all.push_back(story->key.algorithm());
    std::ranges::sort(all);
    const auto repeated = std::unique(all.begin(), all.end());
    all.erase(repeated, all.end());
    return all;
}

void give_time(RollReport& roll, const Outlook& outlook, StepTime time) {
    roll.time = outlook.capped(std::move(time));
    if (!roll.time.ever)
        give_reason(roll, ReadinessGrade::blocked, "NEVER_SAFE",
                    "as things stand it never becomes safe: " + roll.time.because);
    else
        roll.grade = roll.time.is_due(outlook.at()) ? ReadinessGrade::ready : ReadinessGrade::wait;
}

void give_reason(RollReport& roll, ReadinessGrade grade, std::string code, std::string text) {
    roll.grade = std::max(roll.grade, grade);
    roll.reasons.push_back({std::move(code), std::move(text)});
}

ParentRequest parent_request(const Outlook& outlook, const StoryList& add, const StoryList& remove,
                             std::string reason) {
    ParentRequest request;
    for (const KeyStory* const story : add)
        if (!story->in_ds_now())
            request.add.push_back(ds_record(outlook.situation().zone, story->key.rdata, sha256));
    for (const KeyStory* const story : remove)
        for (auto& record : records_naming(outlook, *story))
            request.remove.push_back(std::move(record));
    request.old_ttl = outlook.ds_ttl();
    request.reason = std::move(reason);
    return request;
}

DsVersion applied(const Outlook& outlook, const ParentRequest& request) {
    const Situation& situation = outlook.situation();
    return with_records(situation.ds_known() ? situation.last_ds() : DsVersion{}, request.add,
                        request.remove);
}

void ask_parent(RollReport& roll, const Outlook& outlook, ParentRequest request) {
    roll.actors = {"zone", "parent"};
    request.earliest = roll.time.at;
    for (const KeySignature& by : outlook.last().key_signatures)
        request.latest = std::max(request.latest.value_or(by.expiration), by.expiration);
    roll.request = std::move(request);
}

std::vector<TimeTerm> wait_after_signing(const Outlook& outlook) {
    const Timing& timing = outlook.timing();
    return spans({{"Dsgn", timing.signing_delay()},
                  {"Dprp", timing.zone_propagation},
                  {"max_ttl", outlook.data_ttl()},
                  {"retire_safety", timing.retire_safety}});
}

std::vector<TimeTerm> spans(std::initializer_list<std::pair<const char*, std::int64_t>> named) {
    std::vector<TimeTerm> terms;
    for (const auto& [name, seconds] : named)
        if (seconds != 0) terms.push_back({name, {}, seconds});
    return terms;
}

}  // namespace zoneproof
