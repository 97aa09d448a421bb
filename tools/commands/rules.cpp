// rules: the whole catalogue, as a table or as JSON lines.
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/render/json_writer.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

void write_json(JsonWriter& json, const Rule& rule) {
    json.object([&] {
        json.member("t", "rule");
        json.member("v", 1);
        json.member("rule", rule.id);
        json.member("family", to_text(rule.family));
        json.member("severity", to_text(rule.severity));
        json.member("cites", rule.cites);
        std::optional<std::string> since;
        if (rule.since.year != 0)
            since = fmt::format("{}-{:02}", rule.since.year, rule.since.month);
        json.member("since", since);
        json.member("timed", rule.timed);
        json.member("needs_ds", rule.input == Input::parent_ds);
        json.member("says", rule.says);
        json.member("why", rule.why);
        json.member("fix", rule.fix);
        json.member("good", rule.good);
        json.member("bad", rule.bad);
        json.member("ruleset", ruleset);
    });
}

std::string line(const Rule& rule, bool jsonl) {
    if (!jsonl)
        return fmt::format("{:<36} {:<8} {:<11} {}\n", rule.id, to_text(rule.severity),
                           to_text(rule.family), rule.says);
    JsonWriter json;
    write_json(json, rule);
    return json.text() + "\n";
}

}  // namespace

int run(const RulesCommand& command, Output& output) {
    for (const Rule* const rule : catalogue()) output.write(line(*rule, command.jsonl));
    return 0;
}

}  // namespace zoneproof
