// What `zoneproof keys` and `zoneproof rollover` show, for people and for programs.
#pragma once

#include "rules/rollover/keys.hpp"
#include "rules/rollover/readiness.hpp"
#include "tools/render/json_writer.hpp"
#include "tools/render/words.hpp"

#include <string>
#include <vector>

namespace zoneproof {

struct KeysView {
    const Outlook& outlook;
    const std::vector<KeyRow>& rows;
    const std::vector<HistoryFault>& faults;
    bool with_history = false;
};
std::string keys_text(const KeysView&, const Style&);
/// One object, by docs/schema/keys.schema.json, and a newline.
std::string keys_json(const KeysView&);

struct RolloverView {
    const Outlook& outlook;
    const Readiness& readiness;
    const std::vector<KeyRow>& rows;
    const std::vector<HistoryFault>& faults;
    std::string policy;  // its file; empty: BIND's defaults
    int exit = 0;
};
std::string rollover_text(const RolloverView&, const Style&);
/// One object, by docs/schema/rollover.schema.json, and a newline.
std::string rollover_json(const RolloverView&);

// What both are made of.

/// What the candidate does to keys: "removes ZSK 1, begins to sign with ZSK 2"; empty: nothing, or
/// there is no past.
std::string changes(const Outlook&);
/// Whether the candidate may be published. The exit code says the same, but that it does not tell
/// apart who breaks what.
std::string publication(const Readiness&);
/// "2026-11-23 04:05:00Z", to the second.
std::string to_second(Timestamp);
/// "in 1 d 1 h", "2 h ago"
std::string relative(Timestamp, Timestamp now);
/// "2026-11-22 03:00:00Z (the last old signatures were replaced) + 5 min zone propagation + ..."
std::string terms_text(const std::vector<TimeTerm>&);
/// "2937/13/2 0123ABCD...", as a DS stands in a zone file.
std::string ds_text(const std::vector<std::uint8_t>& rdata);
/// "ZSK 11039"
std::string name_of(const RolledKey&);
std::string removal_text(const Removal&, Timestamp now);

void write_time(JsonWriter&, std::string_view name, const std::optional<Timestamp>&);
void write_terms(JsonWriter&, std::string_view name, const std::vector<TimeTerm>&);
void write_faults(JsonWriter&, const std::vector<HistoryFault>&);
void write_keys(JsonWriter&, const std::vector<KeyRow>&);

}  // namespace zoneproof
