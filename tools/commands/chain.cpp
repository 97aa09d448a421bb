// chain: load and verify each zone file, read the anchors, walk the chain at each moment, show it.
#include "rules/chain/chain.hpp"

#include "rules/anchors/anchor.hpp"
#include "rules/anchors/root_keys.hpp"
#include "tools/commands/commands.hpp"
#include "tools/message.hpp"
#include "tools/render/chain_view.hpp"
#include "tools/terminal.hpp"

#include <algorithm>
#include <memory>

namespace zoneproof {
namespace {

constexpr int usage = 2, unreadable = 3, not_proven = 4;

int exit_of(const Error& error) {
    switch (error.code) {
    case ErrorCode::usage: return usage;
    case ErrorCode::unreadable: return unreadable;
    case ErrorCode::memory_limit:
    case ErrorCode::deadline: return not_proven;
    }
    return not_proven;
}

/// By severity: product.md, "Exit codes".
int worse(int a, int b) {
    const auto rank = [](int exit) {
        constexpr int order[] = {0, 4, 1, 3, 2};
        return std::ranges::find(order, exit) - std::begin(order);
    };
    return rank(a) < rank(b) ? b : a;
}

class ChainRun {
public:
    ChainRun(const ChainCommand& command, Output& output)
        : command_(command), output_(output), workers_(command.jobs) {}

    int run();

private:
    struct Verified {
        LoadedZone loaded;
        Evidence evidence;
    };
    std::optional<Error> read_anchor_files();
    std::optional<Error> read_zone(const std::string& path);
    ParentDs anchors_of(NameView zone, Timestamp at) const;

    const ChainCommand& command_;
    Output& output_;
    Workers workers_;
    std::vector<AnchorFile> anchors_;
    std::vector<std::unique_ptr<Verified>> verified_;
    ChainView view_;
};

/// A file of which a part cannot be read might be missing the anchor that counts.
std::optional<Error> ChainRun::read_anchor_files() {
    view_.anchors = command_.anchors.empty() ? "IANA's anchors of the root, built in" : "";
    for (const std::string& path : command_.anchors) {
        auto file = read_anchors(path);
        if (!file) return file.error();
        if (!file->damage.empty())
            return Error{ErrorCode::unreadable, path + ':' +
                                                    std::to_string(file->damage.front().line) +
                                                    ": " + file->damage.front().text};
        anchors_.push_back(std::move(*file));
        view_.anchors += (view_.anchors.empty() ? "" : ", ") + path;
    }
    return std::nullopt;
}

ParentDs ChainRun::anchors_of(NameView zone, Timestamp at) const {
    if (!command_.anchors.empty()) return trust_of(anchors_, zone, at);
    return zone.is_root() ? built_in_root_anchors() : ParentDs{};
}

std::optional<Error> ChainRun::read_zone(const std::string& path) {
    LoadOptions load_options;
    load_options.source.max_octets = std::uint64_t{64} << 30;  // the largest zone has 25 GB
    auto source = Source::open(path, load_options.source);
    if (!source) return source.error();
    auto loaded = load(*source, load_options, workers_);
    if (!loaded) return loaded.error();
    if (!loaded->zone || !loaded->unreadable.empty())
        return Error{ErrorCode::unreadable, path + ": " +
                                                (loaded->source_error.empty()
                                                     ? "not a whole zone: zoneproof check says why"
                                                     : loaded->source_error)};
    auto verified = std::make_unique<Verified>(Verified{std::move(*loaded), {}});
    VerifyOptions options;
    options.passes = pass::signatures | pass::nsec | pass::nsec3;
    options.records_lost = verified->loaded.diagnostics.lost_records();
    verified->evidence = verify(*verified->loaded.zone, {}, options, workers_);
    for (const LaneFault& fault : verified->evidence.lane_faults)
        complain(std::string("the ") + fault.lane +
                 " lane was turned off; Botan verified instead. Please report this");
    view_.zones.push_back({path, &verified->loaded, &verified->evidence});
    verified_.push_back(std::move(verified));
    return std::nullopt;
}

int ChainRun::run() {
    if (const auto error = read_anchor_files()) return complain(error->text), exit_of(*error);
    for (const std::string& path : command_.zones)
        if (const auto error = read_zone(path)) {
            complain(error->text);
            view_.unread.push_back(error->text);
            view_.exit = worse(view_.exit, exit_of(*error));
        }
    ChainOptions options;
    options.anchors = [this](NameView zone, Timestamp at) { return anchors_of(zone, at); };
    options.ntas = command_.ntas;
    options.pin = command_.pin;
    options.require_ds = view_.require_ds = command_.require_ds;
    for (const Timestamp at : command_.moments) {
        auto report = walk_chain(view_.zones, options, at, workers_);
        if (!report) return complain(report.error().text), exit_of(report.error());
        view_.exit = worse(view_.exit, report->exit_code(command_.require_ds));
        // A zone that was not read may be the link that is broken.
        if (!view_.unread.empty() && report->word != ChainWord::bogus)
            report->word = ChainWord::unknown;
        view_.reports.push_back(std::move(*report));
    }
    output_.write(command_.json ? chain_json(view_)
                                : chain_text(view_, wants_color(Color::automatic, STDOUT_FILENO)));
    return view_.exit;
}

}  // namespace

int run(const ChainCommand& command, Output& output) {
    return ChainRun(command, output).run();
}

}  // namespace zoneproof
