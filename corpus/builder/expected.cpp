// expected.json: the expectations of a case spelled out, so that a program needs nothing of the
// builder to compare.
#include "corpus/builder/build.hpp"
#include "corpus/builder/shape.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace zoneproof::corpus {
namespace {

using Json = nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;  // rule, owner, type

bool is_key_set(RrType type) {
    return type == RrType::DNSKEY || type == RrType::CDS || type == RrType::CDNSKEY;
}

/// The RRsets of the finished zone that must be signed.
std::set<std::pair<std::string, std::string>> signed_rrsets(const SignedZone& zone, Scope scope) {
    const Shape shape = shape_of(zone.records, zone.origin);
    std::set<std::pair<std::string, std::string>> rrsets;
    for (const Record& record : zone.records) {
        if (!must_sign(shape, record.owner, record.type)) continue;
        if (scope == Scope::data && is_at(record, zone.origin) && is_key_set(record.type)) continue;
        const Bytes owner = canonical_name(record.owner);
        rrsets.emplace(to_text(NameView(owner)), to_text(record.type));
    }
    return rrsets;
}

Rows rows_of(const BuiltCase& built) {
    Rows rows;
    for (const ExpectedFinding& finding : built.source.findings) {
        if (finding.scope != Scope::one) {
            for (const auto& [owner, type] : signed_rrsets(built.zone, finding.scope))
                rows.push_back({finding.rule, owner, type});
            continue;
        }
        const Bytes owner = finding.owner ? canonical_name(*finding.owner) : Bytes();
        const std::vector<std::string> row = {finding.rule,
                                              finding.owner ? to_text(NameView(owner)) : "",
                                              finding.type ? to_text(*finding.type) : ""};
        rows.insert(rows.end(), finding.count, row);
    }
    std::ranges::sort(rows);
    return rows;
}

Json query(const Query& asked) {
    Json json = {{"q", to_text(asked.name.view())},
                 {"type", to_text(asked.type)},
                 {"verdict", to_text(asked.verdict)}};
    if (!asked.also.empty()) {
        Json all = Json::array({to_text(asked.verdict)});
        for (const AnswerVerdict verdict : asked.also) all.push_back(to_text(verdict));
        json["verdict"] = std::move(all);
    }
    if (!asked.rcode.empty()) json["rcode"] = asked.rcode;
    if (asked.ad) json["ad"] = *asked.ad;
    if (!asked.ede_prefer.empty() || !asked.ede_accept.empty())
        json["ede"] = {{"prefer", asked.ede_prefer}, {"accept", asked.ede_accept}};
    if (!asked.cd.empty()) json["cd"] = asked.cd;
    return json;
}

/// `"name": [` and an item a line.
template <class Items, class Write>
std::string lines(const char* name, const Items& items, const Write& write) {
    std::string text = std::string(",\n \"") + name + "\": [";
    for (std::size_t i = 0; i < items.size(); ++i)
        text += std::string(i == 0 ? "\n  " : ",\n  ") + Json(write(items[i])).dump();
    return text + "]";
}

}  // namespace

Result<std::vector<File>> expected_file(const BuiltCase& built, KeyStore&) {
    const Case& source = built.source;
    Json head = {{"v", 1},
                 {"id", source.id},
                 {"level", to_text(source.level)},
                 {"time", source.time},
                 {"origin", to_text(source.recipe.origin.view())}};
    for (const ZoneVerdict verdict : source.verdicts) head["verdict"].push_back(to_text(verdict));
    if (!source.findings.empty()) head["primary"] = source.findings.front().rule;
    if (!source.forbid.empty()) head["forbid"] = source.forbid;
    head["rebase"] = source.rebase;
    std::string text = head.dump(-1, ' ', false, Json::error_handler_t::replace);
    text.pop_back();
    text += lines("findings", rows_of(built), [](const auto& row) { return row; });
    text += lines("queries", source.queries, query) + "}\n";
    return std::vector<File>{{"expected.json", text}};
}

}  // namespace zoneproof::corpus
