// Formats json and jsonl: one object a finding and one summary, by the schemas in docs/schema. A
// line each in jsonl, one document in json; both are written as findings come, so that millions
// cost no memory.
#include "tools/render/renderer.hpp"
#include "tools/render/words.hpp"
#include "tools/version.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace zoneproof {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& value) {
    // Octets of a path or a name that are no UTF-8 become U+FFFD: the output is always JSON.
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json or_null(const std::string& text) {
    return text.empty() ? Json() : Json(text);
}

/// "RFC 4035 2.2; RFC 6840 5.11"
Json citations(std::string_view cites) {
    Json list = Json::array();
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
        zone_ = or_null(zone);
        serial_ = serial ? Json(*serial) : Json();
        if (document()) output_.write("{\"t\":\"report\",\"v\":1,\"findings\":[");
    }
    void finding(const Finding& finding) override {
        if (presentation_.quiet) return;
        if (document()) output_.write(first_ ? "\n" : ",\n");
        first_ = false;
        output_.write(dumped(object(finding)));
        if (!document()) output_.write("\n");
    }
    void end(const Summary& summary, const RunFigures& figures) override {
        if (document()) output_.write("\n],\"summary\":");
        output_.write(dumped(object(summary, figures)));
        output_.write(document() ? "}\n" : "\n");
    }

private:
    bool document() const { return presentation_.format == Format::json; }

    Json object(const Finding& finding) const {
        Json json = {{"t", "finding"},
                     {"v", 1},
                     {"zone", zone_},
                     {"serial", serial_},
                     {"rule", finding.rule->id},
                     {"severity", to_text(finding.severity)}};
        if (!finding.examples.empty()) add_subject(json, finding.examples.front(), true);
        json["message"] = headline(finding);
        if (!finding.group.cause.empty()) json["cause"] = finding.group.cause;
        if (finding.group.key_tag) json["keytag"] = *finding.group.key_tag;
        if (finding.group.algorithm != 0) json["algorithm"] = finding.group.algorithm;
        if (!finding.fingerprint.empty()) json["fingerprint"] = finding.fingerprint;
        if (finding.at) json["at"] = to_iso8601(*finding.at);
        json["cite"] = citations(finding.rule->cites);
        json["count"] = finding.count;
        Json examples = Json::array();
        for (const Example& example : finding.examples) {
            Json one = Json::object();
            add_subject(one, example, false);
            if (!example.message.empty()) one["message"] = example.message;
            examples.push_back(std::move(one));
        }
        json["examples"] = std::move(examples);
        return json;
    }

    /// @param with_file always; else only when it is not the zone file.
    void add_subject(Json& json, const Example& example, bool with_file) const {
        const Position position = position_of(example, presentation_, excerpts_);
        if (!example.owner.empty()) json["owner"] = example.owner;
        if (example.type) json["type"] = to_text(*example.type);
        if (with_file || position.file != presentation_.input) json["file"] = position.file;
        if (position.line != 0) json["line"] = position.line;
    }

    Json object(const Summary& summary, const RunFigures& figures) const {
        Json moments = Json::array(), per_moment = Json::array(), unchecked = Json::array();
        for (const Moment& moment : summary.moments) moments.push_back(to_text(moment));
        for (const VerdictWord verdict : summary.per_moment) per_moment.push_back(to_text(verdict));
        for (const Unchecked& u : summary.unchecked)
            unchecked.push_back({{"cause", u.cause}, {"what", u.what}, {"count", u.count}});
        Json json = {
            {"t", "summary"},
            {"v", 1},
            {"zone", or_null(summary.zone)},
            {"serial", summary.serial ? Json(*summary.serial) : Json()},
            {"verdict", to_text(summary.verdict)},
            {"exit", summary.exit},
            {"at", std::move(moments)},
            {"per_at", std::move(per_moment)},
            {"rrsigs",
             {{"total", summary.rrsigs.total},
              {"good", summary.rrsigs.good},
              {"bad", summary.rrsigs.bad},
              {"unsupported", summary.rrsigs.unsupported}}},
            {"findings",
             {{"error", summary.errors}, {"warning", summary.warnings}, {"info", summary.infos}}},
            {"groups", summary.groups},
            {"complete", summary.complete},
            {"unchecked", std::move(unchecked)},
            {"trust", summary.trust},
            {"duty", summary.duty},
            {"outcome", summary.outcome},
            {"first_expiry",
             summary.first_expiry ? Json(to_iso8601(*summary.first_expiry)) : Json()},
            {"rules",
             {{"passed", summary.rules.passed},
              {"not_applicable", summary.rules.not_applicable},
              {"not_effective", summary.rules.not_effective},
              {"suppressed", summary.rules.suppressed}}},
            {"elapsed_ms", std::llround(figures.wall_seconds * 1000)},
            {"ruleset", ruleset}};
        if (presentation_.digest) {
            Json files = Json::array();
            for (const InputFile& file : presentation_.files)
                files.push_back(
                    {{"file", file.path}, {"sha256", file.sha256}, {"octets", file.octets}});
            json["files"] = std::move(files);
        }
        return json;
    }

    Presentation presentation_;
    const Excerpts& excerpts_;
    Output& output_;
    Json zone_, serial_;
    bool first_ = true;
};

}  // namespace

std::unique_ptr<Renderer> make_json(const Presentation& presentation, const Excerpts& excerpts,
                                    Output& output) {
    return std::make_unique<JsonRenderer>(presentation, excerpts, output);
}

}  // namespace zoneproof
