// From case.json, as corpus/builder reads it.
#include "tools/conform/cases.hpp"

#include "corpus/builder/build.hpp"
#include "corpus/builder/files.hpp"
#include "parser/base/bytes.hpp"
#include "tools/conform/members.hpp"
#include "tools/conform/run.hpp"
#include "verifier/crypto/digest.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace zoneproof::conform {
namespace {

WantedAnswer wanted(const corpus::Query& query) {
    WantedAnswer want;
    want.name = to_text(query.name.view());
    want.type = to_text(query.type);
    want.verdicts.emplace_back(to_text(query.verdict));
    for (const corpus::AnswerVerdict verdict : query.also)
        want.verdicts.emplace_back(to_text(verdict));
    want.rcode = query.rcode;
    if (want.rcode.empty() && query.also.empty() && query.verdict == corpus::AnswerVerdict::bogus)
        want.rcode = "SERVFAIL";
    want.ad = query.ad;
    want.ede.insert(want.ede.end(), query.ede_prefer.begin(), query.ede_prefer.end());
    want.ede.insert(want.ede.end(), query.ede_accept.begin(), query.ede_accept.end());
    // What fails for everyone fails without validation too.
    const bool for_everyone = query.verdict == corpus::AnswerVerdict::indeterminate;
    want.carried_rcode = query.cd.empty() && for_everyone ? want.rcode : query.cd;
    return want;
}

Expectation expectation_of(const corpus::Case& one) {
    Expectation about;
    about.id = one.id;
    about.title = one.title;
    about.level = to_text(one.level);
    about.cites = one.cites;
    about.tags = one.tags;
    about.origin = to_text(one.recipe.origin.view());
    about.time = one.time;
    std::set<unsigned> algorithms;
    for (const corpus::KeySpec& key : one.recipe.keys)
        if (key.published) algorithms.insert(key.algorithm);
    about.algorithms.assign(algorithms.begin(), algorithms.end());
    for (const corpus::ZoneVerdict verdict : one.verdicts)
        about.verdicts.emplace_back(to_text(verdict));
    about.forbid = one.forbid;
    for (const corpus::Query& query : one.queries) about.queries.push_back(wanted(query));
    return about;
}

/// expected.json has what the words of case.json mean for the finished zone: rule, owner and type
/// of each finding. Nothing when it cannot be read: the corpus was not built.
std::optional<std::vector<WantedFinding>> spelled_out(const std::filesystem::path& folder) {
    const auto text = corpus::read_file(folder / "expected.json");
    const Json json = Json::parse(text.value_or(""), nullptr, false);
    if (!json.is_object() || !json.contains("findings") || !json["findings"].is_array()) return {};
    std::vector<WantedFinding> findings;
    for (const Json& row : json["findings"]) {
        const auto is_text = [](const Json& one) { return one.is_string(); };
        if (!row.is_array() || row.size() != 3 || !std::all_of(row.begin(), row.end(), is_text))
            return {};
        findings.push_back({row[0], row[1], row[2], 1});
    }
    return findings;
}

/// Its files; those of a case that is too large to store are made.
std::filesystem::path folder_of(const corpus::Case& one, const corpus::CaseFolder& folder,
                                const CaseSelection& selection,
                                std::vector<std::string>& problems) {
    if (one.stored || selection.scratch.empty()) return folder.path;
    corpus::BuildOptions options;
    options.corpus = selection.corpus;
    options.out = selection.scratch;
    options.globs = {one.id};
    const corpus::BuildReport report = corpus::build_corpus(options);
    problems.insert(problems.end(), report.problems.begin(), report.problems.end());
    return selection.scratch / "cases" / one.id;
}

bool holds(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

LoadedCases load_cases(const CaseSelection& selection) {
    LoadedCases loaded;
    std::string digests;
    for (const corpus::CaseFolder& folder : corpus::find_cases(selection.corpus)) {
        if (!corpus::fits(folder.id, selection.globs)) continue;
        const corpus::ReadCase read = corpus::read_case(folder.path / "case.json", folder.id);
        loaded.problems.insert(loaded.problems.end(), read.problems.begin(), read.problems.end());
        if (!read.value) continue;
        Expectation about = expectation_of(*read.value);
        if ((!selection.level.empty() && about.level != selection.level) ||
            (!selection.tag.empty() && !holds(about.tags, selection.tag)))
            continue;
        auto findings = spelled_out(folder.path);
        if (!findings) {
            loaded.problems.push_back((folder.path / "expected.json").string() +
                                      ": cannot be read; zoneproof corpus build makes it");
            continue;
        }
        about.findings = *std::move(findings);
        about.folder =
            std::filesystem::absolute(folder_of(*read.value, folder, selection, loaded.problems));
        digests += digest_of(about, about.id);
        loaded.cases.push_back(std::move(about));
    }
    Digest digest(HashAlgorithm::sha256);
    digest.update(octets(digests));
    loaded.digest = to_hex(digest.finish());
    return loaded;
}

}  // namespace zoneproof::conform
