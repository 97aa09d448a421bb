// rules: the whole catalogue, as a table, as JSON lines, or as pages in Markdown.
#include "rules/rule.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/render/json_writer.hpp"
#include "tools/render/rule_page.hpp"
#include "tools/version.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

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

bool write_page(const std::filesystem::path& path, const std::string& page) {
    std::ofstream file(path);
    file << page << std::flush;
    if (!file) complain(path.string() + " cannot be written");
    return file.good();
}

int write_pages(const std::filesystem::path& folder) {
    constexpr int not_written = 4;
    std::error_code told_by_the_first_file;
    std::filesystem::create_directories(folder, told_by_the_first_file);
    if (!write_page(folder / "README.md", rules_markdown())) return not_written;
    for (const Rule* const rule : catalogue())
        if (!write_page(folder / fmt::format("{}.md", rule->id), rule_markdown(*rule)))
            return not_written;
    return 0;
}

}  // namespace

int run(const RulesCommand& command, Output& output) {
    if (!command.pages.empty()) return write_pages(command.pages);
    for (const Rule* const rule : catalogue()) output.write(line(*rule, command.jsonl));
    return 0;
}

}  // namespace zoneproof
