// Format text: for people. A finding names the fact, shows the record with a caret under the field,
// then cause, effect, fix and rule; the verdict stands at the end, with what it rests on.
#include "tools/render/causes.hpp"
#include "tools/render/record_view.hpp"
#include "tools/render/renderer.hpp"
#include "tools/render/verdict_block.hpp"
#include "tools/render/words.hpp"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace zoneproof {
namespace {

constexpr std::size_t width = 110;
constexpr std::size_t note_indent = 13;  // "   = effect  "

std::string colored(const Style& style, Severity severity, std::string_view text) {
    return severity == Severity::error     ? style.red(text)
           : severity == Severity::warning ? style.yellow(text)
                                           : style.blue(text);
}

std::string subject(const Example& example) {
    std::string text = printable(example.owner);
    if (example.type) append_item(text, to_text(*example.type), " ");
    return text;
}

class Text final : public Renderer {
public:
    Text(const Presentation& presentation, const Excerpts& excerpts, Output& output)
        : presentation_(presentation), excerpts_(excerpts), output_(output),
          style_(presentation.color) {}

    void begin(const std::string&, std::optional<std::uint32_t>) override {}

    void finding(const Finding& finding) override {
        if (presentation_.quiet) return;
        output_.write(title(finding));
        if (!finding.examples.empty()) output_.write(location(finding.examples.front(), finding));
        // What is to be said of a rule and a cause is said once, not beside each of a million.
        if (!presentation_.listed || noted_.emplace(finding.rule, finding.group.cause).second)
            output_.write(notes(finding));
        output_.write(others(finding));
        output_.write("\n");
    }

    void end(const Summary& summary, const RunFigures& figures) override {
        output_.write(verdict_block(summary, figures, presentation_));
    }

private:
    std::string title(const Finding& finding) const {
        std::string line =
            colored(style_, finding.severity,
                    fmt::format("{}[{}]", to_text(finding.severity), finding.rule->id));
        std::string what = printable(headline(finding));
        if (finding.at && presentation_.several_moments)
            if (const std::string at = to_iso8601(*finding.at); what.find(at) == what.npos)
                what += " at " + at;
        line += style_.bold(": " + what);
        if (finding.count > 1) line += fmt::format("   ({} places)", grouped(finding.count));
        return line + "\n";
    }

    /// Where the first example stands, and the record there.
    std::string location(const Example& example, const Finding& finding) const {
        const Position position = position_of(example, presentation_, excerpts_);
        std::string where = printable(position.file);
        if (position.line != 0) where += fmt::format(":{}", position.line);
        std::string text = fmt::format("  {} {}", style_.blue("-->"), where);
        if (const std::string about = subject(example); !about.empty()) text += "  " + about;
        text += "\n";
        if (position.excerpt == nullptr) {
            if (finding.count > 1) text += fmt::format("   |  {}\n", printable(example.message));
            return text;
        }
        const RecordView view = view_record(*position.excerpt, example);
        text += fmt::format("   |\n   |  {}\n", view.text);
        if (view.length != 0) {
            const std::string carets =
                colored(style_, finding.severity, std::string(view.length, '^'));
            text += fmt::format("   |  {}\n",
                                annotated(view, carets, finding.count > 1 ? example.message : ""));
        }
        return text + "   |\n";
    }

    /// The carets in their column, and what is wrong there: behind them, or before them where there
    /// is more room.
    static std::string annotated(const RecordView& view, const std::string& carets,
                                 std::string_view message) {
        const std::string remark = printable(message);
        const std::size_t size = columns(remark);
        if (remark.empty()) return std::string(view.caret, ' ') + carets;
        if (view.caret + view.length + 1 + size > width && view.caret > size)
            return fmt::format("{}{} {}", std::string(view.caret - size - 1, ' '), remark, carets);
        return fmt::format("{}{} {}", std::string(view.caret, ' '), carets, remark);
    }

    std::string note(std::string_view name, std::string_view text) const {
        return fmt::format("   = {:<7} {}\n", name, wrapped(text, note_indent, width));
    }

    std::string notes(const Finding& finding) const {
        std::string text;
        if (const auto cause = describe_cause(finding.group.cause); !cause.empty())
            text += note("cause", cause);
        if (!finding.fingerprint.empty() && presentation_.verbose)
            text += note("key", finding.fingerprint);
        if (!finding.rule->why.empty()) text += note("effect", finding.rule->why);
        if (!finding.rule->fix.empty()) text += note("fix", finding.rule->fix);
        text += note("rule", fmt::format("{} · zoneproof explain {}", finding.rule->cites,
                                         finding.rule->id));
        return text;
    }

    /// What tells an example from the others: its owner and type, or its line.
    std::string name_of(const Example& example) const {
        if (!example.owner.empty()) return subject(example);
        const Position position = position_of(example, presentation_, excerpts_);
        return position.line != 0 ? fmt::format("line {}", position.line)
                                  : printable(position.file);
    }

    std::string others(const Finding& finding) const {
        if (finding.examples.size() < 2) return {};
        constexpr std::size_t shown = 3;
        std::string list;
        for (std::size_t i = 1; i < finding.examples.size() && i <= shown; ++i)
            append_item(list, name_of(finding.examples[i]));
        if (finding.count > shown + 1) list += ", … (--max-per-rule 0 lists all)";
        return fmt::format("   {:<9} {}\n", "also", list);
    }

    Presentation presentation_;
    const Excerpts& excerpts_;
    Output& output_;
    Style style_;
    std::set<std::pair<const Rule*, std::string_view>> noted_;  // by cause
};

}  // namespace

std::unique_ptr<Renderer> make_text(const Presentation& presentation, const Excerpts& excerpts,
                                    Output& output) {
    return std::make_unique<Text>(presentation, excerpts, output);
}

}  // namespace zoneproof
