// Format concise: one line an example, as compilers write them, for grep and editors.
#include "tools/render/renderer.hpp"
#include "tools/render/verdict_block.hpp"
#include "tools/render/words.hpp"

#include <fmt/format.h>

namespace zoneproof {
namespace {

class Concise final : public Renderer {
public:
    Concise(const Presentation& presentation, const Excerpts& excerpts, Output& output)
        : presentation_(presentation), excerpts_(excerpts), output_(output) {}

    void begin(const std::string&, std::optional<std::uint32_t>) override {}

    void finding(const Finding& finding) override {
        if (presentation_.quiet) return;
        for (const Example& example : finding.examples) output_.write(line(finding, example));
        if (finding.examples.empty()) {
            output_.write(line(finding, {}));
        } else if (const std::uint64_t more = finding.count - finding.examples.size(); more != 0) {
            output_.write(fmt::format("{}: {}: {} more [{}]\n", printable(presentation_.input),
                                      to_text(finding.severity), grouped(more), finding.rule->id));
        }
    }

    void end(const Summary& summary, const RunFigures& figures) override {
        if (!presentation_.quiet) {
            for (const Reason& reason : summary.reasons)
                output_.write(fmt::format("{}: reason: {} [{}]\n", printable(presentation_.input),
                                          printable(reason.what), reason.cause));
            for (const Unchecked& unchecked : summary.unchecked)
                output_.write(fmt::format("{}: unchecked: {} [{}]\n",
                                          printable(presentation_.input), printable(unchecked.what),
                                          unchecked.cause));
        }
        output_.write(verdict_line(summary, figures, presentation_));
        output_.write(digest_lines(presentation_));
    }

private:
    std::string line(const Finding& finding, const Example& example) const {
        const Position position = position_of(example, presentation_, excerpts_);
        std::string text = printable(position.file);
        if (position.line != 0) text += fmt::format(":{}", position.line);
        text += fmt::format(": {}: ", to_text(finding.severity));
        if (!example.owner.empty()) {
            text += printable(example.owner);
            if (example.type) text += " " + to_text(*example.type);
            text += ": ";
        }
        text += printable(example.message.empty() ? headline(finding) : example.message);
        if (finding.at && presentation_.several_moments) text += " at " + to_iso8601(*finding.at);
        return fmt::format("{} [{}]\n", text, finding.rule->id);
    }

    Presentation presentation_;
    const Excerpts& excerpts_;
    Output& output_;
};

}  // namespace

std::unique_ptr<Renderer> make_concise(const Presentation& presentation, const Excerpts& excerpts,
                                       Output& output) {
    return std::make_unique<Concise>(presentation, excerpts, output);
}

}  // namespace zoneproof
