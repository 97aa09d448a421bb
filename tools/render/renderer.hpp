// Renderer: findings and the summary in one output format. One file a format; this header is what
// they share.
//
// Findings arrive in canonical order, one by one, and may be millions (--max-per-rule 0): a
// renderer keeps none.
#pragma once

#include "parser/zone/load.hpp"
#include "rules/check.hpp"
#include "tools/excerpts.hpp"
#include "tools/output.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace zoneproof {

enum class Format { text, concise, json, jsonl };

/// What an output shows that is neither finding nor summary.
struct Presentation {
    Format format = Format::text;
    bool color = false;
    bool quiet = false;            // -q: the verdict alone
    bool verbose = false;          // -v: also fingerprints, and how much was masked
    bool listed = false;           // --max-per-rule 0: every subject is a finding of its own
    std::string input;             // what the zone is called: its path, or --stdin-name
    std::vector<InputFile> files;  // by Place::file
    bool several_moments = false;
    bool digest = false;  // --digest
};

/// How the run went, for the last lines.
struct RunFigures {
    double wall_seconds = 0;
    unsigned threads = 1;
};

class Renderer {
public:
    virtual ~Renderer() = default;
    /// Before any finding: the zone's name and serial, where they are known.
    virtual void begin(const std::string& zone, std::optional<std::uint32_t> serial) = 0;
    virtual void finding(const Finding&) = 0;
    virtual void end(const Summary&, const RunFigures&) = 0;
};

/// The renderer writes to `output` and reads lines and excerpts from `excerpts`, both of which
/// outlive it.
std::unique_ptr<Renderer> make_renderer(const Presentation&, const Excerpts&, Output&);

/// The file a subject stands in, as the user named it, and its line there; line 0: none is known.
struct Position {
    std::string file;
    std::uint64_t line = 0;
    const Excerpt* excerpt = nullptr;
};
Position position_of(const Example&, const Presentation&, const Excerpts&);

/// What a finding says in one line: its only example's message, or what the rule says of many.
std::string headline(const Finding&);

// One for each format.
std::unique_ptr<Renderer> make_text(const Presentation&, const Excerpts&, Output&);
std::unique_ptr<Renderer> make_concise(const Presentation&, const Excerpts&, Output&);
std::unique_ptr<Renderer> make_json(const Presentation&, const Excerpts&,
                                    Output&);  // json and jsonl

}  // namespace zoneproof
