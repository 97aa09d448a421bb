// Reading and writing the adapter protocol.
#include "tools/conform/protocol.hpp"

#include "rules/rule.hpp"
#include "tools/conform/members.hpp"

#include <algorithm>

namespace zoneproof::conform {
namespace {

Error wrong(std::string what) {
    return {ErrorCode::unreadable, std::move(what)};
}

/// Reads one object by `read(members)`, which fills `value`.
template <class Value, class Read>
Result<Value> object(std::string_view text, Read&& read) {
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) return wrong("the answer is no JSON");
    std::string problem;
    Members members(json, "", problem);
    if (problem.empty() && members.number("v", INT64_MIN, INT64_MAX) != 1)
        members.complain("v", "not 1");
    Value value;
    read(value, members, problem);
    if (!problem.empty()) return wrong(problem);
    return value;
}

void must_be_one_of(Members& members, const char* name, const std::string& value,
                    std::initializer_list<std::string_view> words) {
    if (std::find(words.begin(), words.end(), value) == words.end())
        members.complain(name, "none of the words that may stand here");
}

bool is_family_or_rule(std::string_view word) {
    const auto rules = catalogue();
    return std::any_of(rules.begin(), rules.end(), [&](const Rule* rule) {
        return rule->id == word || to_text(rule->family) == word;
    });
}

Answer answer(const Json& json, const std::string& where, std::string& problem) {
    Members members(json, where, problem);
    Answer answer;
    answer.query = {members.text("q", true), members.text("t", true)};
    answer.skip = members.text("skip");
    answer.verdict = answer.skip.empty() ? members.text("verdict", true) : "indeterminate";
    must_be_one_of(members, "verdict", answer.verdict,
                   {"secure", "insecure", "bogus", "indeterminate"});
    answer.rcode = members.text("rcode");
    answer.has_ad = json.is_object() && json.contains("ad");
    answer.ad = members.truth("ad", false);
    answer.milliseconds = static_cast<unsigned>(members.number("ms", 0, 1 << 30));
    answer.text = members.text("text");
    members.each("ede", false, [&](const Json& one, const std::string&) {
        if (one.is_array() && one.size() == 2 && one[0].is_number_unsigned() &&
            one[0].get<std::uint64_t>() <= 0xffff && one[1].is_string())
            answer.ede.emplace_back(one[0].get<unsigned>(), one[1].get<std::string>());
        else
            members.complain("ede", "no pair of a code and a text");
    });
    return answer;
}

Json request(std::string_view op) {
    return Json{{"v", 1}, {"op", op}};
}

}  // namespace

bool Description::can(std::string_view op) const {
    return std::find(ops.begin(), ops.end(), op) != ops.end();
}

std::string describe_request() {
    return dump(request("describe"));
}

std::string to_json(const VerifyRequest& verify) {
    Json json = request("verify-zone");
    json["zone"] = verify.zone;
    json["origin"] = verify.origin;
    json["anchors"] = verify.anchors;
    json["ds"] = verify.ds;
    json["time"] = verify.time;
    json["shim"] = verify.shim;
    json["dir"] = verify.dir;
    json["timeout"] = verify.timeout;
    return dump(json);
}

std::string to_json(const ResolveRequest& resolve, std::string_view op) {
    Json json = request(op);
    json["hints"] =
        Json::array({Json::array({resolve.root.name, resolve.root.address, resolve.root.port})});
    json["carrier"] = Json::array({resolve.carrier.address, resolve.carrier.port});
    json["anchors"] = resolve.anchors;
    json["anchor_keys"] = resolve.anchor_keys;
    json["time"] = resolve.time;
    json["listen"] = resolve.listen;
    json["queries"] = Json::array();
    for (const AskedQuery& query : resolve.queries)
        json["queries"].push_back({{"q", query.name}, {"t", query.type}, {"do", true}});
    json["shim"] = resolve.shim;
    json["dir"] = resolve.dir;
    json["timeout"] = resolve.timeout;
    return dump(json);
}

std::string skip_reason(std::string_view text) {
    const Json json = Json::parse(text, nullptr, false);
    const bool has = json.is_object() && json.contains("reason") && json["reason"].is_string();
    return has ? json["reason"].get<std::string>() : "skipped without a reason";
}

Result<Description> description_from_json(std::string_view text) {
    return object<Description>(text, [](Description& value, Members& members, std::string&) {
        value.name = members.text("name", true);
        value.version = members.text("version", true);
        value.ops = members.texts("ops", true);
        value.clock = members.text("clock");
        must_be_one_of(members, "clock", value.clock, {"", "option", "shim", "none"});
        members.each("algs", false, [&](const Json& one, const std::string&) {
            if (one.is_number_unsigned() && one.get<std::uint64_t>() <= 255)
                value.algorithms.push_back(one.get<unsigned>());
            else
                members.complain("algs", "holds something that is no algorithm number");
        });
        value.structure_only = !members.truth("dnssec", true);
        value.ds = members.truth("ds", true);
        value.families = members.texts("families");
        for (const std::string& word : value.families)
            if (!is_family_or_rule(word))
                members.complain("families", "holds something that is no family and no rule");
        value.ede = members.truth("ede", false);
        value.port = members.truth("port", false);
        value.exact = members.truth("exact", false);
        members.each_of("rules", [&](const std::string& code, const Json& rules) {
            if (!rules.is_array()) return members.complain("rules", "a code has no list");
            for (const Json& rule : rules)
                if (rule.is_string()) value.rules[code].push_back(rule.get<std::string>());
        });
    });
}

Result<VerifyReply> verify_reply_from_json(std::string_view text) {
    return object<VerifyReply>(
        text, [](VerifyReply& value, Members& members, std::string& problem) {
            value.verdict = members.text("verdict", true);
            must_be_one_of(members, "verdict", value.verdict,
                           {"valid", "invalid", "insecure", "unparsable"});
            value.exit = static_cast<int>(members.number("exit", -255, 255));
            value.messages = members.texts("messages");
            members.each("findings", false, [&](const Json& one, const std::string& where) {
                Members finding(one, where, problem);
                value.findings.push_back(
                    {finding.text("code", true), finding.text("severity"), finding.text("owner"),
                     finding.text("type"), finding.text("text"),
                     static_cast<unsigned>(finding.number("count", 1, 1 << 30, 1))});
            });
        });
}

Result<ResolveReply> resolve_reply_from_json(std::string_view text) {
    return object<ResolveReply>(
        text, [](ResolveReply& value, Members& members, std::string& problem) {
            members.each("answers", true, [&](const Json& one, const std::string& where) {
                value.answers.push_back(answer(one, where, problem));
            });
        });
}

Result<StartReply> start_reply_from_json(std::string_view text) {
    return object<StartReply>(text, [](StartReply& value, Members& members, std::string&) {
        value.argv = members.texts("argv", true);
        if (value.argv.empty() || value.argv[0].empty())
            members.complain("argv", "names no program");
        members.each_of("env", [&](const std::string& name, const Json& text) {
            if (!text.is_string()) return members.complain("env", "a value is no string");
            value.environment[name] = text.get<std::string>();
        });
        const std::string ready = members.text("ready", true);
        const auto colon = ready.rfind(':');
        if (ready.substr(0, 4) != "dns:" || colon < 5)
            return members.complain("ready", "not dns:ADDRESS:PORT");
        value.address = ready.substr(4, colon - 4);
        const std::string port = ready.substr(colon + 1);
        if (port.empty() || port.size() > 5 ||
            port.find_first_not_of("0123456789") != std::string::npos || std::stoul(port) > 65535)
            return members.complain("ready", "not dns:ADDRESS:PORT");
        value.port = static_cast<std::uint16_t>(std::stoul(port));
    });
}

std::string to_json(const Description& value) {
    Json json{{"v", 1},
              {"name", value.name},
              {"version", value.version},
              {"ops", value.ops},
              {"clock", value.clock}};
    json["algs"] = value.algorithms;
    json["dnssec"] = !value.structure_only;
    json["ds"] = value.ds;
    json["families"] = value.families;
    json["ede"] = value.ede;
    json["port"] = value.port;
    json["exact"] = value.exact;
    json["rules"] = value.rules;
    return dump(json);
}

std::string to_json(const VerifyReply& value) {
    Json json{{"v", 1}, {"status", "ok"}, {"verdict", value.verdict}, {"exit", value.exit}};
    json["findings"] = Json::array();
    for (const Finding& finding : value.findings)
        json["findings"].push_back({{"code", finding.code},
                                    {"severity", finding.severity},
                                    {"owner", finding.owner},
                                    {"type", finding.type},
                                    {"text", finding.text},
                                    {"count", finding.count}});
    json["messages"] = value.messages;
    return dump(json);
}

std::string to_json(const ResolveReply& value) {
    Json json{{"v", 1}, {"status", "ok"}, {"answers", Json::array()}};
    for (const Answer& one : value.answers) {
        Json answer{{"q", one.query.name},
                    {"t", one.query.type},
                    {"verdict", one.verdict},
                    {"rcode", one.rcode}};
        if (one.has_ad) answer["ad"] = one.ad;
        answer["ede"] = Json::array();
        for (const auto& [code, text] : one.ede) answer["ede"].push_back(Json::array({code, text}));
        answer["ms"] = one.milliseconds;
        answer["text"] = one.text;
        json["answers"].push_back(std::move(answer));
    }
    return dump(json);
}

}  // namespace zoneproof::conform
