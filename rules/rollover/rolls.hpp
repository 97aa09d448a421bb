// What the files about single kinds of rollovers share. Private to rules/rollover.
#pragma once

#include "rules/rollover/readiness.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace zoneproof {

using StoryList = std::vector<const KeyStory*>;
using Rolls = std::vector<RollReport>;

void find_zsk_rolls(const Outlook&, Rolls&);
void find_ksk_rolls(const Outlook&, Rolls&);
void find_csk_rolls(const Outlook&, Rolls&);
void find_algorithm_rolls(const Outlook&, Rolls&);
void find_trust_anchor_rolls(const Outlook&, Rolls&);
void find_signing_rolls(const Outlook&, Rolls&);

/// Published keys of a role that may verify something, by first appearance.
StoryList published_keys(const Outlook&, const std::function<bool(const KeyStory&)>&);
Identities identities(const StoryList&);
std::vector<RolledKey> rolled(const StoryList&);
/// "ZSK 11039", "ZSK 1 and 2"
std::string names(const StoryList&);
/// Algorithms of the published keys, ascending.
std::vector<std::uint8_t> algorithms(const Outlook&);
/// An algorithm that comes or goes is a rollover of its own.
bool in_algorithm_roll(const Outlook&);
bool in_csk_roll(const Outlook&, std::uint8_t algorithm);

/// When resolvers that follow RFC 5011 trust the key.
StepTime trusted_from(const Outlook&, const KeyStory&);
/// When they have seen that it is revoked, and forgotten it. Its revocation counts as long as it
/// signs.
StepTime forgotten_from(const Outlook&, const KeyStory& revoked);

/// Grade by its time: ready, wait, or blocked where it never comes.
void give_time(RollReport&, const Outlook&, StepTime);
void give_reason(RollReport&, ReadinessGrade, std::string code, std::string text);

/// What may be asked of the parent: DS with SHA-256 for the new keys, none for the old.
ParentRequest parent_request(const Outlook&, const StoryList& add, const StoryList& remove,
                             std::string reason);
DsVersion applied(const Outlook&, const ParentRequest&);
/// Adds who acts, and by when it has to be done.
void ask_parent(RollReport&, const Outlook&, ParentRequest);

/// From the step that lets another key sign until a ZSK may go, RFC 7583 3.2.1: Dsgn + Dprp + TTL.
std::vector<TimeTerm> wait_after_signing(const Outlook&);
/// Those that are not zero.
std::vector<TimeTerm> spans(std::initializer_list<std::pair<const char*, std::int64_t>>);

}  // namespace zoneproof
