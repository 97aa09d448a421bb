#include "tools/files/plan_file.hpp"

#include "tools/files/small_file.hpp"
#include "tools/files/toml_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace zoneproof {
namespace {

constexpr std::size_t most_keys = 64, most_steps = 256;

const WordMap<std::optional<std::vector<KeyRef>> PlannedState::*> elements = {
    {"dnskey", &PlannedState::dnskey},
    {"signs-dnskey", &PlannedState::signs_dnskey},
    {"signs-data", &PlannedState::signs_data},
    {"ds", &PlannedState::ds},
};
const WordMap<std::int64_t RollTtls::*> ttls = {
    {"dnskey", &RollTtls::key},
    {"ds", &RollTtls::ds},
    {"data", &RollTtls::data},
};

std::vector<std::string> with_words(std::vector<std::string> words,
                                    std::initializer_list<const char*> more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

/// A TOML date and time with an offset, or one in quotes.
Timestamp moment_of(const toml::node& node) {
    std::optional<Timestamp> moment;
    if (const auto* const time = node.as_date_time()) {
        const auto& [date, clock, offset] = time->get();
        if (!offset) refuse(node, "expected a time with its offset, as in 2026-12-01T12:00:00Z");
        const int ahead = offset->minutes;
        moment = from_iso8601(fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}{:02}:{:02}",
                                          date.year, date.month, date.day, clock.hour, clock.minute,
                                          clock.second, ahead < 0 ? '-' : '+', std::abs(ahead) / 60,
                                          std::abs(ahead) % 60));
    } else if (node.is_date()) {
        return midnight_of(node);
    } else if (const auto* const text = node.as_string()) {
        moment = from_iso8601(text->get());
    }
    if (!moment) refuse(node, "expected a moment, as in 2026-12-01T12:00:00Z");
    return *moment;
}

class PlanReader {
public:
    explicit PlanReader(RolloverPlan& plan) : plan_(plan) {}

    void read(const toml::table& root);

private:
    void keys(const toml::node&);
    void ttl(const toml::node&);
    void now(const toml::node&);
    void steps(const toml::node&);
    PlannedStep step(const toml::node&);
    bool element(PlannedState&, std::string_view key, const toml::node&);
    std::vector<KeyRef> key_list(const toml::node&);
    void check_signers(const PlannedState&, const toml::node&) const;

    RolloverPlan& plan_;
};

const toml::table& table_of(const toml::node& node, std::string_view name) {
    const auto* const table = node.as_table();
    if (table == nullptr) refuse(node, fmt::format("expected a table, [{}]", name));
    return *table;
}

void PlanReader::read(const toml::table& root) {
    // Keys first: everything else names them.
    if (const toml::node* const node = root.get("keys")) keys(*node);
    for (const auto& [key, node] : root) {
        const std::string_view name = key.str();
        if (name == "zone")
            plan_.zone = text_of(node, "the zone's name");
        else if (name == "start")
            plan_.start = moment_of(node);
        else if (name == "ttl")
            ttl(node);
        else if (name == "now")
            now(node);
        else if (name != "keys" && name != "step")
            refuse_key(key, "", {"zone", "start", "ttl", "keys", "now", "step"});
    }
    const toml::node* const state = root.get("now");
    if (state == nullptr) refuse(root, "there is no [now]: what is published when the plan starts");
    if (const toml::node* const node = root.get("step")) steps(*node);
}

void PlanReader::keys(const toml::node& node) {
    for (const auto& [name, algorithm] : table_of(node, "keys")) {
        const auto* const number = algorithm.as_integer();
        if (number == nullptr || number->get() < 1 || number->get() > 254)
            refuse(algorithm, "expected the number of an algorithm, as in 13");
        plan_.keys.push_back({std::string(name.str()), static_cast<std::uint8_t>(number->get())});
        if (plan_.keys.size() > most_keys)
            refuse(algorithm, fmt::format("at most {} keys", most_keys));
    }
}

void PlanReader::ttl(const toml::node& node) {
    for (const auto& [name, value] : table_of(node, "ttl")) {
        const auto member = ttls.find(name.str());
        if (member == ttls.end()) refuse_key(name, "ttl", words_of(ttls));
        plan_.ttl.*member->second = duration_of(value);
    }
}

std::vector<KeyRef> PlanReader::key_list(const toml::node& node) {
    std::vector<KeyRef> refs;
    for (const toml::node& item : array_of(node, "a list of keys, as in [\"ksk\", \"zsk\"]")) {
        const std::string name = text_of(item, "the name of a key");
        const auto key = std::ranges::find(plan_.keys, name, &PlannedKey::name);
        if (key == plan_.keys.end()) {
            std::vector<std::string> known;
            for (const PlannedKey& one : plan_.keys) known.push_back(one.name);
            refuse(item, fmt::format("[keys] has no '{}'{}", name, did_you_mean(name, known)));
        }
        refs.push_back(static_cast<KeyRef>(key - plan_.keys.begin()));
    }
    std::ranges::sort(refs);
    return refs;
}

bool PlanReader::element(PlannedState& state, std::string_view key, const toml::node& node) {
    const auto member = elements.find(key);
    if (member == elements.end()) return false;
    state.*member->second = key_list(node);
    return true;
}

/// Only what is published can sign the DNSKEY RRset so that anybody could verify it.
void PlanReader::check_signers(const PlannedState& state, const toml::node& node) const {
    for (const KeyRef key : *state.signs_dnskey)
        if (!std::ranges::binary_search(*state.dnskey, key))
            refuse(node, fmt::format("'{}' signs the DNSKEY RRset and is not in it",
                                     plan_.keys[key].name));
}

void PlanReader::now(const toml::node& node) {
    for (const auto& [name, value] : table_of(node, "now")) {
        if (name.str() == "signatures-until")
            plan_.signatures_until = moment_of(value);
        else if (!element(plan_.now, name.str(), value))
            refuse_key(name, "now", with_words(words_of(elements), {"signatures-until"}));
    }
    for (const auto& [name, member] : elements)
        if (!(plan_.now.*member)) refuse(node, fmt::format("[now] has to say {}", name));
    check_signers(plan_.now, node);
}

PlannedStep PlanReader::step(const toml::node& node) {
    PlannedStep step;
    for (const auto& [name, value] : table_of(node, "[step]")) {
        if (name.str() == "name")
            step.name = text_of(value, "what the step is called");
        else if (name.str() == "at")
            step.at = moment_of(value);
        else if (name.str() == "after")
            step.after = duration_of(value);
        else if (!element(step.change, name.str(), value))
            refuse_key(name, "[step]", with_words(words_of(elements), {"name", "at", "after"}));
    }
    if (step.at && step.after) refuse(node, "a step is 'at' a moment or 'after' the one before");
    return step;
}

void PlanReader::steps(const toml::node& node) {
    PlannedState state = plan_.now;
    std::optional<Timestamp> last = plan_.start;
    for (const toml::node& item : array_of(node, "steps, as [[step]]")) {
        PlannedStep next = step(item);
        for (const auto& [name, member] : elements)
            if (next.change.*member) state.*member = next.change.*member;
        check_signers(state, item);
        if (next.at && last && *next.at < *last)
            refuse(item, "the step lies before the one in front of it");
        if (next.at) last = next.at;
        if (next.name.empty()) next.name = fmt::format("step {}", plan_.steps.size() + 1);
        plan_.steps.push_back(std::move(next));
        if (plan_.steps.size() > most_steps)
            refuse(item, fmt::format("at most {} steps", most_steps));
    }
}

}  // namespace

Result<RolloverPlan> plan_from_text(std::string_view text, const std::string& file,
                                    const Timing& timing, Timestamp now) {
    const auto error_at = [&](const toml::source_position& at, std::string_view why) {
        return Error{ErrorCode::usage, fmt::format("{}:{}:{}: {}", file, at.line, at.column, why)};
    };
    try {
        const toml::table root = toml::parse(text, std::string_view(file));
        RolloverPlan plan;
        plan.timing = timing;
        plan.start = now;
        PlanReader(plan).read(root);
        return plan;
    } catch (const toml::parse_error& error) {
        return error_at(error.source().begin, error.description());
    } catch (const Refusal& refusal) {
        return error_at(refusal.at, refusal.why);
    }
}

Result<RolloverPlan> read_plan(const std::string& path, const Timing& timing, Timestamp now) {
    const auto text = read_small_file(path);
    if (!text) return text.error();
    return plan_from_text(*text, path, timing, now);
}

}  // namespace zoneproof
