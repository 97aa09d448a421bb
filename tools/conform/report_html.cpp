// One static page without a script: the matrix, then a section per case with its cells, and behind
// each cell what the implementation said.
#include "tools/conform/markup.hpp"
#include "tools/conform/report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace zoneproof::conform {
namespace {

constexpr std::string_view head = R"(<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>DNSSEC conformance</title>
<style>
body{font:14px/1.4 system-ui,sans-serif;margin:1em;color:#222;background:#fff}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:2px 6px;text-align:left}
.matrix th{position:sticky;top:0;background:#eee}.matrix th:first-child{left:0;z-index:1}
.matrix td:first-child{position:sticky;left:0;background:#eee}
.pass{background:#dfd}.note{background:#eef}.known{background:#ffd}.fixed{background:#def}
.fail,.error,.timeout{background:#fcc;font-weight:bold}.skip{color:#777}
pre{white-space:pre-wrap;margin:0;font-size:12px}summary{cursor:pointer}
</style></head><body>
)";

/// Colour is never the only sign.
constexpr std::string_view symbol(State state) {
    constexpr std::string_view symbols[] = {"+", "FAIL",  "known",   "fixed",
                                            "-", "ERROR", "TIMEOUT", "note"};
    return symbols[static_cast<std::size_t>(state)];
}

/// The state that a summary of several shows: the first of these that occurs.
State worst(const Counts& counts) {
    for (const State state : {State::fail, State::error, State::timeout, State::fixed, State::known,
                              State::note, State::pass})
        if (counts[static_cast<std::size_t>(state)] > 0) return state;
    return State::skip;
}

std::string summary(const Counts& counts) {
    std::string text;
    for (std::size_t state = 0; state < states; ++state)
        if (counts[state] > 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", counts[state],
                                to_text(static_cast<State>(state)));
    return text.empty() ? "-" : text;
}

std::string matrix(const RunReport& report) {
    const auto groups = groups_of(report);
    auto counts = count(report);
    std::string text = "<table class=\"matrix\"><tr><th></th>";
    for (const std::string& group : groups)
        text += fmt::format("<th><a href=\"#group-{0}\">{0}</a></th>", markup(group));
    text += "</tr>\n";
    for (const Implementation& who : report.implementations) {
        text += fmt::format("<tr><td>{} {}</td>", markup(who.name),
                            markup(who.absent.empty() ? who.description.version : who.absent));
        for (const std::string& group : groups) {
            const Counts& one = counts[who.name][group];
            text += fmt::format("<td class=\"{}\">{}</td>", to_text(worst(one)), summary(one));
        }
        text += "</tr>\n";
    }
    return text + "</table>\n";
}

std::string raw_reply(const Cell& cell) {
    std::string text;
    if (!cell.rcode.empty()) text += fmt::format("{} {}\n", cell.rcode, cell.ad ? "AD" : "");
    for (const auto& [code, words] : cell.ede) text += fmt::format("EDE {} {}\n", code, words);
    for (const Finding& finding : cell.findings)
        text += fmt::format("{} {} {} x{} {}\n", finding.code, finding.owner, finding.type,
                            finding.count, finding.text);
    return text + cell.text;
}

std::string row(const Judged& cell) {
    std::string text = fmt::format(
        "<tr class=\"{}\"><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}",
        to_text(cell.state), symbol(cell.state), markup(cell.adapter), markup(cell.subject),
        markup(cell.want), markup(cell.got), markup(cell.reason));
    if (!cell.divergence.empty()) text += fmt::format(" [{}]", markup(cell.divergence));
    if (const auto raw = raw_reply(cell.cell); !raw.empty())
        text +=
            fmt::format("<details><summary>reply</summary><pre>{}</pre></details>", markup(raw));
    return text + "</td></tr>\n";
}

std::string case_section(const RunReport& report, const Expectation& about) {
    std::string text = fmt::format("<h3 id=\"{0}\">{0}</h3>\n<p>{1} <small>{2}; {3}</small></p>\n"
                                   "<table>\n",
                                   markup(about.id), markup(about.title), markup(about.level),
                                   markup(fmt::format("{}", fmt::join(about.cites, ", "))));
    for (const Judged& cell : report.cells)
        if (cell.case_id == about.id && cell.state != State::skip) text += row(cell);
    return text + "</table>\n";
}

}  // namespace

std::string to_html(const RunReport& report) {
    std::string text(head);
    text +=
        fmt::format("<h1>DNSSEC conformance</h1>\n<p>{}; corpus {}; a fresh process per {}.</p>\n",
                    markup(report.tool), markup(report.corpus), markup(report.isolation));
    text += matrix(report);
    std::string group;
    for (const Expectation& about : report.cases) {
        if (about.group() != group) {
            group = about.group();
            text += fmt::format("<h2 id=\"group-{0}\">{0}</h2>\n", markup(group));
        }
        text += case_section(report, about);
    }
    return text + "</body></html>\n";
}

}  // namespace zoneproof::conform
