// The full record: every other format could be made from it.
#include "tools/conform/members.hpp"
#include "tools/conform/report.hpp"

namespace zoneproof::conform {
namespace {

Json to_object(const Implementation& who) {
    Json json{{"name", who.name}};
    if (who.absent.empty())
        json["describe"] = Json::parse(to_json(who.description), nullptr, false);
    else
        json[who.broken ? "broken" : "absent"] = who.absent;
    return json;
}

Json to_object(const Judged& cell) {
    Json json{{"impl", cell.adapter},         {"case", cell.case_id}, {"subject", cell.subject},
              {"state", to_text(cell.state)}, {"want", cell.want},    {"got", cell.got}};
    if (!cell.reason.empty()) json["reason"] = cell.reason;
    if (!cell.divergence.empty()) json["divergence"] = cell.divergence;
    if (!cell.cell.rcode.empty()) json["rcode"] = cell.cell.rcode;
    if (cell.cell.has_ad) json["ad"] = cell.cell.ad;
    for (const auto& [code, text] : cell.cell.ede) json["ede"].push_back(Json::array({code, text}));
    for (const Finding& finding : cell.cell.findings)
        json["findings"].push_back({{"code", finding.code},
                                    {"owner", finding.owner},
                                    {"type", finding.type},
                                    {"count", finding.count}});
    if (cell.cell.exit != 0) json["exit"] = cell.cell.exit;
    if (!cell.cell.text.empty()) json["text"] = cell.cell.text;
    return json;
}

}  // namespace

std::string to_json(const RunReport& report) {
    Json json{{"v", 1},
              {"tool", report.tool},
              {"corpus", report.corpus},
              {"isolation", report.isolation}};
    json["implementations"] = Json::array();
    for (const Implementation& who : report.implementations)
        json["implementations"].push_back(to_object(who));
    Json totals = Json::object();
    for (const auto& [name, groups] : count(report))
        for (const auto& [group, counts] : groups)
            for (std::size_t state = 0; state < states; ++state)
                if (counts[state] > 0)
                    totals[name][group][std::string(to_text(static_cast<State>(state)))] =
                        counts[state];
    json["totals"] = std::move(totals);
    json["cells"] = Json::array();
    for (const Judged& cell : report.cells) json["cells"].push_back(to_object(cell));
    json["unanswered"] = report.unanswered;
    return dump(json, 1) + "\n";
}

}  // namespace zoneproof::conform
