#include "tools/render/plan_view.hpp"

#include "tools/render/rollover_view.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

constexpr std::size_t indent = 13, line_width = 110;

std::string line(std::string_view name, std::string_view text) {
    return fmt::format("   {:<9} {}\n", name, wrapped(printable(text), indent, line_width));
}

std::string_view to_text(Rollback::Kind kind) {
    constexpr std::string_view words[] = {"at-once", "after-a-wait", "new-rollover", "never"};
    return words[static_cast<std::size_t>(kind)];
}

std::string window(const Outage& outage) {
    return outage.to ? fmt::format("from {} to {}", to_second(outage.from), to_second(*outage.to))
                     : fmt::format("from {}, without end in sight", to_second(outage.from));
}

/// The moment an earliest time is, or "at any time".
std::string earliest(const SafeTime& time) {
    if (!time.ever) return "never";
    return time.at ? fmt::format("{} = {}", to_second(*time.at), terms_text(time.terms))
                   : "at any time";
}

std::string way_back(const Rollback& back) {
    std::string text;
    switch (back.kind) {
    case Rollback::Kind::at_once: text = "at once, without harm"; break;
    case Rollback::Kind::after_a_wait:
        text = fmt::format("from {} on: before, {}", to_second(*back.from), back.why);
        break;
    case Rollback::Kind::new_rollover: return "only by a new rollover: " + back.why;
    case Rollback::Kind::never: return "none: " + back.why;
    }
    if (back.all_undone)
        text += fmt::format("; all undone at {}, step by step", to_second(*back.all_undone));
    return text;
}

std::string step_text(std::size_t number, const PlayedStep& step, const Style& style) {
    std::string text = fmt::format("{}. {}   {}\n", number, style.bold(printable(step.name)),
                                   !step.at                            ? style.red("NEVER SAFE")
                                   : !step.unsafe.empty() || step.late ? style.red("UNSAFE")
                                                                       : style.green("SAFE"));
    if (step.at) text += line("at", to_second(*step.at));
    text += line("earliest", earliest(step.earliest));
    for (const Outage& outage : step.unsafe)
        text += line("UNSAFE", window(outage) + ": " + step.cause);
    for (const Outage& outage : step.incomplete)
        text += line("strict", window(outage) + ": validators that insist on every algorithm fail");
    if (!step.at) return text + line("because", step.cause);
    if (step.late) text += line("late", "signatures of the lost key end before this step");
    return text + line("way back", way_back(step.rollback));
}

void write_outages(JsonWriter& json, std::string_view name, const std::vector<Outage>& outages) {
    json.array_member(name, outages, [&](const Outage& outage) {
        json.object([&] {
            json.member("from", to_iso8601(outage.from));
            write_time(json, "to", outage.to);
            json.member("everything", outage.everything);
        });
    });
}

void write_step(JsonWriter& json, const PlayedStep& step) {
    json.member("name", step.name);
    write_time(json, "at", step.at);
    json.member("ever_safe", step.earliest.ever);
    write_time(json, "earliest", step.earliest.at);
    write_terms(json, "terms", step.earliest.terms);
    write_outages(json, "unsafe", step.unsafe);
    write_outages(json, "incomplete", step.incomplete);
    json.member("cause", step.cause);
    json.member("late", step.late);
    if (!step.at) return json.member("rollback", std::optional<bool>());
    json.object_member("rollback", [&] {
        json.member("kind", to_text(step.rollback.kind));
        write_time(json, "from", step.rollback.from);
        write_time(json, "all_undone", step.rollback.all_undone);
        json.member("why", step.rollback.why);
    });
}

}  // namespace

std::string plan_text(const RolloverPlan& plan, const PlayedPlan& played, const Style& style) {
    std::string text =
        fmt::format("{} from {}: {}\n\n", plan.zone.empty() ? "plan" : printable(plan.zone),
                    to_second(plan.start),
                    !played.complete() ? style.red("a step never becomes safe")
                    : played.safe()    ? style.green("every step is safe")
                                       : style.red("a step is not safe"));
    for (std::size_t i = 0; i < played.steps.size(); ++i) {
        if (played.point_of_no_return == i) text += style.bold("-- point of no return --") + "\n";
        text += step_text(i + 1, played.steps[i], style);
    }
    const std::size_t left = plan.steps.size() - played.steps.size();
    if (left != 0) text += fmt::format("{} behind it not played\n", counted(left, "step"));
    if (!played.point_of_no_return && left == 0)
        text += "No point of no return: every step can be taken back.\n";
    return text;
}

std::string plan_json(const RolloverPlan& plan, const PlayedPlan& played, int exit) {
    JsonWriter json;
    json.object([&] {
        json.member("t", "plan");
        json.member("v", 1);
        json.member("zone", plan.zone);
        json.member("start", to_iso8601(plan.start));
        json.member("safe", played.safe() && played.complete());
        json.member("exit", exit);
        json.array_member("steps", played.steps, [&](const PlayedStep& step) {
            json.object([&] { write_step(json, step); });
        });
        json.member("not_played", plan.steps.size() - played.steps.size());
        json.member("point_of_no_return", played.point_of_no_return);
    });
    return json.text() + '\n';
}

}  // namespace zoneproof
