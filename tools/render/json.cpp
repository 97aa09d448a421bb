// Formats json and jsonl: one object a finding and one summary, by the schemas in docs/schema. A
// line each in jsonl, one document in json; both are written as findings come, so that millions
// cost no memory.
#include "tools/render/json_writer.hpp"
#include "tools/render/renderer.hpp"
#include "tools/render/words.hpp"
#include "tools/version.hpp"

#include <cmath>

namespace zoneproof {
namespace {

std::optional<std::string> unless_empty(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional(text);
}

/// "RFC 4035 2.2; RFC 6840 5.11"
std::vector<std::string_view> citations(std::string_view cites) {
    std::vector<std::string_view> list;
    while (!cites.empty()) {
        const std::size_t end = cites.find("; ");
        list.push_back(cites.substr(0, end));
        cites.remove_prefix(end == cites.npos ? cites.size() : end + 2);
    }
    return list;
}

class JsonRenderer final : public Renderer {
public:
    JsonRenderer(const Presentation& presentation, const Excerpts& excerpts, Output& output)
        : presentation_(presentation), excerpts_(excerpts), output_(output) {}

    void begin(const std::string& zone, std::optional<std::uint32_t> serial) override {
        zone_ = unless_empty(zone);
        serial_ = serial;
        if (document()) output_.write("{\"t\":\"report\",\"v\":1,\"findings\":[");
    }
    void finding(const Finding& finding) override {
        if (presentation_.quiet) return;
        if (document()) output_.write(first_ ? "\n" : ",\n");
        first_ = false;
        write(finding);
        hand_on();
        if (!document()) output_.write("\n");
    }
    void end(const Summary& summary, const RunFigures& figures) override {
        if (document()) output_.write("\n],\"summary\":");
        write(summary, figures);
        hand_on();
        output_.write(document() ? "}\n" : "\n");
    }

private:
    bool document() const { return presentation_.format == Format::json; }
    void hand_on() { output_.write(json_.text()), json_.clear(); }

    void write(const Finding& finding) {
        json_.object([&] {
            json_.member("t", "finding");
            json_.member("v", 1);
            json_.member("zone", zone_);
            json_.member("serial", serial_);
            json_.member("rule", finding.rule->id);
            json_.member("severity", to_text(finding.severity));
            if (!finding.examples.empty()) write_subject(finding.examples.front(), true);
            json_.member("message", headline(finding));
            if (!finding.group.cause.empty()) json_.member("cause", finding.group.cause);
            if (finding.group.key_tag) json_.member("keytag", *finding.group.key_tag);
            if (finding.group.algorithm != 0) json_.member("algorithm", finding.group.algorithm);
            if (!finding.fingerprint.empty()) json_.member("fingerprint", finding.fingerprint);
            if (finding.at) json_.member("at", to_iso8601(*finding.at));
            json_.array_member("cite", citations(finding.rule->cites),
                               [&](std::string_view cite) { json_.write(cite); });
            json_.member("count", finding.count);
            json_.array_member("examples", finding.examples, [&](const Example& example) {
                json_.object([&] {
                    write_subject(example, false);
                    if (!example.message.empty()) json_.member("message", example.message);
                });
            });
        });
    }

    /// @param with_file always; else only when it is not the zone file.
    void write_subject(const Example& example, bool with_file) {
        const Position position = position_of(example, presentation_, excerpts_);
        if (!example.owner.empty()) json_.member("owner", example.owner);
        if (example.type) json_.member("type", to_text(*example.type));
        if (with_file || position.file != presentation_.input) json_.member("file", position.file);
        if (position.line != 0) json_.member("line", position.line);
    }

    void write(const Summary& summary, const RunFigures& figures) {
        json_.object([&] {
            json_.member("t", "summary");
            json_.member("v", 1);
            json_.member("zone", unless_empty(summary.zone));
            json_.member("serial", summary.serial);
            json_.member("verdict", to_text(summary.verdict));
            json_.member("exit", summary.exit);
            json_.array_member("at", summary.moments,
                               [&](const Moment& moment) { json_.write(to_text(moment)); });
            json_.array_member("per_at", summary.per_moment,
                               [&](VerdictWord verdict) { json_.write(to_text(verdict)); });
            json_.object_member("rrsigs", [&] {
                const bool verified = (summary.passes & pass::signatures) != 0;
                const auto known = [](bool is_known, std::uint64_t count) {
                    return is_known ? std::optional(count) : std::nullopt;
                };
                json_.member("total", known(!summary.zone.empty(), summary.rrsigs.total));
                json_.member("good", known(verified, summary.rrsigs.good));
                json_.member("bad", known(verified, summary.rrsigs.bad));
                json_.member("unsupported", known(verified, summary.rrsigs.unsupported));
            });
            json_.object_member("findings", [&] {
                json_.member("error", summary.errors);
                json_.member("warning", summary.warnings);
                json_.member("info", summary.infos);
            });
            json_.member("groups", summary.groups.total());
            json_.member("complete", summary.complete);
            json_.array_member("unchecked", summary.unchecked, [&](const Unchecked& unchecked) {
                json_.object([&] {
                    json_.member("cause", unchecked.cause);
                    json_.member("what", unchecked.what);
                    json_.member("count", unchecked.count);
                });
            });
            json_.array_member("reasons", summary.reasons, [&](const Reason& reason) {
                json_.object([&] {
                    json_.member("cause", reason.cause);
                    json_.member("what", reason.what);
                });
            });
            json_.array_member("left_out", summary.left_out,
                               [&](Family family) { json_.write(to_text(family)); });
            json_.member("trust", summary.trust);
            json_.member("duty", summary.duty);
            json_.member("outcome", summary.outcome);
            json_.member("first_expiry", summary.first_expiry
                                             ? std::optional(to_iso8601(*summary.first_expiry))
                                             : std::nullopt);
            json_.object_member("rules", [&] {
                json_.member("passed", summary.rules.passed);
                json_.member("not_applicable", summary.rules.not_applicable);
                json_.member("not_effective", summary.rules.not_effective);
                json_.member("suppressed", summary.rules.suppressed);
            });
            json_.member("elapsed_ms", std::llround(figures.wall_seconds * 1000));
            json_.member("ruleset", ruleset);
            if (presentation_.digest)
                json_.array_member("files", presentation_.files, [&](const InputFile& file) {
                    json_.object([&] {
                        json_.member("file", file.path);
                        json_.member("sha256", file.sha256);
                        json_.member("octets", file.octets);
                    });
                });
        });
    }

    Presentation presentation_;
    const Excerpts& excerpts_;
    Output& output_;
    JsonWriter json_;
    std::optional<std::string> zone_;
    std::optional<std::uint32_t> serial_;
    bool first_ = true;
};

}  // namespace

std::unique_ptr<Renderer> make_json(const Presentation& presentation, const Excerpts& excerpts,
                                    Output& output) {
    return std::make_unique<JsonRenderer>(presentation, excerpts, output);
}

}  // namespace zoneproof
