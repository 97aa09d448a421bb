#include "tools/render/renderer.hpp"

namespace zoneproof {

std::unique_ptr<Renderer> make_renderer(const Presentation& presentation, const Excerpts& excerpts,
                                        Output& output) {
    switch (presentation.format) {
    case Format::text: return make_text(presentation, excerpts, output);
    case Format::concise: return make_concise(presentation, excerpts, output);
    case Format::json:
    case Format::jsonl: return make_json(presentation, excerpts, output);
    }
    return nullptr;
}

Position position_of(const Example& example, const Presentation& presentation,
                     const Excerpts& excerpts) {
    if (!example.file.empty()) return {example.file, example.line, nullptr};
    if (!example.place) return {presentation.input, 0, nullptr};
    const std::size_t file = example.place->file;
    return {file == 0 || file >= presentation.files.size() ? presentation.input
                                                           : presentation.files[file].path,
            excerpts.line(*example.place), excerpts.find(*example.place)};
}

std::string headline(const Finding& finding) {
    if (finding.count == 1 && !finding.examples.empty() &&
        !finding.examples.front().message.empty())
        return finding.examples.front().message;
    std::string_view says = finding.rule->says;
    if (says.ends_with('.')) says.remove_suffix(1);
    return std::string(says);
}

}  // namespace zoneproof
