// Counts, and the plain-text matrix: implementations by groups, then every cell that does not pass.
#include "tools/conform/report.hpp"
#include "tools/conform/markup.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace zoneproof::conform {
namespace {

std::size_t sum(const Counts& counts) {
    std::size_t all = 0;
    for (const std::size_t one : counts) all += one;
    return all;
}

std::size_t in(const Counts& counts, State state) {
    return counts[static_cast<std::size_t>(state)];
}

/// "12/14": what passes, of what was asked; "-" when nothing was.
std::string cell_text(const Counts& counts) {
    const std::size_t asked = sum(counts) - in(counts, State::skip);
    if (asked == 0) return "-";
    const std::size_t good =
        in(counts, State::pass) + in(counts, State::note) + in(counts, State::fixed);
    return fmt::format("{}/{}", good, asked);
}

const Expectation* find_case(const RunReport& report, const std::string& id) {
    const auto found = std::find_if(report.cases.begin(), report.cases.end(),
                                    [&](const Expectation& one) { return one.id == id; });
    return found == report.cases.end() ? nullptr : &*found;
}

/// Those of one implementation that say why they do not pass; skips are told once each reason.
std::string details(const RunReport& report, const Implementation& who) {
    std::string text;
    std::map<std::string, std::size_t> skips;
    for (const Judged& cell : report.cells) {
        if (cell.adapter != who.name || cell.state == State::pass) continue;
        if (cell.state == State::skip) {
            ++skips[cell.reason];
            continue;
        }
        const Expectation* const about = find_case(report, cell.case_id);
        std::string line = fmt::format("  {:<7} {} {}: wants {}, got {}", to_text(cell.state),
                                       cell.case_id, cell.subject, cell.want, cell.got);
        if (!cell.reason.empty()) line += fmt::format(" ({})", cell.reason);
        if (!cell.divergence.empty()) line += fmt::format(" [{}]", cell.divergence);
        if (about != nullptr && is_open(cell)) line += fmt::format(" - {}", about->title);
        text += one_line(std::move(line)) + "\n";
    }
    for (const auto& [reason, times] : skips)
        text += fmt::format("  skip    {} x {}\n", times, one_line(reason));
    return text;
}

}  // namespace

std::map<std::string, std::map<std::string, Counts>> count(const RunReport& report) {
    std::map<std::string, std::map<std::string, Counts>> counts;
    for (const Judged& cell : report.cells)
        ++counts[cell.adapter][cell.case_id.substr(0, cell.case_id.find('/'))]
                [static_cast<std::size_t>(cell.state)];
    return counts;
}

std::vector<std::string> groups_of(const RunReport& report) {
    std::set<std::string> groups;
    for (const Expectation& one : report.cases) groups.insert(one.group());
    return {groups.begin(), groups.end()};
}

bool is_open(const Judged& cell) {
    return cell.state == State::fail || cell.state == State::error || cell.state == State::timeout;
}

std::string to_matrix(const RunReport& report) {
    const auto groups = groups_of(report);
    auto counts = count(report);
    std::string text = fmt::format("{:<18}", "");
    for (const std::string& group : groups) text += fmt::format(" {:>9}", group.substr(0, 9));
    text += fmt::format(" {:>5} {:>5} {:>5} {:>5} {:>5} {:>5}\n", "pass", "note", "known", "fixed",
                        "open", "skip");
    for (const Implementation& who : report.implementations) {
        text += fmt::format("{:<18}", who.name);
        Counts all{};
        for (const std::string& group : groups) {
            const Counts& one = counts[who.name][group];
            for (std::size_t state = 0; state < states; ++state) all[state] += one[state];
            text += fmt::format(" {:>9}", cell_text(one));
        }
        text += fmt::format(" {:>5} {:>5} {:>5} {:>5} {:>5} {:>5}\n", in(all, State::pass),
                            in(all, State::note), in(all, State::known), in(all, State::fixed),
                            in(all, State::fail) + in(all, State::error) + in(all, State::timeout),
                            in(all, State::skip));
    }
    for (const Implementation& who : report.implementations) {
        const std::string more = details(report, who);
        if (more.empty()) continue;
        text += fmt::format("\n{}{}{}\n{}", who.name, who.description.version.empty() ? "" : " ",
                            one_line(who.description.version), more);
    }
    if (!report.unanswered.empty()) {
        text += "\nQuestions that no stored answer was there for\n";
        for (const std::string& one : report.unanswered) text += "  " + one + "\n";
    }
    return text;
}

}  // namespace zoneproof::conform
