// The table of keys for programs: docs/schema/keys.schema.json.
#include "tools/render/rollover_view.hpp"

namespace zoneproof {
namespace {

std::optional<Timestamp> if_any(const SignatureTally& tally, Timestamp time) {
    return tally.good != 0 ? std::optional(time) : std::nullopt;
}

void write_key(JsonWriter& json, const KeyRow& row) {
    json.member("tag", row.tag);
    json.member("id", to_text(row.identity));
    json.member("role", to_text(row.role));
    json.member("role_by_flag", row.role_by_flag);
    json.member("algorithm", row.algorithm);
    json.member("bits", row.bits);
    json.member("flags", row.flags);
    json.member("published", row.published);
    json.member("in_ds", row.in_ds);
    json.object_member("signatures", [&] {
        const SignatureTally& tally = row.signatures;
        json.member("good", tally.good);
        json.member("bad", tally.bad);
        json.member("dnskey", tally.dnskey);
        write_time(json, "oldest", if_any(tally, tally.oldest));
        write_time(json, "last_expiry", if_any(tally, tally.last_expiry));
    });
    json.member("state", to_text(row.state));
    json.object_member("removal", [&] {
        const Removal& removal = row.removal;
        const bool later = removal.answer == Removal::Answer::later;
        json.member("answer", to_text(removal.answer));
        write_time(json, "from", later ? removal.time.at : std::nullopt);
        write_terms(json, "terms", removal.time.terms);
        json.member("confidence", to_text(removal.time.confidence));
        json.member("why", removal.why);
    });
    json.array_member("events", row.events, [&](const KeyEvent& event) {
        json.object([&] {
            json.member("state", to_text(event.state));
            json.member("at", to_iso8601(event.at));
            json.member("serial", event.serial);
            json.member("or_before", event.first);
        });
    });
}

}  // namespace

void write_keys(JsonWriter& json, const std::vector<KeyRow>& rows) {
    json.array_member("keys", rows,
                      [&](const KeyRow& row) { json.object([&] { write_key(json, row); }); });
}

std::string keys_json(const KeysView& view) {
    JsonWriter json;
    json.object([&] {
        json.member("t", "keys");
        json.member("v", 1);
        json.member("zone", to_text(view.outlook.situation().zone));
        json.member("serial", view.outlook.last().serial());
        json.member("at", to_iso8601(view.outlook.at()));
        write_keys(json, view.rows);
        write_faults(json, view.faults);
    });
    return json.text() + '\n';
}

}  // namespace zoneproof
