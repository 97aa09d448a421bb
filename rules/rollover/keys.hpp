// The keys of a zone: what each really signs, how far its rollover has come, and when it may go.
#pragma once

#include "rules/rollover/outlook.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace zoneproof {

enum class KeyState : std::uint8_t {
    published,  // signs nothing that counts yet
    standby,    // the parent names it, and it signs nothing
    active,
    retiring,  // its successor signs too, or the parent names that alone
    retired,   // signs nothing any more
    revoked,
    removed,
    peer,       // another signer's
    ambiguous,  // published and idle: ahead of its time, in reserve or retired; a history would
                // tell
    broken,     // some of its signatures do not verify
};
std::string_view to_text(KeyState);

/// When a key came into a state, and the version or DS RRset that proves it.
struct KeyEvent {
    KeyState state{};
    Timestamp at{};
    std::optional<std::uint32_t> serial;  // none: the DS RRset of that moment
    bool first = false;                   // there was nothing before: it may have been so for long
};

/// May the key leave the DNSKEY RRset, with all its signatures?
struct Removal {
    enum class Answer : std::uint8_t { now, later, in_use, unknown, gone } answer{};
    StepTime time;    // of now and later
    std::string why;  // one clause
};
std::string_view to_text(Removal::Answer);

/// What the RRSIGs of the zone file come to, key by key.
struct SignatureTally {
    std::uint64_t good = 0, bad = 0;  // bad: under its tag, and no key verifies it
    bool dnskey = false;              // among the good ones is one over the DNSKEY RRset
    std::uint64_t good_data = 0;
    Timestamp oldest{}, newest{};  // inception of the good ones
    Timestamp last_expiry{};
};
/// By KeyId.
std::vector<SignatureTally> tally_signatures(const Zone&, const Evidence&, Timestamp at);

struct KeyRow {
    KeyIdentity identity;
    std::uint16_t tag = 0, flags = 0, bits = 0;
    std::uint8_t algorithm = 0;
    KeyRole role{};
    bool role_by_flag = false;
    bool published = false;
    std::optional<bool> in_ds;  // none: nobody said what the parent has
    SignatureTally signatures;
    KeyState state{};
    Removal removal;
    std::vector<KeyEvent> events;  // by time
};

/// By role, then age; with keys of the past.
std::vector<KeyRow> key_table(const Outlook&, const std::vector<SignatureTally>&);

/// The parts of it that readiness needs too.
std::vector<KeyEvent> key_events(const KeyStory&, const Situation&);
KeyState key_state(const KeyStory&, const Outlook&);
Removal removal_of(const KeyStory&, const Outlook&);

}  // namespace zoneproof
