// rules: the whole catalogue, as a table or as JSON lines.
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace zoneproof {
namespace {

std::string json_line(const Rule& rule) {
    using Json = nlohmann::ordered_json;
    const bool dated = rule.since.year != 0;
    return Json{{"t", "rule"},
                {"v", 1},
                {"rule", rule.id},
                {"family", to_text(rule.family)},
                {"severity", to_text(rule.severity)},
                {"cites", rule.cites},
                {"since",
                 dated ? Json(fmt::format("{}-{:02}", rule.since.year, rule.since.month)) : Json()},
                {"timed", rule.timed},
                {"needs_ds", rule.input == Input::parent_ds},
                {"says", rule.says},
                {"why", rule.why},
                {"fix", rule.fix},
                {"good", rule.good},
                {"bad", rule.bad},
                {"ruleset", ruleset}}
               .dump() +
           "\n";
}

}  // namespace

int run(const RulesCommand& command, Output& output) {
    for (const Rule* const rule : catalogue())
        output.write(command.jsonl
                         ? json_line(*rule)
                         : fmt::format("{:<36} {:<8} {:<11} {}\n", rule->id,
                                       to_text(rule->severity), to_text(rule->family), rule->says));
    return 0;
}

}  // namespace zoneproof
