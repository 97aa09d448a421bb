// Reading the list and matching cells against it.
#include "tools/conform/divergence.hpp"

#include "tools/conform/members.hpp"

#include <algorithm>

#include <fnmatch.h>

namespace zoneproof::conform {
namespace {

constexpr std::string_view classes[] = {"bug", "policy", "implementation-choice", "spec-ambiguous",
                                        "unsupported"};

bool fits(const std::string& pattern, const std::string& text) {
    return fnmatch(pattern.c_str(), text.c_str(), 0) == 0;
}

Divergence entry_from(const Json& json, const std::string& where, std::string& problem) {
    Members members(json, where, problem);
    Divergence entry;
    entry.implementation = members.text("impl", true);
    entry.cases = members.text_or_texts("case");
    if (auto versions = members.text("versions"); !versions.empty()) entry.versions = versions;
    if (auto query = members.text("query"); !query.empty()) entry.query = query;
    entry.got = members.text("got");
    entry.sometimes = members.truth("sometimes", false);
    entry.kind = members.text("class", true);
    entry.reason = members.text("reason", true);
    entry.reference = members.text("reference");
    entry.since = members.text("since");
    entry.reproduce = members.text("reproduce");
    if (std::find(std::begin(classes), std::end(classes), entry.kind) == std::end(classes))
        members.complain("class", "none of bug, policy, implementation-choice, spec-ambiguous, "
                                  "unsupported");
    if (entry.kind == "bug" && entry.reproduce.empty())
        members.complain("reproduce", "a bug without a command that shows it");
    return entry;
}

bool is_about(const Divergence& entry, const std::string& version, const Judged& cell) {
    return entry.implementation == cell.adapter && fits(entry.versions, version) &&
           fits(entry.query, cell.subject) &&
           std::any_of(entry.cases.begin(), entry.cases.end(),
                       [&](const std::string& one) { return fits(one, cell.case_id); });
}

}  // namespace

Result<std::vector<Divergence>> divergences_from_json(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    if (!json.is_array()) return Error{ErrorCode::unreadable, "no JSON list"};
    std::vector<Divergence> entries;
    std::string problem;
    for (std::size_t i = 0; i < json.size(); ++i)
        entries.push_back(entry_from(json[i], "/" + std::to_string(i), problem));
    if (!problem.empty()) return Error{ErrorCode::unreadable, problem};
    return entries;
}

void mark_known(const std::vector<Divergence>& entries,
                const std::map<std::string, std::string>& versions, std::vector<Judged>& cells) {
    for (Judged& cell : cells) {
        const auto version = versions.find(cell.adapter);
        for (const Divergence& entry : entries) {
            if (!is_about(entry, version == versions.end() ? "" : version->second, cell)) continue;
            const bool differs = cell.state == State::fail || cell.state == State::error ||
                                 cell.state == State::timeout;
            if (differs && (entry.got.empty() || entry.got == cell.got))
                cell.state = State::known;
            else if (!entry.sometimes && (cell.state == State::pass || cell.state == State::note))
                cell.state = State::fixed;
            else
                continue;
            cell.divergence = entry.kind + ": " + entry.reason;
            break;
        }
    }
}

}  // namespace zoneproof::conform
