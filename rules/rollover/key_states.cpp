// Where each key stands in its rollover: Published, Active, Retired, Revoked, Removed, with what
// proves it.
#include "rules/rollover/keys.hpp"
#include "rules/rollover/rolls.hpp"

#include <algorithm>

namespace zoneproof {
namespace {

/// Another key of its algorithm began to do the same later, and does it still.
bool has_successor(const KeyStory& story, const Outlook& outlook,
                   std::vector<Spell> KeyStory::*what) {
    const auto& own = story.*what;
    return std::ranges::any_of(outlook.stories().keys, [&](const KeyStory& other) {
        const auto& theirs = other.*what;
        return other.key.algorithm() == story.key.algorithm() && other.is_published() &&
               !theirs.empty() && !theirs.back().to && !own.empty() &&
               theirs.back().first > own.back().first;
    });
}

/// Published and idle. Without a past nobody can say whether its time is to come or over.
KeyState idle_state(const KeyStory& story, const Outlook& outlook) {
    if (story.used_by_peer) return KeyState::peer;
    if (story.ever_signed()) return KeyState::retired;
    return outlook.knows_past() ? KeyState::published : KeyState::ambiguous;
}

KeyState entry_state(const KeyStory& story, const Outlook& outlook) {
    const Situation& situation = outlook.situation();
    if (!story.signs_keys_now()) {
        if (story.in_ds_now()) return story.used_by_peer ? KeyState::peer : KeyState::standby;
        return idle_state(story, outlook);
    }
    if (!situation.ds_known() || story.in_ds_now()) return KeyState::active;
    if (!story.in_ds.empty()) return KeyState::retiring;
    const bool other_named = std::ranges::any_of(outlook.stories().keys, &KeyStory::in_ds_now) ||
                             !outlook.stories().unseen_ds.empty();
    if (!other_named) return KeyState::active;  // the parent names none
    return outlook.knows_past() ? KeyState::published : KeyState::ambiguous;
}

KeyState signer_state(const KeyStory& story, const Outlook& outlook) {
    if (!story.signs_data_now()) return idle_state(story, outlook);
    return has_successor(story, outlook, &KeyStory::signs_data) ? KeyState::retiring
                                                                : KeyState::active;
}

class Events {
public:
    explicit Events(const Situation& situation) : situation_(situation) {}

    void in_version(KeyState state, std::size_t version) {
        const Version& shown = situation_.versions()[version];
        events_.push_back({state, shown.published_at, shown.serial(), version == 0});
    }
    void in_ds(KeyState state, std::size_t line) {
        events_.push_back({state, situation_.ds[line].observed_at, std::nullopt, line == 0});
    }
    std::vector<KeyEvent> take() {
        std::ranges::stable_sort(events_, {}, &KeyEvent::at);
        return std::move(events_);
    }

private:
    const Situation& situation_;
    std::vector<KeyEvent> events_;
};

/// A KSK leads to the zone once it signs the DNSKEY RRset and the parent names it.
void add_entry_events(const KeyStory& story, const Situation& situation, Events& events) {
    if (!situation.ds_known()) {
        for (const Spell& spell : story.signs_keys)
            events.in_version(KeyState::active, spell.first);
        return;
    }
    for (const Spell& spell : story.in_ds) {
        const auto signing = std::ranges::find_if(story.signs_keys, [&](const Spell& signs) {
            return !signs.to || *signs.to > spell.from;
        });
        if (signing == story.signs_keys.end()) continue;
        if (signing->from >= spell.from)
            events.in_version(KeyState::active, signing->first);
        else
            events.in_ds(KeyState::active, spell.first);
        if (spell.to) events.in_ds(KeyState::retired, spell.last + 1);
    }
}

/// Still published, but it has stopped.
void add_signer_events(const KeyStory& story, Events& events) {
    const auto published_at = [&](std::size_t version) {
        return std::ranges::any_of(story.published, [&](const Spell& spell) {
            return spell.first <= version && version <= spell.last;
        });
    };
    for (const Spell& spell : story.signs_data) {
        events.in_version(KeyState::active, spell.first);
        if (spell.to && published_at(spell.last + 1))
            events.in_version(KeyState::retired, spell.last + 1);
    }
}

/// Resolvers that hold trust anchors, and not a DS, are led in by it alone.
bool is_only_anchor(const KeyStory& story, const Outlook& outlook) {
    return story.signs_keys_now() && story.key.usable() &&
           published_keys(outlook, [&](const KeyStory& other) {
               return &other != &story && other.key.sep() && other.signs_keys_now();
           }).empty();
}

}  // namespace

KeyState key_state(const KeyStory& story, const Outlook& outlook) {
    if (!story.is_published()) return KeyState::removed;
    if (story.key.revoked()) return KeyState::revoked;
    switch (story.role) {
    case KeyRole::ksk: return entry_state(story, outlook);
    case KeyRole::zsk: return signer_state(story, outlook);
    case KeyRole::csk: break;
    }
    const KeyState entry = entry_state(story, outlook);
    const KeyState signer = signer_state(story, outlook);
    if (entry == signer || signer == KeyState::active) return entry;
    return entry == KeyState::active ? KeyState::retiring : signer;
}

std::vector<KeyEvent> key_events(const KeyStory& story, const Situation& situation) {
    Events events(situation);
    for (const Spell& spell : story.published) events.in_version(KeyState::published, spell.first);
    if (story.role == KeyRole::ksk)
        add_entry_events(story, situation, events);
    else
        add_signer_events(story, events);
    for (const Spell& spell : story.revoked) events.in_version(KeyState::revoked, spell.first);
    for (const Spell& spell : story.published)
        if (spell.to) events.in_version(KeyState::removed, spell.last + 1);
    return events.take();
}

Removal removal_of(const KeyStory& story, const Outlook& outlook) {
    using Answer = Removal::Answer;
    if (!story.is_published()) return {Answer::gone, {}, "it is not published"};
    const bool is_entry = story.role != KeyRole::zsk;
    if (is_entry && outlook.situation().lacks_ds())
        return {Answer::unknown, {}, "the parent's DS is not known (--ds)"};
    if (story.used_by_peer && !story.signs_data_now() && !story.signs_keys_now())
        return {Answer::in_use, {}, "another signer of the zone signs with it"};
    if (outlook.last().not_tried != 0)
        return {Answer::unknown, {}, "some signatures were not verified"};
    if (outlook.situation().dropped != 0)
        return {Answer::unknown, {}, "not all of the history was looked at"};
    if (outlook.folded() != nullptr)
        return {Answer::unknown, {}, "more sets of signers than are kept: not all are known"};
    if (first_expired(outlook.situation()) != nullptr)
        return {Answer::unknown, {}, "signatures of the last version have ended: sign it anew"};
    const Version next = without_keys(outlook.last(), {story.key.identity});
    const bool asks_ds = is_entry || outlook.completes_algorithm(story.key);
    const unsigned older = copies::keys | copies::data | (asks_ds ? copies::ds : 0u);
    StepTime time = outlook.publish(next, Margin::retire, Strictness::strict, older);
    if (!time.ever)
        time = outlook.publish(next, Margin::retire, Strictness::strict_no_worse, older);
    if (!time.ever) return {Answer::in_use, {}, time.because};
    if (asks_ds && outlook.situation().lacks_ds())
        return {Answer::unknown, {}, "the parent's DS is not known (--ds)"};
    for (const HistoryDoubt& doubt : outlook.doubts()) {
        if (!doubt.until) return {Answer::unknown, {}, doubt.text};
        time = not_before(time, {{"history_doubt", *doubt.until, 0}}, doubt.text);
    }
    if (outlook.situation().trust_anchor && story.key.sep()) {
        // Caches do not decide: resolvers hold the key, or are about to.
        if (is_only_anchor(story, outlook))
            return {Answer::in_use,
                    {},
                    "no other key that resolvers may trust signs the DNSKEY "
                    "RRset"};
        if (!story.key.revoked())
            return {Answer::unknown, {}, "resolvers may trust it: revoke it first, RFC 5011"};
        if (!story.signs_keys_now())
            return {Answer::unknown, {}, "unsigned by it, its revocation is ignored, RFC 5011"};
        time = later_of(time, forgotten_from(outlook, story));
    }
    time = outlook.capped(std::move(time));
    const Answer answer = time.is_due(outlook.at()) ? Answer::now : Answer::later;
    if (answer == Answer::later) return {answer, time, time.because};
    return {answer, time,
            story.in_ds_now() ? "nothing depends on it, another key in the DS RRset is enough; its "
                                "DS may go with it or later"
                              : "nothing depends on it"};
}

}  // namespace zoneproof
