// simulate5011: one resolver of each model against a history of key rolls, or, for its publisher,
// a resolver for every hour.
#include "parser/zone/trust_lines.hpp"
#include "rules/anchors/anchor.hpp"
#include "rules/anchors/recorded.hpp"
#include "rules/anchors/rfc5011.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/options/time_argument.hpp"
#include "tools/render/rfc5011_view.hpp"
#include "tools/terminal.hpp"

#include <algorithm>
#include <filesystem>

namespace zoneproof {
namespace {

using namespace rfc5011;

/// The exit codes of readiness commands: product.md, "Exit codes".
constexpr int good = 0, unsafe = 1, usage = 2, unreadable = 3, unknown = 4;

int exit_of(const Error& error) {
    return error.code == ErrorCode::usage ? usage : unreadable;
}

Error usage_error(std::string text) {
    return {ErrorCode::usage, std::move(text)};
}

struct Named {
    rfc5011::History history;
    bool gaps = false;  // versions were lost: what resolvers saw meanwhile is not known
};

/// What zoneproof record has written. Faults of its lines are told.
Result<Named> read_recorded(const std::string& folder) {
    const auto recorded = zoneproof::read_history(folder);
    if (!recorded) return recorded.error();
    bool gaps = false;
    for (const HistoryFault& fault : recorded->faults) {
        complain(folder + '/' + fault.file + ':' + std::to_string(fault.line) + ": " + fault.text);
        gaps |= fault.lost;
    }
    auto history = history_of(*recorded);
    if (!history) return history.error();
    return Named{std::move(*history), gaps};
}

Result<Named> history_named(const std::string& path) {
    if (path == "root") return Named{root_history(), false};
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) return read_recorded(path);
    const auto text = PaddedText::read(path);
    if (!text) return text.error();
    auto history = history_from_text(text->view(), path);
    if (!history) return history.error();
    return Named{std::move(*history), false};
}

/// The moments of a resolver, in days or dates as the history has them.
class Moments {
public:
    Moments(const rfc5011::History& history, Timestamp now) : history_(history), now_(now) {}

    Result<Timestamp> read(const std::string& text) const {
        if (history_.in_days) {
            if (const auto day = time_from_text(text, true)) return *day;
            return usage_error("'" + text + "' is no day, and the history is in days: d40.5");
        }
        return instant_from_text(text, now_);
    }
    Result<Disconnection> range(const std::string& text) const {
        const std::size_t dots = text.find("..");
        if (dots == text.npos) return usage_error("'" + text + "' is no range A..B");
        const auto from = read(text.substr(0, dots));
        if (!from) return from.error();
        const auto to = read(text.substr(dots + 2));
        if (!to) return to.error();
        if (*to < *from) return usage_error("'" + text + "' ends before it begins");
        return Disconnection{*from, *to};
    }

private:
    const rfc5011::History& history_;
    Timestamp now_;
};

const KeySet& set_at(const rfc5011::History& history, Timestamp at) {
    const KeySet* found = &history.versions.front();
    for (const KeySet& set : history.versions)
        if (set.from <= at) found = &set;
    return *found;
}

/// Ids of the keys of a history that a word of --anchor means: an id, a tag, or what a file of
/// anchors lists.
Result<std::vector<std::string>> keys_meant(const std::string& word,
                                            const rfc5011::History& history, Timestamp at) {
    std::vector<std::string> ids;
    const auto add = [&](auto&& fits) {
        for (const KeySet& set : history.versions)
            for (const rfc5011::Key& key : set.keys)
                if (fits(key) && std::ranges::find(ids, key.id) == ids.end()) ids.push_back(key.id);
    };
    add([&](const rfc5011::Key& key) {
        return key.id == word || (key.tag != 0 && std::to_string(key.tag) == word);
    });
    std::error_code ignored;
    if (!ids.empty()) return ids;
    if (!std::filesystem::exists(word, ignored))
        return usage_error("--anchor: '" + word + "' is neither a key of the history nor a file");
    const auto file = read_anchors(word);
    if (!file) return file.error();
    for (const Anchor& anchor : file->anchors)
        if (anchor.trusted(at)) add([&](const rfc5011::Key& key) { return names(anchor, key); });
    if (ids.empty())
        return usage_error("--anchor: no anchor in " + word + " is a key of the history");
    return ids;
}

struct Plan {
    rfc5011::History history;
    bool gaps = false;
    Resolver resolver;
    Timestamp until{};
};

Result<Plan> plan_of(const SimulateCommand& command) {
    auto named = history_named(command.history);
    if (!named) return named.error();
    Plan plan{std::move(named->history), named->gaps, command.resolver, {}};
    const Moments moments(plan.history, command.now);
    Resolver& resolver = plan.resolver;
    resolver.start = plan.history.versions.front().from;
    if (!command.start.empty()) {
        const auto start = moments.read(command.start);
        if (!start) return start.error();
        resolver.start = *start;
    }
    for (const std::string& text : command.wipes) {
        const auto wipe = moments.read(text);
        if (!wipe) return wipe.error();
        resolver.wipes.push_back(*wipe);
    }
    std::ranges::sort(resolver.wipes);
    for (const std::string& text : command.outages) {
        const auto outage = moments.range(text);
        if (!outage) return outage.error();
        resolver.outages.push_back(*outage);
    }
    for (const std::string& word : command.anchors) {
        auto ids = keys_meant(word, plan.history, resolver.start);
        if (!ids) return ids.error();
        resolver.anchors.insert(resolver.anchors.end(), ids->begin(), ids->end());
    }
    if (command.anchors.empty())
        for (const rfc5011::Key& key : set_at(plan.history, resolver.start).keys)
            if (key.signs && key.sep && !key.revoked) resolver.anchors.push_back(key.id);
    if (resolver.anchors.empty())
        return usage_error("no key signs at the start: --anchor has to say what is trusted");
    plan.until = end_of(plan.history, resolver);
    if (!command.until.empty()) {
        const auto until = moments.read(command.until);
        if (!until) return until.error();
        plan.until = *until;
    }
    return plan;
}

/// One resolver of each model; UNSAFE when any of them fails.
Result<std::vector<ModelRun>> run_models(const SimulateCommand& command, const Plan& plan) {
    std::vector<ModelRun> all;
    for (const Model model : command.models) {
        Resolver resolver = plan.resolver;
        resolver.model = model;
        auto run = simulate(plan.history, resolver, plan.until);
        if (!run) return run.error();
        all.push_back({model, std::move(*run)});
    }
    return all;
}

Result<std::vector<AnchorReadiness>> ready_models(const SimulateCommand& command,
                                                  const Plan& plan) {
    std::vector<AnchorReadiness> all;
    for (const Model model : command.models) {
        Resolver resolver = plan.resolver;
        resolver.model = model;
        auto ready = readiness(plan.history, resolver);
        if (!ready) return ready.error();
        all.push_back(std::move(*ready));
    }
    return all;
}

template <class Each, class Good>
int show(const SimulateCommand& command, const Plan& plan, const Result<std::vector<Each>>& all,
         const Good& is_good, Output& output) {
    if (!all) return complain(all.error().text), exit_of(all.error());
    Rfc5011View view{command.history, plan.history, plan.resolver.anchors, plan.until, good};
    if (plan.gaps) view.exit = unknown;
    if (!std::ranges::all_of(*all, is_good)) view.exit = unsafe;
    output.write(command.json
                     ? rfc5011_json(view, *all)
                     : rfc5011_text(view, *all, wants_color(Color::automatic, STDOUT_FILENO)));
    return view.exit;
}

}  // namespace

int run(const SimulateCommand& command, Output& output) {
    const auto plan = plan_of(command);
    if (!plan) return complain(plan.error().text), exit_of(plan.error());
    if (command.publisher)
        return show(command, *plan, ready_models(command, *plan), &AnchorReadiness::ready, output);
    return show(
        command, *plan, run_models(command, *plan),
        [](const ModelRun& one) { return one.run.ok(); }, output);
}

}  // namespace zoneproof
