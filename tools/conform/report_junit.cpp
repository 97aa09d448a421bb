// JUnit's XML: a testsuite per implementation, a testcase per cell.
#include "tools/conform/markup.hpp"
#include "tools/conform/report.hpp"

#include <fmt/format.h>

namespace zoneproof::conform {
namespace {

std::string property(std::string_view name, const std::string& value) {
    return fmt::format("   <property name=\"{}\" value=\"{}\"/>\n", name, markup(value));
}

std::string testcase(const Judged& cell) {
    std::string text =
        fmt::format("  <testcase classname=\"{}.{}\" name=\"{}\"", markup(cell.adapter),
                    markup(cell.case_id), markup(cell.subject));
    const std::string fact = fmt::format("wants {}, got {}{}", cell.want, cell.got,
                                         cell.reason.empty() ? "" : ": " + cell.reason);
    switch (cell.state) {
    case State::pass: return text + "/>\n";
    case State::note:
    case State::fixed:
        return text + fmt::format("><system-out>{}: {}</system-out></testcase>\n",
                                  to_text(cell.state), markup(fact));
    case State::skip:
        return text + fmt::format("><skipped message=\"{}\"/></testcase>\n", markup(cell.reason));
    case State::known:
        return text + fmt::format("><skipped message=\"known, {}\"/></testcase>\n",
                                  markup(cell.divergence));
    case State::fail:
        return text + fmt::format("><failure message=\"{}\"/></testcase>\n", markup(fact));
    case State::error:
    case State::timeout: break;
    }
    return text + fmt::format("><error type=\"{}\" message=\"{}\"/></testcase>\n",
                              to_text(cell.state), markup(fact));
}

}  // namespace

std::string to_junit(const RunReport& report) {
    std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
    for (const Implementation& who : report.implementations) {
        std::string cells;
        std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;
        for (const Judged& cell : report.cells) {
            if (cell.adapter != who.name) continue;
            ++tests;
            failures += cell.state == State::fail;
            errors += cell.state == State::error || cell.state == State::timeout;
            skipped += cell.state == State::skip || cell.state == State::known;
            cells += testcase(cell);
        }
        text += fmt::format(" <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
                            "skipped=\"{}\">\n  <properties>\n",
                            markup(who.name), tests, failures, errors, skipped);
        text += property("version", who.description.version);
        text += property("clock", who.description.clock);
        text += property("isolation", report.isolation);
        text += property("corpus", report.corpus);
        text += "  </properties>\n" + cells + " </testsuite>\n";
    }
    return text + "</testsuites>\n";
}

}  // namespace zoneproof::conform
