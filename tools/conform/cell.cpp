// Cells to JSON and back.
#include "tools/conform/cell.hpp"

#include "tools/conform/members.hpp"

namespace zoneproof::conform {
namespace {

constexpr std::string_view words[] = {"verdict", "skip", "error", "timeout"};

Json to_object(const Cell& cell) {
    Json json{{"subject", cell.subject}, {"got", to_text(cell.got)}};
    if (!cell.reason.empty()) json["reason"] = cell.reason;
    if (cell.got == Cell::Got::verdict) json["verdict"] = cell.verdict;
    if (!cell.rcode.empty()) json["rcode"] = cell.rcode;
    if (cell.has_ad) json["ad"] = cell.ad;
    for (const auto& [code, text] : cell.ede) json["ede"].push_back(Json::array({code, text}));
    for (const Finding& finding : cell.findings)
        json["findings"].push_back({{"code", finding.code},
                                    {"severity", finding.severity},
                                    {"owner", finding.owner},
                                    {"type", finding.type},
                                    {"count", finding.count},
                                    {"text", finding.text}});
    if (cell.exit != 0) json["exit"] = cell.exit;
    json["ms"] = cell.milliseconds;
    if (!cell.text.empty()) json["text"] = cell.text;
    return json;
}

Cell cell_from(const Json& json, const std::string& where, std::string& problem) {
    Members members(json, where, problem);
    Cell cell;
    cell.subject = members.text("subject", true);
    const std::string got = members.text("got", true);
    for (std::size_t i = 0; i < std::size(words); ++i)
        if (words[i] == got) cell.got = static_cast<Cell::Got>(i);
    cell.reason = members.text("reason");
    cell.verdict = members.text("verdict");
    cell.rcode = members.text("rcode");
    cell.has_ad = json.is_object() && json.contains("ad");
    cell.ad = members.truth("ad", false);
    members.each("ede", false, [&](const Json& one, const std::string&) {
        if (one.is_array() && one.size() == 2 && one[0].is_number_unsigned() && one[1].is_string())
            cell.ede.emplace_back(one[0].get<unsigned>(), one[1].get<std::string>());
    });
    members.each("findings", false, [&](const Json& one, const std::string& at) {
        Members finding(one, at, problem);
        cell.findings.push_back({finding.text("code"), finding.text("severity"),
                                 finding.text("owner"), finding.text("type"), finding.text("text"),
                                 static_cast<unsigned>(finding.number("count", 1, 1 << 30, 1))});
    });
    cell.exit = static_cast<int>(members.number("exit", -255, 255));
    cell.milliseconds = static_cast<unsigned>(members.number("ms", 0, 1 << 30));
    cell.text = members.text("text");
    return cell;
}

}  // namespace

std::string_view to_text(Cell::Got got) {
    return words[static_cast<std::size_t>(got)];
}

std::string to_json(const CaseResult& result) {
    Json json{{"v", 1}, {"adapter", result.adapter}, {"case", result.case_id}, {"key", result.key}};
    json["cells"] = Json::array();
    for (const Cell& cell : result.cells) json["cells"].push_back(to_object(cell));
    if (!result.unanswered.empty()) json["unanswered"] = result.unanswered;
    if (!result.log.empty()) json["log"] = result.log;
    return dump(json, 1) + "\n";
}

Result<CaseResult> case_result_from_json(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    std::string problem;
    Members members(json, "", problem);
    CaseResult result;
    result.adapter = members.text("adapter", true);
    result.case_id = members.text("case", true);
    result.key = members.text("key", true);
    members.each("cells", true, [&](const Json& one, const std::string& where) {
        result.cells.push_back(cell_from(one, where, problem));
    });
    result.unanswered = members.texts("unanswered");
    result.log = members.text("log");
    if (!problem.empty()) return Error{ErrorCode::unreadable, problem};
    return result;
}

}  // namespace zoneproof::conform
