// TAP version 14, for meson and others: a point per cell.
#include "tools/conform/markup.hpp"
#include "tools/conform/report.hpp"

#include <fmt/format.h>

namespace zoneproof::conform {
namespace {

/// "#" begins a directive, and a backslash escapes it.
std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : one_line(text)) {
        if (c == '#' || c == '\\') out += '\\';
        out += c;
    }
    return out;
}

}  // namespace

std::string to_tap(const RunReport& report) {
    std::string text = fmt::format("TAP version 14\n1..{}\n", report.cells.size());
    std::size_t number = 0;
    for (const Judged& cell : report.cells) {
        text += fmt::format("{}ok {} - {} {} {}", is_open(cell) ? "not " : "", ++number,
                            escaped(cell.adapter), escaped(cell.case_id), escaped(cell.subject));
        if (cell.state == State::skip) text += " # SKIP " + escaped(cell.reason);
        if (cell.state == State::known) text += " # SKIP known, " + escaped(cell.divergence);
        text += "\n";
        if (is_open(cell))
            text += fmt::format("# {}: wants {}, got {}{}\n", to_text(cell.state),
                                escaped(cell.want), escaped(cell.got),
                                cell.reason.empty() ? "" : ": " + escaped(cell.reason));
    }
    return text;
}

}  // namespace zoneproof::conform
