#include "tools/render/rfc5011_view.hpp"

#include "tools/render/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace zoneproof {
namespace {

using namespace rfc5011;

std::string what_of(const Event& event) {
    switch (event.what) {
    case What::state: return fmt::format("{} -> {}", to_text(event.before), to_text(event.now));
    case What::restarted: return "is not seen: its hold-down begins again";
    case What::ignored: return "has the REVOKE flag and does not sign: not revoked";
    case What::wiped: return "state wiped, starts anew";
    case What::unreachable: return "out of reach";
    case What::bogus: return "BOGUS: no trusted key validates the DNSKEY RRset";
    case What::validates: return "validates again";
    case What::insecure: return "all trusted keys are revoked: no longer validated";
    }
    return "";
}

class Told {
public:
    Told(const Rfc5011View& view, bool color) : view_(view), style_(color) {
        std::string anchors;
        for (const std::string& id : view.anchors) append_item(anchors, id);
        const auto& versions = view.history.versions;
        text_ = fmt::format("{}   {} from {} to {}; trusted at the start: {}\n",
                            style_.bold(printable(view.name)), counted(versions.size(), "version"),
                            time(versions.front().from), time(versions.back().from),
                            printable(anchors));
        if (view.history.record_ends)
            text_ += fmt::format("The record ends on {}; what lies behind it is planned.\n",
                                 to_iso8601(*view.history.record_ends).substr(0, 10));
        text_ += '\n';
    }

    void add(const ModelRun&);
    void add(const AnchorReadiness&);
    std::string text() const { return text_ + fmt::format("exit {}\n", view_.exit); }

private:
    std::string time(Timestamp at) const { return to_text(view_.history, at); }
    std::string painted(std::string_view word, bool ok) const {
        return ok ? style_.green(word) : style_.red(word);
    }

    const Rfc5011View& view_;
    Style style_;
    std::string text_;
};

void Told::add(const ModelRun& one) {
    constexpr std::size_t shown = 200;
    const Run& run = one.run;
    text_ += style_.bold(to_text(one.model)) + "\n";
    for (std::size_t i = 0; i < std::min(shown, run.events.size()); ++i) {
        const Event& event = run.events[i];
        text_ += fmt::format("  {:<21} {}{}\n", time(event.at),
                             event.key.empty() ? "" : printable(event.key) + "  ", what_of(event));
    }
    if (run.events.size() > shown)
        text_ += fmt::format("  ... and {} more (-f json has all)\n",
                             grouped(run.events.size() - shown));
    const auto& since = run.bogus ? run.bogus : run.insecure;
    text_ += fmt::format("  {}{}; {} until {}\n\n", painted(verdict_of(run), run.ok()),
                         since ? " from " + time(*since) + " on" : ", it always validates",
                         counted(run.probes, "probe"), time(view_.until));
}

void Told::add(const AnchorReadiness& one) {
    text_ += fmt::format("{}   {}   {} of {} follow{}\n", style_.bold(to_text(one.model)),
                         painted(one.ready() ? "READY" : "UNSAFE", one.ready()),
                         grouped(one.resolvers - one.failed), counted(one.resolvers, "resolver"),
                         one.bogus ? fmt::format("; the first to fail does on {}, with its first "
                                                 "probe {} after its start",
                                                 time(*one.bogus), to_words(one.worst_phase))
                                   : "");
    for (const KeyReadiness& key : one.keys)
        text_ +=
            fmt::format("  {}: published {}; hold-down and two query intervals later, on {}, it "
                        "may sign alone{}; {}\n",
                        printable(key.key), time(key.published), time(key.safe_to_sign),
                        key.signs_alone ? ", and does on " + time(*key.signs_alone) : "",
                        key.last_valid ? "the last resolver trusts it on " + time(*key.last_valid)
                                       : std::string("some never trust it"));
    text_ += "\n";
}

template <class Each>
std::string told(const Rfc5011View& view, const std::vector<Each>& all, bool color) {
    Told told(view, color);
    for (const Each& one : all) told.add(one);
    return told.text();
}

}  // namespace

std::string rfc5011_text(const Rfc5011View& view, const std::vector<ModelRun>& runs, bool color) {
    return told(view, runs, color);
}

std::string rfc5011_text(const Rfc5011View& view, const std::vector<AnchorReadiness>& all,
                         bool color) {
    return told(view, all, color);
}

std::string_view verdict_of(const Run& run) {
    return run.bogus ? "BOGUS" : run.insecure ? "INSECURE" : "OK";
}

}  // namespace zoneproof
