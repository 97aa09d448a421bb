// Plans of rollovers in TOML: what is read is written and read again as the same plan, what is
// refused is refused at its place, and how a plan plays does not depend on the date it starts.
#include "fuzz/oracle.hpp"

#include "tools/files/plan_file.hpp"

#include <utility>

using namespace zoneproof;
using namespace zoneproof::fuzz;

namespace {

constexpr Timestamp now{1795305600};
/// Days, so that a plan moved back lies before 1970.
constexpr std::int64_t moved_by = -std::int64_t{40000} * 86400;

/// A basic string of TOML: control characters are escaped.
std::string quoted(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') result += '\\';
        if (octet >= 0x20 && octet != 0x7F) {
            result += c;
            continue;
        }
        constexpr const char* digits = "0123456789ABCDEF";
        result += "\\u00";
        result += {digits[octet >> 4], digits[octet & 15]};
    }
    return result + '"';
}

std::string to_toml(const RolloverPlan& plan, const PlannedState& state) {
    std::string text;
    const auto element = [&](const char* name, const std::optional<std::vector<KeyRef>>& keys) {
        if (!keys) return;
        text += std::string(name) + " = [";
        for (const KeyRef key : *keys) text += quoted(plan.keys[key].name) + ", ";
        text += "]\n";
    };
    element("dnskey", state.dnskey);
    element("signs-dnskey", state.signs_dnskey);
    element("signs-data", state.signs_data);
    element("ds", state.ds);
    return text;
}

std::string to_toml(const RolloverPlan& plan) {
    std::string text = "zone = " + quoted(plan.zone) + "\nstart = " + to_iso8601(plan.start) +
                       "\n[ttl]\ndnskey = " + std::to_string(plan.ttl.key) +
                       "\nds = " + std::to_string(plan.ttl.ds) +
                       "\ndata = " + std::to_string(plan.ttl.data) + "\n[keys]\n";
    for (const PlannedKey& key : plan.keys)
        text += quoted(key.name) + " = " + std::to_string(key.algorithm) + '\n';
    text += "[now]\n" + to_toml(plan, plan.now);
    if (plan.signatures_until)
        text += "signatures-until = " + to_iso8601(*plan.signatures_until) + '\n';
    for (const PlannedStep& step : plan.steps) {
        text += "[[step]]\nname = " + quoted(step.name) + '\n';
        if (step.at) text += "at = " + to_iso8601(*step.at) + '\n';
        if (step.after) text += "after = " + std::to_string(*step.after) + '\n';
        text += to_toml(plan, step.change);
    }
    return text;
}

/// "plan:3:7: what is wrong".
bool names_place(std::string_view text) {
    if (!text.starts_with("plan:")) return false;
    text.remove_prefix(5);
    const std::size_t column = text.find(':'), end = text.find(": ");
    return column != 0 && column < end && end != text.npos && end + 2 < text.size() &&
           text.substr(0, end).find_first_not_of("0123456789:") == text.npos;
}

RolloverPlan moved(RolloverPlan plan) {
    const auto move = [](Timestamp& at) { at = Timestamp{seconds(at) + moved_by}; };
    move(plan.start);
    if (plan.signatures_until) move(*plan.signatures_until);
    for (PlannedStep& step : plan.steps)
        if (step.at) move(*step.at);
    return plan;
}

/// Moments as they would be were nothing moved.
std::string show(const PlayedPlan& played, std::int64_t moved) {
    const auto moment = [moved](const std::optional<Timestamp>& at) {
        return at ? std::to_string(seconds(*at) - moved) : std::string("-");
    };
    std::string text;
    for (const PlayedStep& step : played.steps) {
        text += step.name + " at " + moment(step.at) + " earliest " + moment(step.earliest.at) +
                (step.late ? " late " : " ") + step.cause + " back " +
                std::to_string(static_cast<int>(step.rollback.kind)) + ' ' +
                moment(step.rollback.from) + ' ' + moment(step.rollback.all_undone) + ' ' +
                step.rollback.why;
        for (const auto* const outages : {&step.unsafe, &step.incomplete})
            for (const Outage& outage : *outages)
                text += " [" + moment(outage.from) + ' ' + moment(outage.to) + ' ' +
                        moment(outage.validators_until) + ']';
        text += '\n';
    }
    return text;
}

void check_played(const RolloverPlan& plan) {
    const PlayedPlan played = play(plan);
    const std::string shown = show(played, 0);
    const auto detail = [&] { return to_toml(plan) + shown; };
    require(played.steps.size() <= plan.steps.size(), "no step is made up", detail);
    require(played.steps.size() == plan.steps.size() || !played.steps.back().at,
            "a play ends with the last step, or one that never is safe", detail);
    for (const PlayedStep& step : played.steps) {
        require(step.at || !step.cause.empty(), "what never is safe has a cause", detail);
        require((step.unsafe.empty() && step.incomplete.empty()) || !step.cause.empty(),
                "an outage has a cause", detail);
        require(step.rollback.kind != Rollback::Kind::after_a_wait || step.rollback.from,
                "a wait has an end", detail);
    }
    require(show(play(plan), 0) == shown, "the same plan plays the same", detail);
    const std::string before_1970 = show(play(moved(plan)), moved_by);
    require(before_1970 == shown, "a plan plays the same on another date",
            [&] { return detail() + "---\n" + before_1970; });
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto plan = plan_from_text(text({data, size}), "plan", {}, now);
    if (!plan) {
        require(plan.error().code == ErrorCode::usage && names_place(plan.error().text),
                "a refusal names line and column", [&] { return plan.error().text; });
        return 0;
    }
    const std::string written = to_toml(*plan);
    const auto again = plan_from_text(written, "plan", {}, now);
    require(again.has_value(), "a written plan can be read",
            [&] { return written + again.error().text; });
    require(to_toml(*again) == written, "a written plan is the same plan",
            [&] { return written + "---\n" + to_toml(*again); });
    // The play compares everything with everything: what a person writes is far smaller.
    if (plan->keys.size() > 16 || plan->steps.size() > 16) return 0;
    check_played(*plan);
    for (const Inoperable what : {Inoperable::zsk, Inoperable::ksk, Inoperable::csk})
        if (const auto out = recovery(*plan, what)) check_played(*out);
    return 0;
}
